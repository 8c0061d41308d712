import type { Panel } from '../../../kernel/module.ts'
import { LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { choicesPath } from '../address.ts'
import { text } from '../text.ts'

/** The way from the account to the choices. */
export const accountPanel: Panel = {
  screen: 'account',
  position: 10,
  ability: 'signedIn',
  load: async (_deps, { lang }) => (
    <Card title={text[lang].title}>
      <p class="mo-ta">{text[lang].panel}</p>
      <LinkButton kind="outline" icon="bell" href={choicesPath}>
        {text[lang].choose}
      </LinkButton>
    </Card>
  ),
}

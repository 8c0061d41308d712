import type { Issues } from '../../../../kernel/errors.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Facts } from '../../../../ui/card/card.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { assignUrl } from '../address.ts'
import { DueTime } from '../board/stage.tsx'
import { issueText, text as newsroom } from '../text.ts'
import type { AtStage } from './reading.ts'
import { text } from './text.ts'

/** Who has the item at its stage and until when; to take it, to give it, to let it go. */
export function StagePart({ lang, id, at, issues }: { lang: Lang; id: number; at: AtStage; issues?: Issues }) {
  const t = text[lang]
  const { stage, assigneeId, assignee, dueAt, mine, candidates } = at
  return (
    <section id="buoc" tabindex={-1}>
      <h2 class="hh">{t.atStage}</h2>
      <Facts
        facts={[
          { label: t.stage, value: newsroom[lang].stepNames[stage] },
          { label: t.assignee, value: assignee ?? t.nobody },
          ...(dueAt ? [{ label: t.due, value: <DueTime lang={lang} at={dueAt} /> }] : []),
        ]}
      />
      <div class="nut tt-nut">
        {mine.take && <Giving lang={lang} id={id} from={assigneeId} to={mine.id} label={t.takeIt} />}
        {mine.drop && <Giving lang={lang} id={id} from={assigneeId} to={null} label={t.drop} />}
      </div>
      {candidates.length > 0 && (
        <details class="bv-mo" open={issues?.to !== undefined}>
          <summary class="btn g nho">
            {t.give}
            <Icon name="chevron-down" />
          </summary>
          <Form action={assignUrl(id)}>
            <input type="hidden" name="from" value={assigneeId ?? ''} />
            <SelectField
              name="to"
              label={t.giveTo}
              empty={t.giveToNobody}
              value={String(assigneeId ?? '')}
              options={candidates.map((one) => ({ value: String(one.id), label: one.name }))}
              error={issueText(lang, issues?.to)}
            />
            <FormActions>
              <Button kind="outline">{t.giveVerb}</Button>
            </FormActions>
          </Form>
        </details>
      )}
    </section>
  )
}

type GivingProps = { lang: Lang; id: number; from: number | null; to: number | null; label: string }

const Giving = ({ id, from, to, label }: GivingProps) => (
  <form method="post" action={assignUrl(id)}>
    <input type="hidden" name="from" value={from ?? ''} />
    <input type="hidden" name="to" value={to ?? ''} />
    <Button kind="outline" small>
      {label}
    </Button>
  </form>
)

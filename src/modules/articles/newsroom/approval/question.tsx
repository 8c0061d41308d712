import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { AreaField } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import type { Decision } from '../../approval/link.ts'
import { issueText } from '../text.ts'
import type { LeaderPage } from './leader.tsx'
import { text } from './text.ts'

/** The second tap: what is about to be recorded, in words, and the way back. */
export function Question({ lang, here, article, asking, issues = {}, typed = {} }: LeaderPage & { asking: Decision }) {
  const t = text[lang]
  const approves = asking === 'approve'
  return (
    <Card>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <h2>{approves ? t.approveAsk(article.title) : t.returnAsk(article.title)}</h2>
      <Form action={here} class="xep">
        <input type="hidden" name="decision" value={asking} />
        {!approves && (
          <AreaField
            name="reason"
            label={t.reason}
            hint={t.reasonHint}
            rows={4}
            maxlength={2000}
            value={typed.reason}
            error={issueText(lang, issues.reason)}
          />
        )}
        <FormActions>
          <Button kind={approves ? 'approve' : 'primary'} icon={approves ? 'check' : 'undo-2'}>
            {approves ? t.approveYes : t.returnYes}
          </Button>
          <LinkButton href={here}>{t.notYet}</LinkButton>
        </FormActions>
      </Form>
    </Card>
  )
}

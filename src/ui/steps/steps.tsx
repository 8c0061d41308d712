import { useUi } from '../context.ts'
import { text } from '../text.ts'

export type Step = { label: string; note?: string; state: 'done' | 'now' | 'later' }

/** The stages of a piece of work in one bar. */
export function Steps({ steps, label }: { steps: readonly Step[]; label?: string }) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <ol class="wf n" tabindex={0} aria-label={label ?? t.steps}>
      {steps.map((step, index) => (
        <li class={letters[step.state]} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span class="o" aria-hidden="true">
            {step.state === 'done' ? '✓' : index + 1}
          </span>
          <b>
            {step.label}
            {step.state === 'done' && <span class="vh"> ({t.stepDone})</span>}
          </b>
          {step.note && <small class="num">{step.note}</small>}
        </li>
      ))}
    </ol>
  )
}

const letters = { done: 'xong', now: 'nay', later: undefined }

import type { Lang } from '../../../../kernel/text.ts'
import { Button, LinkButton, type ButtonKind } from '../../../../ui/button/button.tsx'
import type { IconName } from '../../../../ui/icon/icon.tsx'
import { isAsked, maySend } from '../../approval/link.ts'
import { articleWorkflow, canWrite, type ArticleStep } from '../../workflow.ts'
import { articleUrl, questionUrl, stepUrl } from '../address.ts'
import { askUrl } from '../approval/address.ts'
import { text as approvalText } from '../approval/text.ts'
import { stepLabel } from '../stages.ts'
import { text } from '../text.ts'
import type { Read } from './reading.ts'

/** One thing the person may do with the article now: a link, or the form of a step. */
export type Act =
  | { key: keyof typeof faces | 'write' | 'ask' | 'preview'; label: string; icon: IconName; kind: ButtonKind; href: string }
  | { key: keyof typeof faces; label: string; icon: IconName; kind: ButtonKind; action: string; version: number }

/** Going back one stage is asked on the page of a return. */
const faces: Record<Exclude<ArticleStep, 'back'>, { icon: IconName; kind: ButtonKind }> = {
  approve: { icon: 'check', kind: 'approve' },
  pass: { icon: 'send', kind: 'primary' },
  proof: { icon: 'send', kind: 'primary' },
  endorse: { icon: 'check', kind: 'primary' },
  submit: { icon: 'send', kind: 'primary' },
  return: { icon: 'undo-2', kind: 'outline' },
  revise: { icon: 'pen-line', kind: 'outline' },
  retract: { icon: 'undo-2', kind: 'outline' },
  abandon: { icon: 'trash-2', kind: 'outline' },
}
const order = Object.keys(faces) as (keyof typeof faces)[]

/** What is open to this person, the most important first; read from the workflow, so that no button leads to a refusal. */
export function actsOf({ actor, article, working }: Pick<Read, 'actor' | 'article' | 'working'>): Act[] {
  const { lang } = actor
  const { id, version } = article
  const open = working ? articleWorkflow.open(actor, article) : []
  const steps = order
    .filter((step) => open.includes(step))
    .map((step): Act => {
      const face = { key: step, label: stepLabel(lang, step, article), ...faces[step] }
      return step === 'approve' || step === 'return'
        ? { ...face, href: questionUrl(id, step, version) }
        : { ...face, action: stepUrl(id, step), version }
    })
  const t = text[lang]
  const write: Act[] =
    working && canWrite(actor, article)
      ? [{ key: 'write', label: t.openEditor, icon: 'pen-line', kind: 'outline', href: articleUrl(id, '/viet') }]
      : []
  const ask: Act[] =
    working && isAsked(article) && maySend(actor, article)
      ? [{ key: 'ask', label: approvalText[lang].ask, icon: 'link', kind: 'outline', href: askUrl(id) }]
      : []
  const look: Act = { key: 'preview', label: t.likeOnSite, icon: 'eye', kind: 'outline', href: articleUrl(id, '/xem-truoc') }
  return [...steps.slice(0, 2), ...write, ...steps.slice(2), ...ask, look]
}

export function ActButton({ act, lang, small, class: extra }: { act: Act; lang: Lang; small?: boolean; class?: string }) {
  const face = small ? (
    act.label
  ) : (
    <>
      <span class="only-d">{act.label}</span>
      <span class="only-m">{text[lang].shortSteps[act.key]}</span>
    </>
  )
  if ('href' in act)
    return (
      <LinkButton kind={act.kind} icon={act.icon} href={act.href} small={small} class={extra}>
        {face}
      </LinkButton>
    )
  return (
    <form method="post" action={act.action} class={extra}>
      <input type="hidden" name="version" value={act.version} />
      <Button kind={act.kind} icon={act.icon} small={small}>
        {face}
      </Button>
    </form>
  )
}

/** The bar is for what is done every day. */
export const isInBar = (act: Act) => act.key !== 'ask'

/** On a phone the bar has room for two; looking at the page as readers will can wait. */
export const isInPhoneBar = (acts: readonly Act[], act: Act) => isInBar(act) && act.key !== 'preview' && acts.indexOf(act) < 2

import type { ComponentChildren } from 'preact'
import type { Actor } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import { Avatar } from '../../../../ui/avatar/avatar.tsx'
import { Button } from '../../../../ui/button/button.tsx'
import { Chip } from '../../../../ui/chip/chip.tsx'
import { AreaField } from '../../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import type { Article } from '../../article.ts'
import { canWrite } from '../../workflow.ts'
import { limits, mayHide, mayShow, type Placed, type Said } from '../../remarks/remark.ts'
import { shortTime } from '../names.ts'
import { remarkUrl } from './address.ts'
import { blockOf, placeWords } from './places.ts'
import { issueWords, text } from './text.ts'

export type ThreadProps = {
  actor: Actor
  article: Article
  thread: Placed
  /** Its number in the margin of the text. */
  number?: number
  /** Where its place stands on this page or another one; undefined: the text is not at hand. */
  placeUrl?: (block: string) => string
  /** Alone on its page: the answer's field stands open. */
  alone?: boolean
  issues?: Issues
  typed?: Typed
}

/** One talk: where, what was said and answered, and what may be done. The data are for the scripts that mark its words in the text. */
export function Thread(props: ThreadProps) {
  const { actor, article, thread, number, placeUrl } = props
  const { lang } = actor
  const t = text[lang]
  const { anchor, spot } = thread
  const block = blockOf(article, anchor.place)
  const place = placeWords(lang, article, anchor.place)
  return (
    <article
      class={thread.resolved ? 'gy xong' : 'gy'}
      id={`gop-y-${thread.id}`}
      tabindex={-1}
      data-gop-y={thread.id}
      data-khoi={block}
      data-moc={JSON.stringify(anchor)}
      data-con-cho={spot ? '' : undefined}
    >
      <header>
        <Avatar name={thread.by} small />
        <p>
          <b>{thread.by}</b>
          <small class="num">
            {shortTime(thread.at, lang)} · {spot && placeUrl ? <a href={placeUrl(block)}>{t.about(place)}</a> : t.about(place)}
          </small>
        </p>
        {number !== undefined && spot && <span class="gy-so num">{number}</span>}
        <State {...props} />
      </header>
      {thread.hidden ? <HiddenWords {...props} said={thread} /> : <Remark {...props} />}
      {thread.answers.map((said) => (
        <div class="gy-dap">
          <p>
            <b>{said.by}</b> <small class="num">{shortTime(said.at, lang)}</small>
          </p>
          {said.hidden ? (
            <HiddenWords {...props} said={said} />
          ) : (
            <>
              <p class="gy-loi">{said.words}</p>
              <Hide {...props} said={said} />
            </>
          )}
        </div>
      ))}
      <Ended {...props} />
      {!thread.hidden && <Acts {...props} />}
    </article>
  )
}

function State({ actor: { lang }, thread: { resolved, suggestion, hidden } }: ThreadProps) {
  const t = text[lang].states
  if (hidden) return null
  if (suggestion?.state === 'accepted')
    return (
      <Chip tone="done" icon="check">
        {t.accepted}
      </Chip>
    )
  if (suggestion?.state === 'rejected') return <Chip icon="x">{t.rejected}</Chip>
  return resolved ? (
    <Chip tone="done" icon="check">
      {t.done}
    </Chip>
  ) : null
}

/** The words it is about, or those it was about; what is proposed for them; what was said. */
function Remark({ actor: { lang }, thread: { anchor, spot, suggestion, words, revision } }: ThreadProps) {
  const t = text[lang]
  // What was accepted has changed as it was meant to.
  const gone = !spot && suggestion?.state !== 'accepted'
  return (
    <>
      {gone && (
        <p class="gy-mat">
          <Chip tone="waiting" icon="triangle-alert">
            {t.gone}
          </Chip>{' '}
          {revision !== null && <small class="num">{t.atRevision(revision)}</small>}
        </p>
      )}
      {gone && anchor.quote && <p class="vh">{t.wasSaid}</p>}
      {anchor.quote && !suggestion && <blockquote class="gy-trich">{anchor.quote}</blockquote>}
      {suggestion && (
        <p class="gy-sua">
          <b>{suggestion.wording ? t.suggested : t.suggestedDrop}:</b> <del>{anchor.quote}</del> <span class="vh">{t.becomes} </span>
          {suggestion.wording && <ins>{suggestion.wording}</ins>}
        </p>
      )}
      {words && <p class="gy-loi">{words}</p>}
    </>
  )
}

function HiddenWords(props: ThreadProps & { said: Said }) {
  const { actor, article, said } = props
  const t = text[actor.lang]
  return (
    <div class="gy-an">
      <p>{t.hidden(said.hidden!.by, said.hidden!.why)}</p>
      {mayShow(actor, article, said.hidden!.byId) && <Press {...props} id={said.id} step="hien" label={t.show} />}
    </div>
  )
}

const Hide = ({ actor, article, said }: ThreadProps & { said: Said }) =>
  mayHide(actor, article, said) ? (
    <a class="gy-viec" href={remarkUrl(article.id, said.id, '/an')}>
      {text[actor.lang].hide}
    </a>
  ) : null

/** How it ended, by whom, with which words. */
function Ended({ actor: { lang }, thread: { resolved, suggestion } }: ThreadProps) {
  const t = text[lang]
  if (suggestion && suggestion.state !== 'open' && suggestion.at)
    return (
      <p class="gy-ket num">
        {t.decided[suggestion.state](suggestion.by ?? '', shortTime(suggestion.at, lang))}
        {suggestion.words && <q>{suggestion.words}</q>}
      </p>
    )
  return resolved ? <p class="gy-ket num">{t.resolved(resolved.by, shortTime(resolved.at, lang))}</p> : null
}

function Acts(props: ThreadProps) {
  const { actor, article, thread, alone } = props
  const t = text[actor.lang]
  const writes = canWrite(actor, article)
  const { suggestion, resolved, spot, id } = thread
  return (
    <div class="gy-lam">
      {suggestion?.state === 'open' && writes && (
        <>
          {spot && <Press {...props} id={id} step="nhan" label={t.accept} main />}
          <Fold {...props} label={t.reject} open={alone && props.issues?.words !== undefined && props.typed?.reject === '1'}>
            <Reply {...props} step="tu-choi" label={t.rejectWords} send={t.reject} />
          </Fold>
        </>
      )}
      {suggestion && suggestion.state !== 'open' && writes && (
        <Press {...props} id={id} step="hoan-tac" label={suggestion.state === 'accepted' ? t.undo : t.reopen} />
      )}
      <Fold {...props} label={t.answer} open={alone}>
        <Reply {...props} step="tra-loi" label={t.answerLabel} send={t.sendAnswer} />
      </Fold>
      {!suggestion && <Press {...props} id={id} step={resolved ? 'mo-lai' : 'xong'} label={resolved ? t.reopen : t.resolve} />}
      {!alone && (
        <a class="gy-viec" href={remarkUrl(article.id, id)} aria-label={`#${id}: ${t.toTalk}`}>
          #{id}
        </a>
      )}
      <Hide {...props} said={thread} />
    </div>
  )
}

type PressProps = ThreadProps & { id: number; step: string; label: string; main?: boolean }

const Press = ({ article, id, step, label, main }: PressProps) => (
  <form method="post" action={remarkUrl(article.id, id, `/${step}`)} data-gop-y-viec={step}>
    <Button small kind={main ? 'primary' : 'outline'}>
      {label}
    </Button>
  </form>
)

const Fold = ({ label, open, children }: { label: string; open?: boolean; children: ComponentChildren }) => (
  <details class="gy-mo" open={open}>
    <summary class="btn o nho">{label}</summary>
    {children}
  </details>
)

function Reply({
  actor,
  article,
  thread,
  alone,
  issues = {},
  typed = {},
  step,
  label,
  send,
}: ThreadProps & { step: string; label: string; send: string }) {
  const mine = alone && (typed.reject === '1') === (step === 'tu-choi')
  return (
    <Form action={remarkUrl(article.id, thread.id, `/${step}`)} class="gy-gui">
      {step === 'tu-choi' && <input type="hidden" name="reject" value="1" />}
      <AreaField
        name="words"
        id={`${step}-${thread.id}`}
        label={label}
        rows={3}
        maxlength={limits.words}
        value={mine ? typed.words : undefined}
        error={mine ? issueWords(actor.lang, issues.words) : undefined}
      />
      <FormActions>
        <Button small kind={step === 'tra-loi' ? 'primary' : 'outline'}>
          {send}
        </Button>
      </FormActions>
    </Form>
  )
}

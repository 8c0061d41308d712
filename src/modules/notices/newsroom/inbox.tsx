import type { Lang } from '../../../kernel/text.ts'
import { formatAgo, formatDateTime } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Pager } from '../../../ui/pager/pager.tsx'
import { choicesPath, inboxPath, noticeUrl, seenPath } from '../address.ts'
import { text } from '../text.ts'

/** `sentence` is missing when the reader has no access any more. */
export type InboxLine = {
  id: number
  at: Temporal.Instant
  isSeen: boolean
  insteadOf: string | null
  sentence: string | undefined
}
export type InboxPageProps = { lang: Lang; lines: readonly InboxLine[]; unseen: number; newest: number; page: number; pages: number }

export function InboxPage({ lang, lines, unseen, newest, page, pages }: InboxPageProps) {
  const t = text[lang]
  return (
    <>
      <PageHead
        title={t.title}
        lead={lines.length === 0 ? undefined : unseen > 0 ? t.unseen(unseen) : t.allSeen}
        actions={
          <>
            {unseen > 0 && (
              <Form action={seenPath}>
                <input type="hidden" name="den" value={newest} />
                <Button kind="outline" icon="check">
                  {t.seenAll}
                </Button>
              </Form>
            )}
            <LinkButton kind="plain" icon="sliders-horizontal" href={choicesPath}>
              {t.choose}
            </LinkButton>
          </>
        }
      />
      {lines.length === 0 ? (
        <Empty icon="bell" title={t.empty}>
          {t.emptyLead}
        </Empty>
      ) : (
        <ul class="n tb-ds" aria-label={t.list}>
          {lines.map((line) => (
            <Row lang={lang} line={line} />
          ))}
        </ul>
      )}
      <Pager page={page} pages={pages} href={(one) => (one === 1 ? inboxPath : `${inboxPath}?trang=${one}`)} />
    </>
  )
}

function Row({ lang, line: { id, at, isSeen, insteadOf, sentence } }: { lang: Lang; line: InboxLine }) {
  const t = text[lang]
  return (
    <li class={isSeen ? 'vr tb-d' : 'vr tb-d moi'}>
      {sentence ? (
        <a href={noticeUrl(id)}>
          <Mark lang={lang} isSeen={isSeen} />
          {sentence}
        </a>
      ) : (
        <p>
          <Mark lang={lang} isSeen={isSeen} />
          {t.lost}
        </p>
      )}
      <small>
        <time datetime={at.toString()} title={formatDateTime(at, lang)}>
          {formatAgo(at, lang)}
        </time>
        {insteadOf && sentence && <span>{t.insteadOf(insteadOf)}</span>}
      </small>
    </li>
  )
}

const Mark = ({ lang, isSeen }: { lang: Lang; isSeen: boolean }) => (isSeen ? null : <span class="vh">{text[lang].fresh}: </span>)

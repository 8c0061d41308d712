import { useUi } from '../../../../ui/context.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { formatNumber } from '../../../../kernel/text.ts'
import { readingMinutes, wordCount } from '../../body/body.ts'
import { RemarkDialog } from '../remarks/dialog.tsx'
import { EditorDialogs } from './dialogs.tsx'
import { Title, Lead } from './fields.tsx'
import { Panel } from './panel.tsx'
import type { EditorData, EditorProps } from './props.ts'
import { SortChips } from './sort.tsx'
import { text } from './text.ts'
import { Toolbar } from './toolbar.tsx'

/** The editor under its bar: steps, fields, body, side panel, status line. The page's Desk loads 'editor.island.js'. */
export function EditorScreen(props: EditorProps) {
  const { lang, side, returned } = props
  const t = text[lang]
  return (
    <div class="ed-trang" id="soan">
      <Steps {...props} />
      <div class="ed">
        <main class="giay" id="noi-dung" tabindex={-1}>
          <div class="to">
            <div id="ed-bao" role="status" />
            <div id="ed-hoi" class="ed-hoi" role="status" hidden />
            {returned && <Returned {...returned} />}
            <SortChips {...props} />
            <Title {...props} />
            <Lead {...props} />
            <Toolbar lang={lang} />
            <div class="bai" id="than" data-lang={lang}>
              <p class="ed-cho">{t.bodyWaiting}</p>
            </div>
            <noscript>
              <p class="ed-cho">{t.needsScript}</p>
            </noscript>
          </div>
        </main>
        <Panel {...props} />
      </div>
      <StatusBar {...props} />
      {side[0] && (
        <button type="button" class="pill" id="mo-tro-giup" aria-controls="tro-giup" aria-expanded="false">
          <Icon name="list-checks" />
          <span data-chu={side[0].label}>{t.pill(side[0].label, side[0].count ?? 0)}</span>
        </button>
      )}
      <EditorDialogs lang={lang} />
      <RemarkDialog lang={lang} id={props.article.id} />
      <Data {...props} />
    </div>
  )
}

const Returned = ({ title, reason }: NonNullable<EditorProps['returned']>) => (
  <div class="xb-bao">
    <Notice kind="warning" title={title}>
      <p class="ly-do">{reason}</p>
    </Notice>
  </div>
)

function Steps({ lang, steps }: EditorProps) {
  const t = text[lang]
  return (
    <ol class="wf n" tabindex={0} aria-label={t.steps}>
      {steps.map(({ label, note, state }, index) => (
        <li class={state === 'done' ? 'xong' : state === 'now' ? 'nay' : undefined} aria-current={state === 'now' ? 'step' : undefined}>
          <span class="o">{state === 'done' ? '✓' : index + 1}</span>
          <b>
            {label}
            <span class="vh"> ({t.stepStates[state]})</span>
          </b>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ol>
  )
}

function StatusBar({ lang, article }: EditorProps) {
  const t = text[lang]
  return (
    <footer class="stb num">
      <span id="so-tu">{t.words(formatNumber(wordCount(article.body), lang))}</span>
      <span id="so-phut">{t.minutes(readingMinutes(article.body))}</span>
      <span id="tren-may" hidden>
        <Icon name="hard-drive" />
        <span>{t.kept}</span>
      </span>
      <span class="ed-phim">
        <kbd>Ctrl</kbd> <kbd>S</kbd> {t.keySave}
      </span>
      <span>
        <kbd>?</kbd> {t.keyHelp}
      </span>
    </footer>
  )
}

/** JSON in a data block: a browser never runs it, and `<` cannot end it early. */
function Data(props: EditorProps) {
  const { lang, personId, media, saveUrl, mediaUrl, uploadUrl, sortUrl, presenceUrl, left, signInUrl = '/dang-nhap', article } = props
  const { id, title, lead, body, version, revision, savedAt } = article
  const data: EditorData = {
    lang,
    personId,
    media,
    saveUrl,
    mediaUrl,
    uploadUrl,
    signInUrl,
    sortUrl,
    presenceUrl,
    left,
    article: { id, title, lead, body, version, revision, ...(savedAt && { savedAt }) },
  }
  const { assets } = useUi()
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/json" id="ed-du-lieu" data-hinh={assets.url('icons.svg')} dangerouslySetInnerHTML={{ __html: json }} />
}

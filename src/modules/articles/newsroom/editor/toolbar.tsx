import type { Lang } from '../../../../kernel/text.ts'
import { Icon, type IconName } from '../../../../ui/icon/icon.tsx'
import { text, type EditorText } from './text.ts'

type Tool = { command: string; icon: IconName; title: string; label?: string; always?: boolean; toggles?: boolean }

/** Above the body; at the bottom of a phone's screen, over the keyboard. Its buttons wake when the editor has arrived. */
export function Toolbar({ lang }: { lang: Lang }) {
  const t = text[lang].bar
  return (
    <div class="ed-thanh" id="thanh">
      <TableBar lang={lang} />
      <div class="tbar" role="toolbar" aria-label={t.label} aria-controls="than">
        <i class="ed-ngan" aria-hidden="true" />
        {groupsOf(t).map((group, index) => (
          <>
            {index > 0 && <i aria-hidden="true" />}
            {group.map(ToolButton)}
          </>
        ))}
      </div>
    </div>
  )
}

const groupsOf = (t: EditorText['bar']): Tool[][] => [
  [
    { command: 'heading2', icon: 'heading-2', title: t.heading2, toggles: true },
    { command: 'heading3', icon: 'heading-3', title: t.heading3, toggles: true },
  ],
  [
    { command: 'bold', icon: 'bold', title: t.bold, toggles: true },
    { command: 'italic', icon: 'italic', title: t.italic, toggles: true },
    { command: 'link', icon: 'link', title: t.link, toggles: true },
    { command: 'quote', icon: 'quote', title: t.quote, toggles: true },
    { command: 'list', icon: 'list', title: t.list, toggles: true },
  ],
  [
    { command: 'picture', icon: 'image', title: t.picture, label: t.picture, always: true },
    { command: 'gallery', icon: 'images', title: t.gallery, label: t.gallery },
    { command: 'video', icon: 'film', title: t.video, label: t.video, always: true },
    { command: 'table', icon: 'table', title: t.table, label: t.table },
    { command: 'file', icon: 'paperclip', title: t.file, label: t.file },
    { command: 'box', icon: 'info', title: t.boxTitle, label: t.box },
  ],
  [
    { command: 'remark', icon: 'message-square-text', title: t.remark, always: true },
    { command: 'undo', icon: 'undo-2', title: t.undo },
    { command: 'redo', icon: 'redo-2', title: t.redo },
  ],
]

function ToolButton({ command, icon, title, label, always, toggles }: Tool) {
  return (
    <button
      type="button"
      data-lenh={command}
      title={title}
      aria-label={label ? undefined : title}
      aria-pressed={toggles ? 'false' : undefined}
      disabled
    >
      <Icon name={icon} />
      {label && <span class={always ? undefined : 'ed-chu'}>{label}</span>}
    </button>
  )
}

function TableBar({ lang }: { lang: Lang }) {
  const { label, ...tools } = text[lang].tableBar
  return (
    <div class="tbar ed-bang" role="toolbar" aria-label={label} id="thanh-bang" hidden>
      {Object.entries(tools).map(([command, title]) => (
        <button type="button" data-lenh={command}>
          {title}
        </button>
      ))}
    </div>
  )
}

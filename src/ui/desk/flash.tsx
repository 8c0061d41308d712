import { useUi } from '../context.ts'
import { Notice, type NoticeKind } from '../notice/notice.tsx'
import { text } from '../text.ts'

/** One line about what just happened; `undo` is the address that takes it back. */
export type Flash = { kind: NoticeKind; text: string; undo?: { action: string; label?: string } }

/** Stands in the page without script; with script it floats and goes after ten seconds, unless a person is on it. */
export function FlashNotice({ flash }: { flash: Flash }) {
  const { lang } = useUi()
  return (
    <div class="flash" data-flash={flash.kind} role={flash.kind === 'error' ? 'alert' : 'status'}>
      <Notice kind={flash.kind}>
        {flash.text}
        {flash.undo && (
          <form method="post" action={flash.undo.action}>
            <button class="btn g nho">{flash.undo.label ?? text[lang].undo}</button>
          </form>
        )}
      </Notice>
    </div>
  )
}

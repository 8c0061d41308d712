import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { Icon, type IconName } from '../icon/icon.tsx'
import { text } from '../text.ts'

export type NoticeKind = 'info' | 'success' | 'warning' | 'error'

export type NoticeProps = { kind?: NoticeKind; title?: string; children: ComponentChildren; live?: boolean }

/** `live` reads it out when it appears; errors interrupt. */
export function Notice({ kind = 'info', title, children, live }: NoticeProps) {
  const { lang } = useUi()
  return (
    <div class={`thu ${looks[kind].letter}`} role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}>
      <Icon name={looks[kind].icon} />
      <div>
        <span class="vh">{text[lang].notice[kind]}: </span>
        {title && <b>{title}</b>}
        {children}
      </div>
    </div>
  )
}

const looks: Record<NoticeKind, { letter: string; icon: IconName }> = {
  info: { letter: 'c', icon: 'info' },
  success: { letter: 'x', icon: 'circle-check' },
  warning: { letter: 'v', icon: 'triangle-alert' },
  error: { letter: 'd', icon: 'circle-alert' },
}

import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/icon.tsx'

export type EmptyProps = { icon?: IconName; title: string; children?: ComponentChildren; action?: ComponentChildren }

/** What stands in place of an empty list: what it means and what to press next. */
export const Empty = ({ icon = 'inbox', title, children, action }: EmptyProps) => (
  <div class="rong-o">
    <Icon name={icon} />
    <p>
      <b>{title}</b>
    </p>
    {children && <p>{children}</p>}
    {action && <div class="nut">{action}</div>}
  </div>
)

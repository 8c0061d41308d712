import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/icon.tsx'
import { safeUrl } from '../url.ts'

/** primary: the one obvious act · outline: the others · plain: quiet · approve: yes, publish · danger: takes away. */
export type ButtonKind = 'primary' | 'outline' | 'plain' | 'approve' | 'danger'

type Face = {
  kind?: ButtonKind
  icon?: IconName
  small?: boolean
  count?: string
  label?: string
  class?: string
  children?: ComponentChildren
}

export type ButtonProps = Face & Omit<ButtonHTMLAttributes, 'icon' | 'label' | 'class' | 'size'>

export type LinkButtonProps = Face & { href: string; current?: boolean; download?: boolean; newTab?: boolean; id?: string }

/** `label` names a button that shows only an icon. */
export function Button({ kind = 'primary', icon, small, count, label, class: extra, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button type={type} class={classes(kind, small, !children, extra)} aria-label={label} {...rest}>
      <Face icon={icon} count={count}>
        {children}
      </Face>
    </button>
  )
}

/** Looks like a button, is a link. */
export function LinkButton({
  kind = 'outline',
  icon,
  small,
  count,
  label,
  class: extra,
  children,
  href,
  current,
  newTab,
  ...rest
}: LinkButtonProps) {
  return (
    <a
      href={safeUrl(href)}
      class={classes(kind, small, !children, extra)}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      target={newTab ? '_blank' : undefined}
      rel={newTab ? 'noopener' : undefined}
      {...rest}
    >
      <Face icon={icon} count={count}>
        {children}
      </Face>
    </a>
  )
}

const letters: Record<ButtonKind, string> = { primary: 'p', outline: 'o', plain: 'g', approve: 'x', danger: 'd' }

const classes = (kind: ButtonKind, small?: boolean, onlyIcon?: boolean, extra?: string) =>
  ['btn', letters[kind], small && 'nho', onlyIcon && 'vuong', extra].filter(Boolean).join(' ')

function Face({ icon, count, children }: { icon?: IconName; count?: string; children?: ComponentChildren }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {count && <em class="num">{count}</em>}
    </>
  )
}

import { avatarClass, initials } from './initials.ts'

export type AvatarProps = { name: string; small?: boolean; title?: string }

/** Initials on a tint that stays the same for the same name. The name itself stands beside it, so this is silent. */
export function Avatar({ name, small, title }: AvatarProps) {
  return (
    <span class={avatarClass(name, small)} title={title} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

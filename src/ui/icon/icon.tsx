import { useUi } from '../context.ts'
import type { IconName } from './names.ts'

export type { IconName } from './names.ts'

export type IconProps = { name: IconName; label?: string; class?: string }

/** A drawing from the sprite. Silent for screen readers unless it has a `label` of its own. */
export function Icon({ name, label, class: extra }: IconProps) {
  const { assets } = useUi()
  return (
    <svg class={extra ? `i ${extra}` : 'i'} role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : 'true'}>
      <use href={`${assets.url('icons.svg')}#${name}`} />
    </svg>
  )
}

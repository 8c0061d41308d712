export type AvatarProps = { name: string; small?: boolean; title?: string }

/** Initials on a tint that stays the same for the same name. The name itself stands beside it, so this is silent. */
export function Avatar({ name, small, title }: AvatarProps) {
  return (
    <span class={['av', tints[hash(name) % tints.length], small && 'nho'].filter(Boolean).join(' ')} title={title} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** First and last word: "Quàng Thị Hoa" is QH. */
export function initials(name: string) {
  const words = name.normalize('NFC').trim().split(/\s+/)
  const pair = words.length > 1 ? [words[0], words.at(-1)] : words
  return pair
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

const tints = ['', 'b', 'x', 'v']

const hash = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)

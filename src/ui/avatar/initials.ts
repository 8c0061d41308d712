/** First and last word: "Quàng Thị Hoa" is QH. */
export function initials(name: string) {
  const words = name.normalize('NFC').trim().split(/\s+/)
  const pair = words.length > 1 ? [words[0], words.at(-1)] : words
  return pair
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** The same tint for the same name. */
export const avatarClass = (name: string, small?: boolean) =>
  ['av', tints[hash(name) % tints.length], small && 'nho'].filter(Boolean).join(' ')

const tints = ['', 'b', 'x', 'v']

const hash = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)

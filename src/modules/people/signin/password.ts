import { fold, nfc } from '../../../kernel/text.ts'
import { commonWords } from './common-words.ts'

export const longestPassword = 200

export type PasswordFault = 'passwordShort' | 'passwordLong' | 'passwordRepeats' | 'passwordOwn' | 'passwordCommon'

/**
 * Length is what counts, never a mixture of kinds of letters. Refused: the account's own name or address, few different
 * letters, runs along the keyboard or the alphabet, and what everybody tries first.
 */
export function passwordFault(password: string, own: { name: string; email: string | null }, minimum: number): PasswordFault | null {
  const letters = [...nfc(password)]
  if (letters.length < minimum) return 'passwordShort'
  if (letters.length > longestPassword) return 'passwordLong'
  if (new Set(letters.map((letter) => letter.toLowerCase())).size < 5) return 'passwordRepeats'
  if (holdsOwn(password, own)) return 'passwordOwn'
  return isCommon(password) ? 'passwordCommon' : null
}

const bare = (text: string) => fold(text).replace(/[^a-z0-9]/g, '')
const plainLeet: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

function holdsOwn(password: string, { name, email }: { name: string; email: string | null }): boolean {
  const typed = bare(password)
  const given = name.split(/\s+/).slice(-2).join('')
  const words = [bare(name), bare(given), bare(email ?? ''), bare(email?.split('@')[0] ?? '')]
  return words.some((word) => word.length >= 4 && typed.includes(word) && typed.replace(word, '').replace(/[0-9]/g, '').length < 6)
}

function isCommon(password: string): boolean {
  const typed = bare(password)
  if (isRun(typed)) return true
  const core = fold(password).replace(/^[^a-z@$]+|[^a-z@$]+$/g, '')
  const words = [typed, bare(core.replace(/[013457@$!]/g, (sign) => plainLeet[sign] ?? sign))].map((text) => text.replace(/[0-9]/g, ''))
  // Eight or ten digits are a birthday or a telephone number.
  if (/^[0-9]*$/.test(typed)) return typed.length < 14
  return words.some((word) => commonWords.has(shortest(word)))
}

/** `abcabcabc` → `abc`: repeating a word does not make it a secret. */
function shortest(word: string): string {
  for (let size = 1; size <= word.length / 2; size++)
    if (word.length % size === 0 && word.slice(0, size).repeat(word.length / size) === word) return word.slice(0, size)
  return word
}

const rows = [
  '01234567890123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
]

/** Along one row, forwards or back, or a short piece of it again and again. */
function isRun(typed: string): boolean {
  const piece = shortest(typed)
  return piece.length < 4 ? piece !== typed : rows.some((row) => row.includes(piece) || [...row].reverse().join('').includes(piece))
}

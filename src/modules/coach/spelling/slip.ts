import type { Shape } from './shape.ts'
import { withoutTone } from './syllable.ts'

/** Not a slip anybody makes. */
export const far = 9

/**
 * How far a spelling is from the one that may have been meant: about 0.3 for what whole regions mix up, 0.5 for a mark that was not typed,
 * 1 for a slip of the fingers, `far` when neither ear nor hand explains it.
 */
export function slip(typed: Shape, meant: Shape): number {
  if (typed.text === meant.text) return 0
  if (typed.bare === meant.bare) return marks(typed, meant)
  if (Math.abs(typed.bare.length - meant.bare.length) > 2) return far
  return Math.min(sound(typed, meant), keys(typed, meant), typing(typed, meant))
}

/** Same letters, other marks: a tone not typed or mistaken, ô for ơ, d for đ. */
function marks(typed: Shape, meant: Shape): number {
  const sameLetters = typed.letters === meant.letters
  if (sameLetters) return toneCost(typed, meant)
  const missing = fewerMarks(typed.letters, meant.letters)
  if (typed.tone === meant.tone) return missing ? 0.5 : 0.75
  if (typed.tone === 0 && missing) return typed.letters === typed.bare ? 0.6 : 0.75
  return isHoiNga(typed, meant) ? 1.1 : 1.4
}

const isHoiNga = (a: Shape, b: Shape) => (a.tone === 2 && b.tone === 3) || (a.tone === 3 && b.tone === 2)

function toneCost(typed: Shape, meant: Shape): number {
  if (typed.tone === meant.tone) return 0.2
  if (isHoiNga(typed, meant)) return 0.3
  if (typed.tone === 0) return 0.5
  return meant.tone === 0 ? 0.9 : 0.8
}

/** Each letter is the meant one, or the meant one without its mark. */
function fewerMarks(typed: string, meant: string): boolean {
  if (typed.length !== meant.length) return false
  for (let i = 0; i < typed.length; i++) if (typed[i] !== meant[i] && typed[i] !== plain(meant[i]!)) return false
  return true
}

const plain = (letter: string) => (letter === 'đ' ? 'd' : letter.normalize('NFD')[0]!)

const onsetPairs = pairs(
  's-x 0.3, ch-tr 0.3, d-gi 0.3, d-r 0.45, gi-r 0.45, l-n 0.45, c-k 0.2, k-qu 0.8, g-gh 0.2, ng-ngh 0.2, d-v 0.9, gi-v 0.9, s-th 1.1, c-ch 1.1, t-th 1, n-nh 1, n-ng 1, k-kh 1, p-ph 0.9, b-p 0.9, g-gi 0.9, t-tr 1, h-kh 1.1, gh-gi 1.1, q-c 0.4, q-qu 0.4',
)
const rimePairs = pairs(
  `an-ang 0.4, ăn-ăng 0.4, ân-âng 0.5, en-eng 0.5, iên-iêng 0.4, on-ong 0.5, ôn-ông 0.5, un-ung 0.45, uôn-uông 0.4, ươn-ương 0.4, oan-oang 0.4,
   ên-ênh 0.5, in-inh 0.45, anh-an 0.7, anh-ang 0.8, ênh-êng 0.6, ân-ăn 0.7, uân-uâng 0.4, yên-yêng 0.5, ăn-anh 0.8, oăn-oăng 0.4,
   at-ac 0.4, ăt-ăc 0.4, ât-âc 0.45, et-ec 0.5, iêt-iêc 0.4, ot-oc 0.5, ôt-ôc 0.5, ut-uc 0.45, ưt-ưc 0.4, uôt-uôc 0.4, ươt-ươc 0.4, oat-oac 0.4,
   oat-oach 0.45, oac-oach 0.6, êt-êch 0.45, it-ich 0.45, at-ach 0.6, ac-ach 0.7, oăt-oăc 0.4,
   ai-ay 0.5, oai-oay 0.5, ui-uy 0.6, ay-ây 0.55, au-âu 0.6, ao-au 0.6, iu-iêu 0.5, êu-iêu 0.6, ưu-iu 0.5, ưu-ươu 0.5, iêu-ươu 0.6, ưi-ươi 0.6, ui-uôi 0.6,
   im-iêm 0.6, êm-iêm 0.6, iêm-im 0.6, ip-iêp 0.6, êp-iêp 0.6, om-ôm 0.7, am-ăm 0.6, âm-ăm 0.6, ap-ăp 0.6, âp-ăp 0.6, op-ôp 0.7, up-uôp 0.7,
   oai-oi 0.8, oa-a 0.8, oe-e 0.8, uê-ê 0.8, uyên-iên 0.7, uân-ân 0.8, oan-an 0.8, uynh-inh 0.7, uây-ây 0.8, uêch-uyêch 0.4, uyêt-iêt 0.8, uyêt-uêt 0.4, uyên-uyêng 0.5,
   i-y 0.2, iêu-yêu 0.2, ong-ông 0.7, oc-ôc 0.7, ung-ong 0.9, uc-ut 0.45, uc-ôc 0.9, ưa-ươ 0.8, ưa-ưu 0.9, ưc-ươc 0.8, ưng-ương 0.8, in-iên 0.8, it-iêt 0.8, un-uôn 0.8, ut-uôt 0.8, uôi-ôi 0.9, ươi-ơi 0.9, ươn-ưn 0.8, ât-ăt 0.7, ân-anh 0.9, oang-ang 0.8, oet-et 0.8, iêng-eng 0.9, uôc-ôc 0.8, uông-ông 0.8, ươm-ưm 0.8, uôm-om 0.9`,
)

/** One or two parts sound alike: onset, rime, tone. */
function sound(typed: Shape, meant: Shape): number {
  const onset = typed.onset === meant.onset ? 0 : (onsetPairs.get(`${typed.onset}-${meant.onset}`) ?? far)
  if (onset === far) return far
  const rime = typed.rime === meant.rime ? 0 : (rimePairs.get(`${typed.rime}-${meant.rime}`) ?? far)
  if (rime === far) return far
  const tone = typed.tone === meant.tone ? 0 : toneCost(typed, meant)
  const parts = Number(onset > 0) + Number(rime > 0) + Number(tone > 0)
  return onset + rime + tone + (parts > 1 ? 0.25 * (parts - 1) : 0)
}

const telex: Readonly<Record<string, string>> = { aa: 'â', aw: 'ă', ee: 'ê', oo: 'ô', ow: 'ơ', uw: 'ư', dd: 'đ' }
const toneKeys: Readonly<Record<string, number>> = { f: 1, r: 2, x: 3, s: 4, j: 5 }

/** Keys of Telex that stayed in the word: nhâtj, quanr, nguowif, ddã. */
function keys(typed: Shape, meant: Shape): number {
  if (typed.valid) return far
  const { letters, tone } = telexed(typed)
  if (letters === typed.letters) return far
  if (letters === meant.letters && (tone === meant.tone || tone === 0)) return tone === meant.tone ? 0.2 : 0.5
  return far
}

function telexed({ letters, tone }: Shape): { letters: string; tone: number } {
  const key = /(?<=[aăâeêioôơuưy][a-zăâêôơư]*)[sfrxj](?=[a-z]?$)/u.exec(letters)
  const without = key ? letters.slice(0, key.index) + letters.slice(key.index + 1) : letters
  const whole = without
    .replace(/uow/u, 'ươ')
    .replace(/aa|aw|ee|oo|ow|uw|dd/gu, (two) => telex[two]!)
    .replace(/^đd/u, 'đ')
  return { letters: whole, tone: key ? toneKeys[key[0]]! : tone }
}

/** A letter too many, too few, two changed places, or the key beside. */
function typing(typed: Shape, meant: Shape): number {
  const tone = typed.tone === meant.tone ? 0 : typed.tone === 0 && !typed.valid ? 0.2 : far
  if (tone === far) return far
  const cost = oneKey(typed.letters, meant.letters)
  return cost === far ? far : cost + tone
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const beside = new Set(rows.flatMap((row) => [...row].slice(1).flatMap((key, i) => [row[i]! + key, key + row[i]!])))

function oneKey(typed: string, meant: string): number {
  const [from, to] = [[...typed], [...meant]]
  let head = 0
  while (head < from.length && head < to.length && from[head] === to[head]) head++
  let tail = 0
  while (tail < from.length - head && tail < to.length - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++
  const [wrong, right] = [from.slice(head, from.length - tail).join(''), to.slice(head, to.length - tail).join('')]
  if (wrong.length === 2 && right.length === 2 && wrong[0] === right[1] && wrong[1] === right[0]) return 0.7
  if (wrong.length + right.length === 1) return doubled(wrong, from[head - 1]) ? 0.6 : head === 0 ? 1.3 : 0.95
  if (wrong.length === 1 && right.length === 1) return beside.has(wrong + right) ? 1 : 1.4
  return far
}

const doubled = (extra: string, before: string | undefined) => extra !== '' && extra === before

function pairs(list: string): ReadonlyMap<string, number> {
  return new Map(
    list.split(',').flatMap((entry) => {
      const [both, cost] = entry.trim().split(' ')
      const [a, b] = both!.split('-')
      return [
        [`${a}-${b}`, Number(cost)],
        [`${b}-${a}`, Number(cost)],
      ] as const
    }),
  )
}

/** The spelling with its tone keys read, where that gives a syllable: what the fingers meant. */
export const telexOf = (shape: Shape) => telexed(shape)
export const lettersOf = (text: string) => withoutTone(text).letters

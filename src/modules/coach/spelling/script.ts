import { spell, syllable, type Style } from './syllable.ts'

/** What a word in mixed or legacy letters should be, when reading it so gives a syllable. */
export function unmixed(given: string, style: Style): string | undefined {
  const text = given.normalize('NFC')
  const right = [alike(text), fromTcvn3(text), fromVni(text)].find((reading) => reading !== undefined && reading !== text)
  const composed = given !== text && given !== text.normalize('NFD') && syllable(text) ? text : undefined
  const found = right ?? composed
  if (found === undefined) return undefined
  const parts = syllable(found)
  return parts && found === found.toLowerCase() ? spell(parts, style) : found
}

const lookAlikes: Readonly<Record<string, string>> = {
  Ð: 'Đ',
  ð: 'đ',
  Ɖ: 'Đ',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'i',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  ο: 'o',
  α: 'a',
  ν: 'v',
  ɑ: 'a',
  ı: 'i',
}

/** Only beside at least one Latin letter: a word wholly in another script is a word of that script. */
function alike(text: string): string | undefined {
  if (!/[\u00d0\u00f0\u0189\u0251\u0131\u0370-\u03ff\u0400-\u04ff]/u.test(text) || !/\p{Script=Latin}/u.test(text)) return undefined
  const bare = text.normalize('NFD')
  return real([...bare].map((letter) => lookAlikes[letter] ?? letter).join(''))
}

const tcvn3 = table(
  'µ à ¶ ả · ã ¸ á ¹ ạ ¨ ă » ằ ¼ ẳ ½ ẵ ¾ ắ Æ ặ © â Ç ầ È ẩ É ẫ Ê ấ Ë ậ ® đ Ì è Î ẻ Ï ẽ Ð é Ñ ẹ ª ê Ò ề Ó ể Ô ễ Õ ế Ö ệ × ì Ø ỉ Ü ĩ Ý í Þ ị ß ò á ỏ â õ ã ó ä ọ « ô å ồ æ ổ ç ỗ è ố é ộ ¬ ơ ê ờ ë ở ì ỡ í ớ î ợ ï ù ñ ủ ò ũ ó ú ô ụ ­ ư õ ừ ö ử ÷ ữ ø ứ ù ự ú ỳ û ỷ ü ỹ ý ý þ ỵ',
)

/** TCVN3 (ABC): its letters lie on signs such as ¸ and ®, so one of those must be there. */
function fromTcvn3(text: string): string | undefined {
  if (!/[µ¶·¸¹¨©ª«¬®»¼½¾Æ×÷­ØÞßåæëïñøûþÖÜ]/u.test(text)) return undefined
  return real([...text].map((letter) => tcvn3.get(letter) ?? letter).join(''))
}

const vniMarks: Readonly<Record<string, string>> = {
  ø: '\u0300',
  ù: '\u0301',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
const vniLetters: Readonly<Record<string, string>> = { ñ: 'đ', ô: 'ơ', ö: 'ư', í: 'í', ì: 'ì', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }

/** VNI-Times writes the mark as a letter of its own after the vowel: `coäng hoøa`. */
function fromVni(text: string): string | undefined {
  if (!/[øùûõïäåáàãëüúéèâê]/iu.test(text) || !/[aeouyôö][øùûõïâáàåãäêéèúüë]/iu.test(text) || !/[øûïäåëüö]/iu.test(text)) return undefined
  const lower = text.toLowerCase()
  let read = ''
  for (const letter of lower) {
    const mark = /[aeouyơư]$/u.test(read.normalize('NFC')) ? vniMarks[letter] : undefined
    read += mark ?? vniLetters[letter] ?? letter
  }
  return lower === text ? real(read) : undefined
}

/** The reading, when a syllable of the language comes out. */
function real(reading: string): string | undefined {
  const text = reading.normalize('NFC')
  return syllable(text) ? text : undefined
}

function table(list: string): ReadonlyMap<string, string> {
  const letters = list.split(' ')
  return new Map(letters.flatMap((from, i) => (i % 2 === 0 ? [[from, letters[i + 1]!] as const] : [])))
}

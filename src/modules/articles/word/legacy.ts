/** How Vietnamese was written before Unicode: TCVN 5712 VN3 ("ABC", fonts .Vn…) and VNI-Windows (fonts VNI-…). */
export type Encoding = 'tcvn3' | 'vni'

/** TCVN 5712:1993, table VN3, in the order of `letters`. Capitals with a tone have no code: people switched to a font of capitals. */
const codes = '¡¢§£¤¥¦µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ'
const letters = 'ĂÂĐÊÔƠƯàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ'
const tcvn3 = new Map([...codes].map((code, at) => [code, [...letters][at]!]))

/** VNI writes a letter and then its marks as one more sign, which takes the case of its letter; a few are one sign. */
const marks: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
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
const whole: Record<string, string> = { ô: 'ơ', ö: 'ư', ñ: 'đ', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }
const vniPair = /([aeouyôö])([ùøûõï])|([aeo])([âáàåãä])|(a)([êéèúüë])|[ôöñæóòî]/giu

/** The encoding a font was made for, null for all others. */
export function encodingOfFont(font: string | null): Encoding | null {
  if (!font) return null
  return /^\.vn/i.test(font) ? 'tcvn3' : /^vni[- ]/i.test(font) ? 'vni' : null
}

/** `.VnTimeH` shows small letters as capitals; what was read in it must become capitals. */
export const isCapitalFont = (font: string | null) => /^\.vn.*h$/i.test(font ?? '')

/** The text as Unicode, letter for letter; what is no letter of the encoding stays. */
export function toUnicode(text: string, encoding: Encoding): string {
  // Fonts of the symbol kind keep the same codes in the private area.
  const plain = text.normalize('NFC').replace(/[\uf020-\uf0ff]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) & 0xff))
  if (encoding === 'tcvn3') return plain.replace(/[\u00a1-\u00fe]/g, (code) => tcvn3.get(code) ?? code)
  return plain.replace(vniPair, (sign, plainBase, tone, roundBase, round, shortBase, short) => {
    const base: string | undefined = plainBase ?? roundBase ?? shortBase
    if (base === undefined) return likeCase(whole[sign.toLowerCase()]!, sign)
    const letter = likeCase(whole[base.toLowerCase()] ?? base.toLowerCase(), base)
    return (letter + marks[(tone ?? round ?? short).toLowerCase()]!).normalize('NFC')
  })
}

/** A sign that only makes sense behind its letter: where a text was cut between the two, it belongs to what stands before. */
export const isVniMark = (sign: string) => Object.hasOwn(marks, sign.toLowerCase())

/**
 * What the letters themselves say, when no font does: words that mean nothing as they stand and are Vietnamese syllables once they are converted.
 * `least` words of that kind must be there; null = Unicode, or too little to tell.
 */
export function encodingOfText(text: string, least = 5): Encoding | null {
  const found = (['tcvn3', 'vni'] as const).map((encoding) => ({ encoding, ...evidence(text, encoding) }))
  const [best] = found.toSorted((a, b) => b.after - a.after)
  if (!best || best.words < least || best.after < best.words * 0.8 || best.before > best.words * 0.5) return null
  return best.encoding
}

/** Of the words with signs above ASCII: how many are syllables as they stand, and how many after the conversion. */
export function evidence(text: string, encoding: Encoding): { words: number; before: number; after: number } {
  const words = text.split(/[\s!-,./:-@[-`{-~0-9“”‘’…–—]+/u).filter((word) => /[^\u0000-\u007f]/.test(word))
  const converted = words.map((word) => toUnicode(word, encoding))
  return {
    words: words.length,
    before: words.filter(isSyllable).length,
    after: converted.filter((word, at) => word !== words[at] && isSyllable(word)).length,
  }
}

const tone = /[\u0300\u0301\u0303\u0309\u0323]/gu
const onset = '(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?'
const rhymes = [
  '(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uơ|uy|uyê|oo)(?:ch|ng|nh|[ckmnpt])?',
  'ia|ya|ua|ưa|uya|[aă]i|a[ouy]|â[uy]|eo|êu|iu|iêu|yêu|[oôơuư]i|ưu|uôi|ươ[iu]|oa[iyo]|oeo|uây|uyu|ue|uao|uai|uêu',
].join('|')
const form = new RegExp(`^${onset}(?:${rhymes})$`, 'u')

/** Built as a Vietnamese syllable is: one tone at most, a known rhyme. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD')
  if ((apart.match(tone)?.length ?? 0) > 1) return false
  return form.test(apart.replace(tone, '').normalize('NFC'))
}

const likeCase = (letter: string, like: string) => (like === like.toLowerCase() ? letter : letter.toUpperCase())

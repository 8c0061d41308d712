/** Signs of the fonts Symbol and Wingdings that texts use, by their code without the private area's F0. */
const signs: Record<string, string> = {
  '9F': '•',
  A7: '•',
  A8: '•',
  B7: '•',
  D8: '•',
  '76': '•',
  '6C': '•',
  '6E': '•',
  '71': '•',
  FC: '✓',
  FE: '✓',
  E0: '→',
  AE: '→',
  B0: '°',
  B1: '±',
  B4: '×',
  A3: '≤',
  B3: '≥',
  B9: '≠',
  D7: '·',
  '2D': '–',
  '28': '☎',
  '2A': '✉',
}

/** A sign that Word names by its code; null when it is a drawing nobody can read out. */
export const letterOf = (code: string): string | null => {
  const short = code
    .toUpperCase()
    .replace(/^0*F0(?=..$)/, '')
    .replace(/^00/, '')
  return signs[short] ?? null
}

/** The same signs typed as letters of the private area: known ones as what they are, others left out. */
export const withoutPrivate = (text: string) => text.replace(/[\ue000-\uf8ff]/g, (sign) => letterOf(sign.charCodeAt(0).toString(16)) ?? '')

const up = Object.fromEntries([...'0123456789+-=()n'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at]!]))
const down = Object.fromEntries([...'0123456789+-=()'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at]!]))

/** m² and CO₂ keep what they say; words that were only raised stay as they are. */
export function raised(text: string, where: 'up' | 'down'): string {
  const table = where === 'up' ? up : down
  return [...text].every((sign) => sign in table) ? [...text].map((sign) => table[sign]).join('') : text
}

import { nfc, stripControl } from '../text.ts'
import { facetLexeme, titleLexeme, wholeLexeme, type Facets } from './entries.ts'
import { hasAccent, pair, tokens, type Word } from './words.ts'

/** What a person asked for, read without any operator but the quotation mark. */
export type Question = { words: Word[]; phrases: Word[][] }
/** One way of matching, best first: everything it finds ranks above what only a later one finds. */
export type Stage = { name: 'whole' | 'title' | 'phrase' | 'exact' | 'plainTitle' | 'near' | 'far' | 'some'; query: string }

const longestQuery = 500
const mostWords = 24

/** Reads any input at all: what is not a syllable is passed over, what is too long is cut. */
export function readQuestion(text: string): Question {
  const typed = nfc(stripControl(text.slice(0, longestQuery)))
  const phrases = [...typed.matchAll(/["“”„«]([^"“”„«»]+)["“”»]/gu)]
    .map((match) => tokens(match[1]!, mostWords))
    .filter((words) => words.length > 0)
  return { words: tokens(typed, mostWords), phrases }
}

/**
 * The stages as tsquery text. It is put together from quoted lexemes only: letters, digits and facet values with their quotes doubled.
 * Two common syllables stand in nearly every text, so words must have a neighbour of the query beside them; apart they count only when little
 * else was found. Typed accents are believed: a text that has them comes before a title with the same letters and others.
 */
export function stages({ words, phrases }: Question, filters: Facets): Stage[] {
  const always = [...phrases.map(phraseQuery), ...Object.entries(filters).map(facetQuery)]
  const accented = words.some(hasAccent)
  const plain = unique(words.map((word) => quote(word.plain)))
  const found: [Stage['name'], string | null][] = [
    ['whole', quote(wholeLexeme(words.map((word) => (accented ? word.exact : word.plain))))],
    ['title', and(words.map((word) => quote(titleLexeme(exactOr(word)))))],
    ['phrase', words.length > 1 ? and(pairs(words, true)) : null],
    [
      'exact',
      accented && words.length !== 2
        ? beside(
            words.map((word) => quote(exactOr(word))),
            pairs(words, true),
          )
        : null,
    ],
    ['plainTitle', accented ? and(words.map((word) => quote(titleLexeme(word.plain)))) : null],
    [
      'near',
      accented || words.length !== 2
        ? beside(
            words.map((word) => quote(word.plain)),
            pairs(words, false),
          )
        : null,
    ],
    ['far', plain.length > 1 ? and(plain) : null],
    ['some', plain.length > 2 ? or(pairs(words, false)) : null],
  ]
  return found.flatMap(([name, query]) => (query ? [{ name, query: and([query, ...always]) }] : []))
}

/**
 * All words, each beside a neighbour. From four words on the pairs alone say it. The index is quick because the first and the last pair
 * must be there; an "all words and any pair" of many words takes it ten times as long.
 */
function beside(words: readonly string[], pairs: readonly string[]): string {
  if (words.length < 3) return and(pairs.length ? pairs : words)
  if (words.length === 3) return and([...words, or(pairs)])
  const inner = pairs.slice(1, -2).map((one, i) => or([one, pairs[i + 2]!]))
  return and([pairs[0]!, ...inner, pairs.at(-1)!])
}

const phraseQuery = (words: readonly Word[]) => (words.length === 1 ? quote(exactOr(words[0]!)) : and(pairs(words, true)))
const facetQuery = ([name, value]: [string, Facets[string]]) => or([value].flat().map((one) => quote(facetLexeme(name, one))))

function pairs(words: readonly Word[], exact: boolean): string[] {
  return words.slice(1).map((word, i) => {
    const before = words[i]!
    const accented = exact && (hasAccent(before) || hasAccent(word))
    return quote(accented ? pair(before.exact, word.exact) : pair(before.plain, word.plain))
  })
}

/** A syllable typed without accents may stand for any; one typed with them only for itself. */
const exactOr = (word: Word) => (hasAccent(word) ? word.exact : word.plain)
const unique = (lexemes: readonly string[]) => [...new Set(lexemes)]
const and = (parts: readonly string[]) => joined(unique(parts), ' & ')
const or = (parts: readonly string[]) => joined(unique(parts), ' | ')
const joined = (parts: readonly string[], sign: string) => (parts.length === 1 ? parts[0]! : `(${parts.join(sign)})`)
const quote = (lexeme: string) => `'${stripControl(lexeme).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

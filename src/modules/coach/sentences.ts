import { sentences } from '../../kernel/text.ts'

export type Sentence = { start: number; end: number; text: string }

/** The sentences of a passage with their places in it. */
export function sentencesOf(text: string): Sentence[] {
  let from = 0
  return sentences(text).map((sentence) => {
    const at = text.indexOf(sentence, from)
    // Two blanks within a sentence that was put together again: its place is where the last one ended.
    const start = at === -1 ? from : at
    from = start + sentence.length
    return { start, end: from, text: sentence }
  })
}

/** Whether a capital at this place says nothing: it opens a sentence, a line or a quotation. */
export const opensAt = (text: string, at: number) =>
  /(?:^|[.!?…:]["”’»)]*\s+|\n\s*|["“‘«(]\s*|^\s*[-–•*+]\s*)$/u.test(text.slice(0, at).slice(-12))

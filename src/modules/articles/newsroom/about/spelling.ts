import { lately, mistakesOf, type Mistake } from '../../../coach/index.ts'
import type { Article } from '../../article.ts'
import { inlineOf, inlineText, nodesOf, type BodyNode } from '../../body/body.ts'
import { blockHref, leadHref, titleHref } from '../editor/props.ts'

/** A word that is misspelt, what should stand there (none when nobody can tell), and the way to its place. */
export type Misspelt = { kind: Mistake['kind']; wrong: string; right: string | null; spot: string }

/** As many as somebody mends in one sitting; the rest come up when these are gone. */
const most = 20
const options = { style: 'old', allowed: new Set<string>(), pairs: [] } as const
/** Two million characters: some hundred articles in hand. */
const mistakesIn = lately((passage) => mistakesOf(passage, options), 2_000_000)

/** What the coach finds in a Vietnamese text, in reading order, each wording once. */
export function misspeltIn({ lang, title, lead, body }: Pick<Article, 'lang' | 'title' | 'lead' | 'body'>): Misspelt[] {
  if (lang !== 'vi') return []
  const passages = [
    { text: title, spot: titleHref },
    { text: lead, spot: leadHref },
    ...[...nodesOf(body)].flatMap((node) => wordsOf(node).map((text) => ({ text, spot: blockHref(node.attrs.id) }))),
  ]
  const found = passages.flatMap(({ text, spot }) =>
    mistakesIn(text).map(({ start, end, kind, right }) => ({
      kind,
      wrong: text.slice(start, end),
      right: right[0] ?? null,
      spot,
    })),
  )
  return found.filter((one, at) => found.findIndex(({ wrong }) => wrong === one.wrong) === at).slice(0, most)
}

const wordsOf = (node: BodyNode): string[] =>
  node.type === 'gallery' ? node.attrs.items.map(({ caption }) => caption) : [inlineText(inlineOf(node))].filter(Boolean)

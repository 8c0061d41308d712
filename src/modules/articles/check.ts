import type { Issues } from '../../kernel/errors.ts'
import type { Article } from './article.ts'
import { nodesOf, plainText, type BodyNode } from './body/body.ts'

/** Without these an article cannot be sent on. Field → message key; `body` speaks of the text and its pictures. */
export function issuesBefore(article: Pick<Article, 'title' | 'lead' | 'body' | 'sectionId'>): Issues {
  const found: Issues = {}
  if (!article.title.trim()) found.title = 'titleMissing'
  else if (article.title.length > 200) found.title = 'titleTooLong'
  if (!article.lead.trim()) found.lead = 'leadMissing'
  if (article.sectionId === null) found.section = 'sectionMissing'
  const wrong = issueOfBody(article.body)
  if (wrong) found.body = wrong
  return found
}

function issueOfBody(body: Article['body']) {
  const nodes = [...nodesOf(body)]
  const pictures = nodes.flatMap(picturesOf)
  if (!plainText(body).trim() && pictures.length === 0 && !nodes.some(({ type }) => type === 'video')) return 'bodyMissing'
  if (nodes.some((node) => (node.type === 'figure' || node.type === 'video' || node.type === 'file') && node.attrs.mediaId === null))
    return 'stillUploading'
  if (pictures.some(({ alt, decorative }) => !decorative && !alt.trim())) return 'altMissing'
  if (pictures.some(({ credit }) => !credit.trim())) return 'creditMissing'
  return null
}

type Shown = { alt: string; credit: string; decorative: boolean }

function picturesOf(node: BodyNode): Shown[] {
  if (node.type === 'figure') return [node.attrs]
  return node.type === 'gallery' ? node.attrs.items.map((item) => ({ ...item, decorative: false })) : []
}

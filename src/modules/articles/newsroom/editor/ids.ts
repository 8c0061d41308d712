import { Extension } from '@tiptap/core'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Mapping } from '@tiptap/pm/transform'
import { isBlockId, newBlockId } from '../../body/body.ts'

const carriers = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'figure',
  'gallery',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'video',
  'file',
  'infoBox',
  'relatedLink',
]

/**
 * Every block keeps its id for life: what is split off, pasted or inserted gets a new one in the same transaction, so no later change has to
 * touch a block in which somebody is composing a syllable.
 */
export const BlockIds = Extension.create({
  name: 'blockIds',
  addGlobalAttributes: () => [
    {
      types: carriers,
      attributes: {
        id: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => {
            const id = element.getAttribute('data-id')
            return id && isBlockId(id) ? id : null
          },
          renderHTML: ({ id }) => (id ? { 'data-id': id as string } : {}),
        },
      },
    },
  ],
  addProseMirrorPlugins: () => [new Plugin({ appendTransaction: giveIds })],
})

function giveIds(transactions: readonly Transaction[], before: EditorState, after: EditorState): Transaction | null {
  if (!transactions.some((tr) => tr.docChanged)) return null
  const places = new Map<string, number[]>()
  const missing: number[] = []
  after.doc.descendants((node, pos) => {
    if (!('id' in node.attrs)) return
    const id = node.attrs.id as string | null
    if (!id) missing.push(pos)
    else places.set(id, [...(places.get(id) ?? []), pos])
  })
  const twice = [...places].filter(([, at]) => at.length > 1)
  if (twice.length === 0 && missing.length === 0) return null
  const fresh = [...missing, ...copies(twice, transactions, before)]
  const { tr } = after
  for (const pos of fresh) tr.setNodeAttribute(pos, 'id', newBlockId())
  return tr
}

/** Of blocks with one id, the one that stands where the old one went keeps it; a copy pasted above it does not take it away. */
function copies(twice: [string, number[]][], transactions: readonly Transaction[], before: EditorState): number[] {
  if (twice.length === 0) return []
  const wanted = new Set(twice.map(([id]) => id))
  const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps))
  const kept = new Map<string, number>()
  before.doc.descendants((node, pos) => {
    if (wanted.has(node.attrs.id as string)) kept.set(node.attrs.id as string, mapping.map(pos))
  })
  return twice.flatMap(([id, at]) => {
    const keeper = at.includes(kept.get(id) ?? -1) ? kept.get(id) : at[0]
    return at.filter((pos) => pos !== keeper)
  })
}

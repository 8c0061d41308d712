import { note, type Part, type Picture, type Reading } from './parts.ts'
import { deep, kid, value, type Xml } from './xml.ts'

/** What a drawing, an old picture or an object brings into a line: pictures, and text in boxes that comes after the line. */
export type Drawn = { pictures: Picture[]; parts: Part[] }

/** `blocks` reads what stands in a text box. */
export function readDrawing(node: Xml, reading: Reading, blocks: (node: Xml) => Part[]): Drawn {
  const boxes = [...deep(node, 'w:txbxContent')]
  if (boxes.length > 0) note(reading, 'textBoxes', boxes.length)
  const parts = boxes.flatMap(blocks)
  if (node.name === 'w:object') {
    note(reading, 'objects')
    return { pictures: [], parts }
  }
  const charts = [...deep(node, 'c:chart', 'dgm:relIds')].length
  if (charts > 0) note(reading, 'charts', charts)
  const inBoxes = new Set(boxes.flatMap((box) => [...deep(box, 'a:blip', 'v:imagedata')]))
  const found = [...deep(node, 'a:blip', 'v:imagedata')].filter((picture) => !inBoxes.has(picture))
  if ([...deep(node, 'a:srcRect')].some(isCut)) note(reading, 'croppedPictures')
  const about = [...deep(node, 'wp:docPr')][0]
  const alt = value(about, 'descr') ?? ''
  const decorative = [...deep(node, 'adec:decorative')].some((one) => value(one, 'val') === '1')
  return {
    pictures: found.map((one) => ({ kind: 'picture', number: numberOf(one, reading), alt: isNobodys(alt) ? '' : alt, decorative })),
    parts,
  }
}

/** Its number among the file's pictures; null for one that lies elsewhere, which is never fetched. */
function numberOf(picture: Xml, reading: Reading): number | null {
  const id = value(picture, 'r:embed') ?? value(picture, 'r:id') ?? value(picture, 'r:link')
  const relation = reading.relations.get(id ?? '')
  if (!relation || relation.outside) {
    note(reading, 'linkedPictures')
    return null
  }
  const known = reading.pictures.indexOf(relation.target)
  return known >= 0 ? known + 1 : reading.pictures.push(relation.target)
}

const isCut = (rect: Xml) => [...rect.attrs.values()].some((side) => Number(side) > 0)

/** Word fills in the file's name, or words of a machine, when nobody has described the picture. */
const isNobodys = (alt: string) =>
  /^\S+\.(?:jpe?g|png|gif|bmp|tiff?|webp|emf|wmf)$/i.test(alt.trim()) ||
  /automatically generated|AI-generated|tạo tự động|AI tạo/i.test(alt)

/** Of two ways to say the same, the first that a reader may understand; never both, which would double the text. */
export const chosen = (alternatives: Xml): Xml | undefined => kid(alternatives, 'mc:Choice') ?? kid(alternatives, 'mc:Fallback')

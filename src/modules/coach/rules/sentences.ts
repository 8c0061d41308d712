import { countSyllables } from '../../../kernel/text.ts'
import type { Passage } from '../model.ts'
import { always, onlyIn, type Rule } from '../rule.ts'
import { sentencesOf } from '../sentences.ts'
import { opening } from './opening.ts'
import { edgeAfter, edgeBefore, reading } from './passages.ts'

/** A sentence longer than that is read twice (design direction, checklist). */
export const longest = 40

export const sentenceRules: readonly Rule[] = [
  { key: 'opening', level: 'advice', applies: onlyIn('news', 'brief', 'feature', 'note'), find: opening },
  { key: 'long-sentence', level: 'advice', applies: always, find: reading(longOnes, 'lead', 'paragraph', 'item', 'caption') },
  { key: 'source', level: 'advice', applies: onlyIn('news', 'brief', 'feature', 'reportage', 'study', 'commentary'), find: sourceless },
]

function longOnes({ text }: Passage) {
  // As many letters as forty of the shortest.
  if (text.length <= longest * 2) return []
  return sentencesOf(text).flatMap(({ start, end, text: sentence }) => {
    const count = countSyllables(sentence)
    return count > longest ? [{ start, end, why: 'sentenceLong' as const, values: [String(count)] }] : []
  })
}

const figure = new RegExp(
  `${edgeBefore}\\d{1,9}(?:[.,]\\d{1,9})?\\s?%|\\d\\s?phần trăm${edgeAfter}|${edgeBefore}\\d[\\d.,]{0,14}\\s(?:triệu|tỷ|tỉ|nghìn|ngàn|vạn)${edgeAfter}|` +
    `${edgeBefore}\\d{1,3}(?:\\.\\d{3}){1,4}\\s(?:lượt|khách|du khách|hộ|người|tấn|ha|héc-ta|sản phẩm|hồ sơ)${edgeAfter}`,
  'iu',
)
const sources = new RegExp(
  `${edgeBefore}(?:theo|thống kê|báo cáo|cho biết|cho hay|nguồn|khảo sát|số liệu|công bố|niên giám|thông tin từ|đánh giá|tổng kết|nghị quyết|quyết định|kế hoạch|chia sẻ|thông báo|` +
    `nói|kể|khẳng định|nhấn mạnh|phát biểu|nhẩm tính|ước tính|ước)${edgeAfter}|["“”:]`,
  'iu',
)

/** Prices, sizes and what an instrument shows need nobody who says so. */
const ownWords = new RegExp(`${edgeBefore}(?:giá|giá vé|độ ẩm|độ dốc|nồng độ|khổ|công suất|giảm giá|miễn giảm|pin)${edgeAfter}`, 'iu')

/** A figure of which nobody says where it comes from: neither in its paragraph nor in the one before. */
function sourceless({ passages }: Parameters<Rule['find']>[0]) {
  let before = ''
  return passages.flatMap(({ kind, place, text }) => {
    if (kind !== 'paragraph' && kind !== 'lead') return []
    const said = sources.test(text) || sources.test(before)
    before = text
    if (said || kind === 'lead' || !figure.test(text)) return []
    const sentence = sentencesOf(text).find((one) => figure.test(one.text) && !ownWords.test(one.text))
    return sentence ? [{ place, start: sentence.start, end: sentence.end, why: 'sourceMissing' as const }] : []
  })
}

import type { Passage, TextModel } from '../model.ts'
import { always, type Found, type Rule } from '../rule.ts'

export const linkRules: readonly Rule[] = [
  { key: 'vague-link', level: 'advice', applies: always, find: (model) => linksIn(model).filter(isVague).map(vague) },
  {
    key: 'dead-link',
    level: 'advice',
    applies: always,
    find: (model) =>
      linksIn(model)
        .filter(({ href }) => model.deadLinks.has(href))
        .map(dead),
  },
]

type Linked = { passage: Passage; start: number; end: number; href: string }

/** A link with bold words in it comes as several runs: one link when they touch and lead to the same place. */
function linksIn({ passages }: TextModel): Linked[] {
  return passages.flatMap((passage) => {
    const joined: Linked[] = []
    for (const { start, end, href } of passage.links) {
      const last = joined.at(-1)
      if (last && last.end === start && last.href === href) last.end = end
      else joined.push({ passage, start, end, href })
    }
    return joined
  })
}

const says = ({ passage, start, end }: Linked) => passage.text.slice(start, end)

const empty = new Set(
  `tại đây|ở đây|đây|vào đây|xem tại đây|xem ở đây|bấm vào đây|bấm đây|nhấn vào đây|nhấp vào đây|kích vào đây|click vào đây|click|here|xem thêm|xem tiếp|đọc thêm|đọc tiếp|chi tiết|xem chi tiết|chi tiết tại đây|xem chi tiết tại đây|thêm|link|đường link|link này|đường dẫn|đường dẫn này|liên kết|liên kết này|trang này|bài này|tải về|tải xuống|tải về tại đây|tải tại đây`.split(
    '|',
  ),
)

function isVague(link: Linked) {
  const words = says(link)
    .trim()
    .toLowerCase()
    .replace(/^[\s"“(>»→-]+|[\s"”).:…>»→-]+$/gu, '')
  return empty.has(words) || /^(?:https?:\/\/|www\.)\S+$/iu.test(words) || /^[\w-]+(?:\.[\w-]+)+\/\S+$/u.test(words)
}

const vague = (link: Linked): Found => ({ place: link.passage.place, start: link.start, end: link.end, why: 'linkVague' })
const dead = (link: Linked): Found => ({
  place: link.passage.place,
  start: link.start,
  end: link.end,
  why: 'linkDead',
  values: [link.href],
})

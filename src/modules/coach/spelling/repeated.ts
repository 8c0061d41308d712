import { neighbour, type View } from './view.ts'

/** Words that never stand twice in a row, unlike `xanh xanh`, `ngày ngày`, `người người`. */
const never = new Set(
  `của các những và là thì mà để được bị đã sẽ đang vẫn cũng rất cho với về trong trên dưới từ đến tại bởi do nên nếu nhưng hoặc theo khi như cùng
   có ở vào này phải cần việc một bằng vì sự mỗi mọi giữa sau trước trong ngoài tới chưa chỉ còn hơn nhất do gồm thuộc qua khỏi nhằm thông toàn`
    .split(/\s+/)
    .map((word) => word.normalize('NFC')),
)

/** The second of two same words, where no two words meet in them (`phát triển triển khai`). */
export function isRepeated(view: View, at: number): boolean {
  const here = view.tokens[at]!
  const before = neighbour(view, at, -1)
  if (!before || before.lower !== here.lower || here.letters !== 'lower') return false
  const [earlier, later] = [neighbour(view, at - 1, -1), neighbour(view, at, 1)]
  const meets = earlier && later && view.words.knows(earlier.lower, here.lower) && view.words.knows(here.lower, later.lower)
  if (meets || view.tokens[at - 2]?.lower === here.lower || later?.lower === here.lower) return false
  if (never.has(here.lower)) return !view.words.knows(here.lower, here.lower)
  const known = (earlier && view.words.knows(earlier.lower, here.lower)) || (later && view.words.knows(here.lower, later.lower))
  return Boolean(known) && view.words.role(here.lower) === 'bound' && !view.words.knows(here.lower, here.lower)
}

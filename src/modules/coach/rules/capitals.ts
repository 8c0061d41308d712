import type { Passage } from '../model.ts'
import { always, type Found, type Rule } from '../rule.ts'
import { opensAt } from '../sentences.ts'
import { apart, edgeAfter, edgeBefore, reading } from './passages.ts'

/** Capitals as decree 30/2020, annex II, wants them; of its rules only those that can be told from the letters alone. */
export const capitalRules: readonly Rule[] = [{ key: 'capitals', level: 'advice', applies: always, find: reading(capitals) }]

type InText = Omit<Found, 'place'>
type Habit = {
  find: RegExp
  why: 'capitalsPlace' | 'capitalsAgency' | 'capitalsDay' | 'capitalsHoliday' | 'capitalsRegion' | 'capitalsArticle' | 'capitalsState'
  change: (found: RegExpMatchArray) => string
  /** At the start of a sentence the first letter is a capital anyway. */
  inside?: true
}

const exactly = (words: string, more = '') => new RegExp(`${edgeBefore}(?:${words})${edgeAfter}${more}`, 'gu')
const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
/** `Văn Hóa` → `Văn hóa`: of a word of two only the first, where it stands in a name. */
const tame = (text: string) => text.replace(/(?<=\s)\p{Lu}/gu, (letter) => letter.toLowerCase())

const sectors =
  'Văn hóa|Tài chính|Giáo dục|Nội vụ|Y tế|Xây dựng|Công Thương|Tư pháp|Nông nghiệp|Khoa học|Ngoại vụ|Dân tộc|Du lịch|Thông tin|Công an|Quốc phòng|Ngoại giao'
const tooTall =
  'Văn Hóa|Thể Thao|Du Lịch|Ủy Ban|Hội Đồng|Giáo Dục|Đào Tạo|Tài Chính|Nội Vụ|Tư Pháp|Trung Tâm|Thư Viện|Bảo Tàng|Xây Dựng|Nông Nghiệp|Khoa Học|Công Nghệ|Y Tế|Công An|Quốc Phòng|Quốc Hội|Chính Phủ|Nhà Nước|Truyền Thông|Môi Trường|Ngoại Vụ|Dân Tộc|Nghệ Thuật|Điện Ảnh|Liên Hiệp|Liên Đoàn|Mặt Trận|Phụ Nữ|Nông Dân|Cựu Chiến Binh|Ban Tổ Chức|Văn Phòng'
const weekdays = '(?:Hai|Ba|Tư|Năm|Sáu|Bảy)'
const low = (words: string) => words.toLowerCase()

const habits: readonly Habit[] = [
  // "Tỉnh Điện Biên" within a sentence; "Tỉnh ủy" and "Tỉnh đoàn" are names of bodies.
  { find: new RegExp(`${edgeBefore}Tỉnh(?= \\p{Lu}\\p{Ll})`, 'gu'), why: 'capitalsPlace', change: ([all]) => low(all), inside: true },
  { find: exactly('sở|bộ', `(?= (?:${sectors})${edgeAfter})`), why: 'capitalsAgency', change: ([all]) => upperFirst(all) },
  { find: exactly(tooTall), why: 'capitalsAgency', change: ([all]) => tame(all) },
  {
    find: new RegExp(`${edgeBefore}Thứ ${weekdays}${edgeAfter}(?=,? (?:ngày|hằng|hàng|tuần|tới|\\d))`, 'gu'),
    why: 'capitalsDay',
    change: ([all]) => lowerFirst(all),
    inside: true,
  },
  {
    find: new RegExp(`(?<=${edgeBefore}(?:[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa|[Đđ]êm|[Nn]gày|từ|vào|đến) )Thứ ${weekdays}${edgeAfter}`, 'gu'),
    why: 'capitalsDay',
    change: ([all]) => lowerFirst(all),
  },
  {
    find: new RegExp(`${edgeBefore}[Tt]hứ ${low(weekdays)}(?=,? ngày \\d| \\(\\d{1,2}\\/)`, 'gu'),
    why: 'capitalsDay',
    change: ([all]) => `${all.slice(0, 4)}${upperFirst(all.slice(4))}`,
  },
  { find: exactly('[Cc]hủ Nhật'), why: 'capitalsDay', change: () => 'Chủ nhật' },
  { find: exactly('chủ nhật'), why: 'capitalsDay', change: () => 'Chủ nhật' },
  { find: exactly('Tết Nguyên [ĐđDd]án|tết Nguyên Đán|[Tt]ết nguyên đán'), why: 'capitalsHoliday', change: tet },
  { find: exactly('Quốc Khánh'), why: 'capitalsHoliday', change: () => 'Quốc khánh' },
  { find: exactly('(?<=Quốc tế )(?:Lao Động|Phụ Nữ|Thiếu Nhi)'), why: 'capitalsHoliday', change: ([all]) => tame(all) },
  {
    find: new RegExp(
      `(?<=${edgeBefore}(?:vùng|miền|khu vực|các tỉnh) )(?:tây bắc|Tây bắc|đông bắc|Đông bắc|tây nguyên|Tây nguyên)${edgeAfter}`,
      'gu',
    ),
    why: 'capitalsRegion',
    change: ([all]) => all.split(' ').map(upperFirst).join(' '),
  },
  // "điểm a khoản 2 Điều 9"
  {
    find: /(?<=\S )(?:Khoản|Điểm)(?= (?:\d+|[a-zđ]\)?)(?:,| |\.|;)(?:.{0,20}?)[Đđ]iều \d)/gu,
    why: 'capitalsArticle',
    change: ([all]) => low(all),
    inside: true,
  },
  {
    find: /(?<=(?:[Kk]hoản \d+,? |[Tt]heo |tại |quy định ở |của ))điều(?= \d+(?:,| |\.|;)(?:.{0,12}?)(?:Luật|Nghị định|Thông tư|Bộ luật|Quyết định|Quy chế))/gu,
    why: 'capitalsArticle',
    change: ([all]) => upperFirst(all),
  },
  {
    find: new RegExp(`(?<=${edgeBefore}Đảng(?:,| và) )nhà nước${edgeAfter}`, 'gu'),
    why: 'capitalsState',
    change: ([all]) => upperFirst(all),
  },
]

/** A word for the feast takes no capital before its name, except where a sentence begins. */
function tet(found: RegExpMatchArray) {
  const opens = opensAt(found.input!, found.index!)
  return `${opens ? 'Tết' : 'tết'} Nguyên đán`
}

function capitals({ text, kind }: Passage): InText[] {
  const found = habits.flatMap(({ find, why, change, inside }) =>
    [...text.matchAll(find)].flatMap((one): InText[] => {
      if (inside && (opensAt(text, one.index) || kind === 'cell')) return []
      const right = change(one)
      return right === one[0]
        ? []
        : [{ start: one.index, end: one.index + one[0].length, why, values: [right], change: right, allow: one[0] }]
    }),
  )
  return apart(found)
}

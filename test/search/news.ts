import { readFileSync } from 'node:fs'
import type { Entry } from '../../src/kernel/search/index.ts'

export type News = { title: string; lead: string }

/** Original headlines with leads; neighbours in the file often differ in little more than their tones. */
export const news: News[] = readFileSync(new URL('news.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [title, lead] = line.split(' | ')
    return { title: title!, lead: lead! }
  })

const first = Temporal.Instant.from('2024-01-01T00:00:00Z')

/** The labelled items as entries 1 … 200 of site 1. Older than every filler, so that freshness cannot help them. */
export const labelled = (): Entry[] =>
  news.map(({ title, lead }, i) => entry(i + 1, title, `${lead} ${paragraph(random(i + 1), 4)}`, first.add({ minutes: i })))

/**
 * Filler items. The first three for each labelled headline are that headline with the tones of every second word changed: what an index without
 * accents cannot tell apart. The others are made of the same few words as every cultural page. The same numbers give the same items.
 */
export function* fillers(count: number, sentences = 4): Generator<Entry> {
  for (let i = 0; i < count; i++) {
    const dice = random(1_000 + i)
    const heading = i < news.length * 3 ? otherTones(news[i % news.length]!.title, dice) : headline(dice)
    yield entry(1_001 + i, heading, paragraph(dice, sentences), first.add({ hours: 24 + i }))
  }
}

/** Numbers in [0, 1) that are the same on every run. */
export function random(seed: number) {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The other way of placing tones: `hòa` ↔ `hoà`, `thủy` ↔ `thuỷ`. Spelt out here so that the product's own table is not its judge. */
export function otherStyle(text: string): string {
  const old = ['òa', 'óa', 'ỏa', 'õa', 'ọa', 'òe', 'óe', 'ỏe', 'õe', 'ọe', 'ùy', 'úy', 'ủy', 'ũy', 'ụy']
  const young = ['oà', 'oá', 'oả', 'oã', 'oạ', 'oè', 'oé', 'oẻ', 'oẽ', 'oẹ', 'uỳ', 'uý', 'uỷ', 'uỹ', 'uỵ']
  return text.replace(/(?<!q)(?:[oòóỏõọ][aàáảãạeèéẻẽẹ]|[uùúủũụ][yỳýỷỹỵ])(?!\p{L})/gu, (rime) => {
    return young[old.indexOf(rime)] ?? old[young.indexOf(rime)] ?? rime
  })
}

const entry = (subjectId: number, title: string, text: string, at: Temporal.Instant): Entry => ({
  kind: 'article',
  subjectId,
  siteId: 1,
  at,
  lang: 'vi',
  title,
  text,
  facets: { section: subjectId % 9 },
})

const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']

function otherTones(title: string, dice: () => number): string {
  return title
    .split(' ')
    .map((word, i) => (i % 2 === 0 ? otherTone(word, Math.floor(dice() * 5)) : word))
    .join(' ')
}

function otherTone(word: string, choice: number): string {
  const letters = word.normalize('NFD')
  const now = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(letters)?.[0] ?? ''
  const other = tones.filter((tone) => tone !== now)[choice]!
  const bare = letters.replace(now, '')
  return bare.replace(/[aeiouy][\u0302\u0306\u031b]?(?!.*[aeou][\u0302\u0306\u031b])/iu, (vowel) => vowel + other).normalize('NFC')
}

const who = [
  'Sở',
  'Ban tổ chức',
  'Đoàn nghệ thuật',
  'Bà con bản',
  'Câu lạc bộ',
  'Đội văn nghệ',
  'Thư viện tỉnh',
  'Trung tâm văn hóa',
  'Nghệ nhân',
  'Thanh niên xã',
  'Học sinh trường',
  'Hợp tác xã',
  'Phụ nữ xã',
  'Khách du lịch',
  'Đội tuyển',
  'Bảo tàng',
]
const does = [
  'tổ chức',
  'khai mạc',
  'tham gia',
  'chuẩn bị',
  'giới thiệu',
  'trao giải',
  'bảo tồn',
  'phục dựng',
  'quảng bá',
  'tập luyện cho',
  'mở lớp',
  'trưng bày',
  'đón',
  'hưởng ứng',
  'tổng kết',
  'phát động',
]
const what = [
  'lễ hội Hoa Ban',
  'ngày hội văn hóa các dân tộc',
  'giải bóng chuyền',
  'hội xòe',
  'múa khèn',
  'nghề dệt thổ cẩm',
  'chợ phiên vùng cao',
  'du lịch cộng đồng',
  'hát then',
  'giải chạy',
  'tuần phim',
  'ngày hội sách',
  'trò chơi dân gian',
  'di tích chiến trường',
  'ẩm thực Thái',
  'lễ mừng cơm mới',
  'đêm nhạc',
  'hội thao',
  'làng nghề',
  'tuyến du lịch lòng hồ',
]
const where = [
  'ở Mường Thanh',
  'tại Mường Lay',
  'ở Tủa Chùa',
  'tại Nậm Pồ',
  'ở bản Phủ',
  'bên hồ Pá Khoang',
  'trên đèo Pha Đin',
  'tại nhà văn hóa',
  'ở quảng trường',
  'tại bản Mến',
  'vùng biên giới',
  'ở lòng chảo',
  'tại sân vận động',
  'ở xã Na Son',
  'ở phường trung tâm',
]
const when = [
  'đầu xuân',
  'cuối tuần này',
  'dịp nghỉ lễ',
  'trong tháng Ba',
  'năm nay',
  'mùa lúa chín',
  'trước ngày khai giảng',
  'sau đợt mưa lớn',
  'mỗi tối thứ Bảy',
  'từ quý sau',
]
const tail = [
  'Nhiều gia đình góp công sức và gạo nếp',
  'Khách được mời ở lại ăn bữa cơm nhà sàn',
  'Kinh phí đến từ nguồn xã hội hóa',
  'Trẻ nhỏ là những khán giả háo hức nhất',
  'Công tác an ninh và vệ sinh được bảo đảm',
  'Người già kể lại nếp xưa bên bếp lửa',
  'Các tiết mục do chính người dân dàn dựng',
  'Đường lên bản đã được sửa trước đó',
  'Ban tổ chức nhắc mọi người giữ gìn môi trường',
  'Năm sau sẽ có thêm hai đội tham dự',
]

const headline = (dice: () => number) =>
  `${pick(who, dice)} ${pick(does, dice)} ${pick(what, dice)} ${pick(where, dice)} ${pick(when, dice)}`

function paragraph(dice: () => number, sentences: number): string {
  const one = () =>
    dice() < 0.6
      ? `${headline(dice)}.`
      : `${pick(tail, dice)}, ${pick(what, dice)} ${pick(when, dice)} có ${Math.floor(dice() * 900)} người.`
  return Array.from({ length: sentences }, one).join(' ')
}

const pick = <T>(list: readonly T[], dice: () => number) => list[Math.floor(dice() * list.length)]!

import type { Lang } from '../../../kernel/text.ts'
import type { Part } from './asked.ts'

type Of<Key extends string> = Record<Key, string>

const parts: Of<Part> = { bai: 'Bài', muc: 'Chuyên mục', 'tac-gia': 'Tác giả', nguon: 'Từ đâu đến', tim: 'Tìm gì', loi: 'Trang không có' }
const about: Of<Part> = {
  bai: 'Một trăm bài được xem nhiều nhất.',
  muc: 'Số lần xem các bài, tính theo chuyên mục chứa bài.',
  'tac-gia': 'Số lần xem các bài mỗi người có tham gia. Bài của hai người tính cho cả hai.',
  nguon: 'Tên trang web đã dẫn người đọc đến. Không giữ địa chỉ đầy đủ.',
  tim: 'Người đọc gõ gì vào ô tìm kiếm. Chỉ hiện từ khóa có ít nhất hai lần tìm, không hiện số điện thoại hay địa chỉ thư.',
  loi: 'Địa chỉ người đọc đã vào mà không có trang. Hãy sửa chỗ đã dẫn sai.',
}
const counts: Of<Part> = { bai: 'Lần xem', muc: 'Lần xem', 'tac-gia': 'Lần xem', nguon: 'Lần đến', tim: 'Lần tìm', loi: 'Lần vào' }

const vi = {
  title: 'Thống kê',
  lead: 'Có bao nhiêu người đọc, họ đọc gì và từ đâu đến. Cách đếm ghi ở trang Thống kê truy cập của mỗi trang.',
  site: 'Trang',
  allSites: 'Tất cả các trang của tôi',
  span: 'Khoảng thời gian',
  spans: { '7': '7 ngày qua', '30': '30 ngày qua', '90': '90 ngày qua', '12t': '12 tháng qua' },
  show: 'Xem',
  measures: { visits: 'Lượt truy cập', views: 'Lần xem trang', visitors: 'Người đọc (tính theo ngày)', bots: 'Máy tự động xem' },
  before: (value: string) => `kỳ liền trước: ${value}`,
  chart: (span: string) => `Biểu đồ cột: lượt truy cập, ${span}. Bảng số ở ngay dưới.`,
  table: 'Xem bảng số',
  day: 'Ngày',
  month: 'Tháng',
  lists: 'Danh sách',
  parts,
  about,
  columns: { bai: 'Bài', muc: 'Chuyên mục', 'tac-gia': 'Tác giả', nguon: 'Trang web', tim: 'Từ khóa', loi: 'Địa chỉ' } as Of<Part>,
  counts,
  found: 'Tìm thấy',
  empty: 'Chưa có số liệu trong khoảng này.',
  emptyList: 'Danh sách này chưa có gì.',
  emptyHint: 'Chọn khoảng thời gian dài hơn, hoặc trang khác.',
  csv: 'Tải về (CSV)',
  opening: {
    link: 'Số liệu của cổng cũ',
    title: 'Số liệu của cổng cũ',
    lead: (site: string) =>
      `Nếu ${site} có một cổng cũ đã đếm người đọc, ghi số ấy ở đây. Người đọc thấy số này đứng riêng, kèm ngày và nguồn; phần mềm không cộng nó vào số tự đếm.`,
    now: (measure: string, value: string, until: string, source: string) => `${measure}: ${value}, đến ngày ${until} (nguồn: ${source})`,
    measure: 'Đếm cái gì',
    measures: { visits: 'Lượt truy cập', views: 'Lần xem trang' },
    value: 'Con số',
    valueHint: 'Ví dụ 1.250.000. Để trống rồi ghi lại là bỏ con số này.',
    until: 'Đếm đến ngày',
    source: 'Nguồn',
    sourceHint: 'Lấy con số này ở đâu, ví dụ: biên bản bàn giao cổng cũ ngày 31/12/2025.',
    save: 'Ghi lại',
  },
  issues: {
    measureMissing: 'Chọn lượt truy cập hoặc lần xem trang.',
    valueBad: 'Ghi một số nguyên, ví dụ 1.250.000.',
    untilBad: 'Ghi một ngày đã qua, dạng ngày/tháng/năm, ví dụ 31/12/2025.',
    sourceMissing: 'Ghi con số này lấy ở đâu: người đọc cần biết.',
    sourceLong: 'Viết nguồn trong 200 chữ cái.',
  },
}

const en: typeof vi = {
  title: 'Statistics',
  lead: 'How many readers there are, what they read and where they come from. How it is counted stands on each site’s page of statistics.',
  site: 'Site',
  allSites: 'All my sites',
  span: 'Period',
  spans: { '7': 'Last 7 days', '30': 'Last 30 days', '90': 'Last 90 days', '12t': 'Last 12 months' },
  show: 'Show',
  measures: { visits: 'Visits', views: 'Page views', visitors: 'Readers (by day)', bots: 'Robot views' },
  before: (value) => `period before: ${value}`,
  chart: (span) => `Column chart: visits, ${span}. The table of numbers is below.`,
  table: 'Show the numbers',
  day: 'Day',
  month: 'Month',
  lists: 'Lists',
  parts: { bai: 'Items', muc: 'Sections', 'tac-gia': 'Authors', nguon: 'Came from', tim: 'Searches', loi: 'Missing pages' },
  about: {
    bai: 'The hundred items that were viewed most.',
    muc: 'Views of items by the section they stand in.',
    'tac-gia': 'Views of items by who had a hand in them. An item of two people counts for both.',
    nguon: 'Names of the websites that led readers here. Whole addresses are not kept.',
    tim: 'What readers typed into the search. Only words searched at least twice are shown, and no phone numbers or mail addresses.',
    loi: 'Addresses that readers opened and where there is no page. Mend what led there.',
  },
  columns: { bai: 'Item', muc: 'Section', 'tac-gia': 'Author', nguon: 'Website', tim: 'Words', loi: 'Address' },
  counts: { bai: 'Views', muc: 'Views', 'tac-gia': 'Views', nguon: 'Arrivals', tim: 'Searches', loi: 'Requests' },
  found: 'Found',
  empty: 'No figures in this period yet.',
  emptyList: 'Nothing in this list yet.',
  emptyHint: 'Choose a longer period, or another site.',
  csv: 'Download (CSV)',
  opening: {
    link: 'Figures of the former portal',
    title: 'Figures of the former portal',
    lead: (site) =>
      `If ${site} had a portal before that counted its readers, write the figure here. Readers see it apart, with its day and source; it is not added to what is counted here.`,
    now: (measure, value, until, source) => `${measure}: ${value}, until ${until} (source: ${source})`,
    measure: 'What was counted',
    measures: { visits: 'Visits', views: 'Page views' },
    value: 'Figure',
    valueHint: 'For example 1,250,000. Save it empty to take the figure out.',
    until: 'Counted until',
    source: 'Source',
    sourceHint: 'Where this figure comes from, for example: handover record of the former portal, 31/12/2025.',
    save: 'Save',
  },
  issues: {
    measureMissing: 'Choose visits or page views.',
    valueBad: 'Write a whole number, for example 1250000.',
    untilBad: 'Write a day that has passed as day/month/year, for example 31/12/2025.',
    sourceMissing: 'Write where this figure comes from: readers need to know.',
    sourceLong: 'Write the source in 200 letters.',
  },
}

export const text = { vi, en }

/** The sentence for an issue's key; undefined when there is none. */
export const issueText = (lang: Lang, key: string | undefined): string | undefined =>
  key === undefined ? undefined : (text[lang].issues[key as keyof typeof vi.issues] ?? text[lang].issues.valueBad)

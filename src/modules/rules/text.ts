import { formatNumber, plural, type Lang } from '../../kernel/text.ts'
import { formatDate } from '../../kernel/time.ts'
import { named } from './names.ts'
import { shapeOf, type Unit } from './value.ts'

const vi = {
  title: 'Quy định',
  lead: 'Thời hạn, ngưỡng, ngày nghỉ mà phần mềm đang dùng. Mỗi dòng có ngày hiệu lực và căn cứ; cán bộ pháp chế xác nhận từng dòng.',
  docs: 'Phần mềm luôn lấy dòng có hiệu lực vào ngày đang xét. Hai dòng cùng có hiệu lực thì dòng bắt đầu sau được dùng. Dòng cũ không bao giờ bị xóa.',
  families: {
    holiday: 'Ngày nghỉ lễ, Tết',
    deadline: 'Thời hạn trả lời và công khai',
    outage: 'Tạm dừng phục vụ',
    correction: 'Cải chính',
    retention: 'Thời gian lưu giữ',
    breach: 'Sự cố dữ liệu cá nhân',
    password: 'Mật khẩu',
    mfa: 'Xác thực hai bước',
    session: 'Phiên làm việc',
    account: 'Tài khoản',
    'sign-in': 'Đăng nhập',
    other: 'Quy định khác',
  } as Record<string, string>,
  duration: (amount: number, unit: Unit, counted?: string) =>
    counted === 'at-once' && amount === 0
      ? 'ngay lập tức'
      : `${formatNumber(amount)} ${unit === 'days' ? (counted === 'working-day' ? 'ngày làm việc' : 'ngày') : { hours: 'giờ', months: 'tháng', years: 'năm' }[unit]}`,
  yearly: (day: string) => `${day} hằng năm`,
  number: (amount: number, key: string) =>
    `${formatNumber(amount)}${numberUnit(key, { minutes: ' phút', hours: ' giờ', days: ' ngày', length: ' ký tự', failures: ' lần' })}`,
  mfaFor: { admin: 'quản trị hệ thống', 'outside-access': 'truy cập từ ngoài cơ quan' } as Record<string, string>,
  state: 'Tình trạng',
  anyState: 'Tất cả',
  states: { waiting: 'Chờ xác nhận', confirmed: 'Đã xác nhận' },
  asOf: 'Có hiệu lực vào ngày',
  filter: 'Lọc',
  clear: 'Bỏ lọc',
  count: (count: number) => `${formatNumber(count)} dòng`,
  rule: 'Quy định',
  value: 'Giá trị',
  from: 'Từ ngày',
  to: 'Đến hết ngày',
  open: 'chưa định',
  validity: 'Hiệu lực',
  basis: 'Căn cứ',
  mark: 'Nguồn của dòng này',
  confirmed: 'Xác nhận',
  by: (name: string, date: string) => `${name}, ${date}`,
  waiting: 'Chờ xác nhận',
  ended: 'Đã hết hiệu lực',
  coming: 'Chưa đến ngày',
  key: 'Mã dòng',
  noMark: 'Cơ quan tự nhập',
  marks: {
    known: 'Hiểu biết chung, chưa đối chiếu văn bản',
    unsure: 'Mức mặc định của phần mềm, chưa có quy định',
    source: 'Đã đối chiếu tài liệu',
  },
  empty: 'Không có dòng nào khớp.',
  emptyHint: 'Bỏ bớt điều kiện lọc rồi thử lại.',
  back: 'Quy định',
  confirmTitle: 'Xác nhận dòng này',
  confirmLead: 'Đọc văn bản gốc, ghi rõ số, điều, khoản rồi xác nhận. Tên và thời điểm được ghi lại.',
  confirmVerb: 'Xác nhận',
  replaceTitle: 'Thay bằng quy định mới',
  replaceLead: 'Dòng này hết hiệu lực vào ngày trước đó; việc đã tính theo dòng cũ không đổi.',
  replaceVerb: 'Thay từ ngày này',
  amount: 'Giá trị mới',
  day: 'Ngày',
  month: 'Tháng',
  name: 'Tên ngày nghỉ',
  dates: 'Các ngày nghỉ',
  datesHint: 'Cách nhau bằng dấu phẩy, ví dụ 05/02/2027, 06/02/2027.',
  data: 'Giá trị mới (dữ liệu JSON)',
  dataHint: 'Giữ đúng khuôn của giá trị cũ.',
  toHint: 'Để trống khi chưa có ngày kết thúc.',
  add: 'Thêm quy định',
  addTitle: 'Thêm quy định',
  addLead: 'Dòng này nói về điều gì? Quy định đã có thì mở dòng đó và thay, không thêm mới.',
  addWaits: 'Dòng mới chờ cán bộ pháp chế xác nhận, và được dùng từ ngày hiệu lực.',
  addVerb: 'Thêm',
  keyHint: 'Chữ thường không dấu, các phần cách nhau bằng dấu chấm, ví dụ deadline.festival-report.',
  kinds: {
    holiday: { name: 'Ngày nghỉ theo năm', what: 'Nghỉ Tết, nghỉ bù theo thông báo từng năm.', add: 'Thêm ngày nghỉ' },
    'working-days': {
      name: 'Thời hạn tính bằng ngày làm việc',
      what: 'Trừ thứ Bảy, Chủ nhật và ngày nghỉ.',
      add: 'Thêm thời hạn (ngày làm việc)',
    },
    days: { name: 'Thời hạn tính bằng ngày', what: 'Kể cả ngày nghỉ.', add: 'Thêm thời hạn (ngày)' },
    hours: { name: 'Thời hạn tính bằng giờ', what: 'Ví dụ báo tin trong 72 giờ.', add: 'Thêm thời hạn (giờ)' },
    months: { name: 'Thời gian tính bằng tháng', what: 'Ví dụ thời gian lưu giữ.', add: 'Thêm thời gian (tháng)' },
    years: { name: 'Thời gian tính bằng năm', what: 'Ví dụ giữ hồ sơ 5 năm.', add: 'Thêm thời gian (năm)' },
    number: { name: 'Một con số', what: 'Số lần, mức, ngưỡng.', add: 'Thêm con số' },
    data: { name: 'Giá trị khác', what: 'Dữ liệu JSON, cho người làm kỹ thuật.', add: 'Thêm giá trị' },
  },
  unused: 'Chưa có phần nào của phần mềm dùng dòng này.',
  told: {
    'da-them': 'Đã thêm. Dòng này chờ xác nhận.',
    'da-xac-nhan': 'Đã xác nhận.',
    'da-thay': 'Đã thay. Dòng mới có hiệu lực từ ngày đã ghi.',
  },
  issues: {
    blank: 'Điền vào ô này.',
    tooLong: 'Viết ngắn lại.',
    dateBad: 'Ngày chưa đúng, ví dụ 01/01/2027.',
    dateOrder: 'Ngày cuối phải sau hoặc trùng ngày đầu.',
    keyBad: 'Mã gồm chữ thường không dấu, số, gạch nối; ít nhất hai phần cách nhau bằng dấu chấm.',
    keyThere: 'Đã có dòng của mã này trong những ngày đó. Mở dòng ấy rồi thay.',
    fromTooEarly: 'Ngày bắt đầu phải sau ngày bắt đầu của dòng cũ.',
    numberBad: 'Điền một số nguyên trong khoảng cho phép.',
    datesBad: 'Có ngày viết chưa đúng, ví dụ đúng: 05/02/2027, 06/02/2027.',
    dataBad: 'Dữ liệu JSON viết chưa đúng: kiểm tra dấu ngoặc, dấu phẩy và dấu nháy kép.',
  } as Record<string, string>,
  checks: {
    good: 'Mọi quy định đã được xác nhận và còn hiệu lực.',
    waiting: (count: number) => `${formatNumber(count)} dòng quy định còn chờ xác nhận.`,
    waitingTodo: 'Cán bộ pháp chế mở phần Quy định trong tòa soạn, đọc và xác nhận từng dòng.',
    clash: (name: string) => `Quy định “${name}” có hai dòng cùng hiệu lực.`,
    clashTodo: 'Dòng bắt đầu sau đang được dùng. Mở phần Quy định, thay dòng sai để chỉ còn một dòng.',
    ending: (name: string, date: string) => `Quy định “${name}” hết hiệu lực ngày ${date}, chưa có dòng thay.`,
    endingTodo: 'Hỏi cán bộ pháp chế quy định mới rồi thay ở phần Quy định.',
    noHolidays: (year: number) => `Chưa có ngày nghỉ lễ, Tết của năm ${year}.`,
    noHolidaysTodo: 'Thêm theo thông báo nghỉ Tết ở phần Quy định, nếu không thời hạn tính bằng ngày làm việc sẽ sai.',
  },
}

const en: typeof vi = {
  title: 'Rules',
  lead: 'The deadlines, limits and holidays in use. Each row has its days and its legal basis; the legal officer confirms them one by one.',
  docs: 'The row that holds on the day in question is used. Of two that hold, the one that began later is used. Old rows are never deleted.',
  families: {
    holiday: 'Holidays',
    deadline: 'Deadlines',
    outage: 'Planned outages',
    correction: 'Corrections',
    retention: 'Retention',
    breach: 'Personal data breaches',
    password: 'Passwords',
    mfa: 'Two-step sign-in',
    session: 'Sessions',
    account: 'Accounts',
    'sign-in': 'Sign-in',
    other: 'Other rules',
  },
  duration: (amount, unit, counted) =>
    counted === 'at-once' && amount === 0
      ? 'at once'
      : plural(amount, unit === 'days' && counted === 'working-day' ? 'working day' : unit.slice(0, -1)),
  yearly: (day) => `${day} every year`,
  number: (amount, key) =>
    `${formatNumber(amount, 'en')}${numberUnit(key, { minutes: ' minutes', hours: ' hours', days: ' days', length: ' characters', failures: ' times' })}`,
  mfaFor: { admin: 'system administrators', 'outside-access': 'access from outside' },
  state: 'State',
  anyState: 'All',
  states: { waiting: 'To be confirmed', confirmed: 'Confirmed' },
  asOf: 'In force on',
  filter: 'Filter',
  clear: 'No filter',
  count: (count) => plural(count, 'row'),
  rule: 'Rule',
  value: 'Value',
  from: 'From',
  to: 'Until',
  open: 'open',
  validity: 'In force',
  basis: 'Legal basis',
  mark: 'Where the row comes from',
  confirmed: 'Confirmed',
  by: (name, date) => `${name}, ${date}`,
  waiting: 'To be confirmed',
  ended: 'No longer in force',
  coming: 'Not yet in force',
  key: 'Key',
  noMark: 'Entered by the agency',
  marks: {
    known: 'Common knowledge, not checked against the document',
    unsure: 'Default of the program, no rule known',
    source: 'Checked against a source',
  },
  empty: 'No row fits.',
  emptyHint: 'Take away a filter and try again.',
  back: 'Rules',
  confirmTitle: 'Confirm this row',
  confirmLead: 'Read the document, write number, article and clause, then confirm. Name and time are recorded.',
  confirmVerb: 'Confirm',
  replaceTitle: 'Replace by a new rule',
  replaceLead: 'This row ends the day before; what was computed by it stays.',
  replaceVerb: 'Replace from this day',
  amount: 'New value',
  day: 'Day',
  month: 'Month',
  name: 'Name of the holiday',
  dates: 'Days',
  datesHint: 'Parted by commas, such as 05/02/2027, 06/02/2027.',
  data: 'New value (JSON data)',
  dataHint: 'Keep the form of the old value.',
  toHint: 'Leave empty while no end is known.',
  add: 'Add a rule',
  addTitle: 'Add a rule',
  addLead: 'What is the row about? A rule that is there already is replaced on its own page, not added again.',
  addWaits: 'The new row waits for the legal officer to confirm it, and is used from its first day on.',
  addVerb: 'Add',
  keyHint: 'Lower-case letters, parts joined by dots, for instance deadline.festival-report.',
  kinds: {
    holiday: { name: 'Holiday of one year', what: 'Tết, substitute days as announced each year.', add: 'Add a holiday' },
    'working-days': { name: 'Deadline in working days', what: 'Weekends and holidays do not count.', add: 'Add a deadline (working days)' },
    days: { name: 'Deadline in days', what: 'Holidays count as well.', add: 'Add a deadline (days)' },
    hours: { name: 'Deadline in hours', what: 'For instance a notice within 72 hours.', add: 'Add a deadline (hours)' },
    months: { name: 'Term in months', what: 'For instance how long something is kept.', add: 'Add a term (months)' },
    years: { name: 'Term in years', what: 'For instance a file kept for 5 years.', add: 'Add a term (years)' },
    number: { name: 'A number', what: 'A count, a level, a threshold.', add: 'Add a number' },
    data: { name: 'Something else', what: 'JSON data, for technical people.', add: 'Add a value' },
  },
  unused: 'No part of the software uses this row yet.',
  told: {
    'da-them': 'Added. The row waits to be confirmed.',
    'da-xac-nhan': 'Confirmed.',
    'da-thay': 'Replaced. The new row holds from that day.',
  },
  issues: {
    blank: 'Fill in this field.',
    tooLong: 'Make it shorter.',
    dateBad: 'Not a date, such as 01/01/2027.',
    dateOrder: 'The last day must not be before the first.',
    keyBad: 'A key has lower-case letters, digits, hyphens; at least two parts joined by a dot.',
    keyThere: 'There is a row of this key on those days. Open it and replace it.',
    fromTooEarly: 'It has to begin after the old row began.',
    numberBad: 'A whole number within the limits.',
    datesBad: 'One of the days is no date; write 05/02/2027, 06/02/2027.',
    dataBad: 'Not JSON: look at brackets, commas and double quotes.',
  },
  checks: {
    good: 'All rules are confirmed and in force.',
    waiting: (count) => `${plural(count, 'rule row')} to be confirmed.`,
    waitingTodo: 'Have your legal officer read and confirm them in the newsroom, under Rules.',
    clash: (name) => `The rule “${name}” has two rows in force at once.`,
    clashTodo: 'The later one is used. Replace the wrong one under Rules.',
    ending: (name, date) => `The rule “${name}” ends on ${date} and none follows.`,
    endingTodo: 'Ask the legal officer for the new rule and replace it under Rules.',
    noHolidays: (year) => `No holidays are entered for ${year}.`,
    noHolidaysTodo: 'Enter them under Rules, or deadlines in working days will be wrong.',
  },
}

export const text: Record<Lang, typeof vi> = { vi, en }
export const issueText = (lang: Lang, key: string | undefined) => (key === undefined ? undefined : (text[lang].issues[key] ?? key))

/** What a row is called: a holiday by its own name, every other row by its key's. */
export function titleOf(lang: Lang, key: string, value: unknown): string {
  const shape = shapeOf(value)
  return shape.shape === 'fixedDay' || shape.shape === 'datedDays' ? shape.name : named(lang, key)
}

/** The value in words. */
export function inWords(lang: Lang, key: string, value: unknown): string {
  const t = text[lang]
  const shape = shapeOf(value)
  if (shape.shape === 'number') return t.number(shape.amount, key)
  if (shape.shape === 'duration') return t.duration(shape.amount, shape.unit, shape.counted)
  if (shape.shape === 'fixedDay') return t.yearly(`${String(shape.day).padStart(2, '0')}/${String(shape.month).padStart(2, '0')}`)
  if (shape.shape === 'datedDays') return daysInWords(lang, shape.dates)
  const whom = (value as { for?: unknown } | null)?.for
  if (Array.isArray(whom)) return whom.map((one) => t.mfaFor[String(one)] ?? String(one)).join(', ')
  return JSON.stringify(value)
}

/** A run of days as from–to. */
function daysInWords(lang: Lang, days: readonly string[]) {
  const dates = days.map((day) => Temporal.PlainDate.from(day))
  const [first, last] = [dates[0]!, dates.at(-1)!]
  const isRun = dates.length > 1 && first.add({ days: dates.length - 1 }).equals(last)
  return isRun ? `${formatDate(first, lang)} – ${formatDate(last, lang)}` : dates.map((date) => formatDate(date, lang)).join(', ')
}

function numberUnit(key: string, units: Record<'minutes' | 'hours' | 'days' | 'length' | 'failures', string>) {
  const unit = (Object.keys(units) as (keyof typeof units)[]).find((one) => new RegExp(`(^|[.-])${one}([.-]|$)`).test(key))
  return unit ? units[unit] : ''
}

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
  day: 'Ngày',
  month: 'Tháng',
  name: 'Tên ngày nghỉ',
  dates: 'Các ngày nghỉ',
  datesHint: 'Cách nhau bằng dấu phẩy, ví dụ 05/02/2027, 06/02/2027.',
  data: 'Giá trị (dữ liệu JSON)',
  dataHint: 'Thay dòng cũ thì giữ đúng khuôn của giá trị cũ. Ví dụ {"for": ["admin"]}.',
  toHint: 'Để trống khi chưa có ngày kết thúc.',
  unused: 'Chưa có mô-đun nào dùng',
  addTitle: 'Thêm quy định',
  addLead:
    'Cho một mã chưa có dòng nào, hoặc thêm một ngày nghỉ (holiday.fixed: hằng năm, holiday.date: của một năm). Mã đã có thì mở dòng đang có rồi thay.',
  addHolds: 'Dòng mới có hiệu lực từ ngày đã ghi và mang dấu chờ xác nhận cho đến khi cán bộ pháp chế xác nhận.',
  addVerb: 'Thêm quy định',
  keyHint:
    'Chữ thường không dấu, ngăn bằng dấu chấm, ví dụ deadline.question. Con số tính bằng phút, giờ, ngày thì để minutes, hours, days ở cuối.',
  form: 'Kiểu giá trị',
  forms: {
    number: { label: 'Một con số', hint: 'Ví dụ 15 phút, 14 ký tự, 5 lần' },
    duration: { label: 'Một khoảng thời gian', hint: 'Ví dụ 5 ngày làm việc, 24 giờ, 3 tháng' },
    fixedDay: { label: 'Ngày nghỉ hằng năm', hint: 'Ví dụ ngày 02 tháng 9' },
    datedDays: { label: 'Ngày nghỉ của một năm', hint: 'Ví dụ các ngày nghỉ Tết năm 2029' },
    data: { label: 'Kiểu khác', hint: 'Dữ liệu JSON' },
  },
  next: 'Tiếp tục',
  otherKey: 'Đổi mã hoặc kiểu',
  openExisting: 'Mở dòng đang có của mã này',
  unit: 'Tính theo',
  units: { 'working-day': 'Ngày làm việc', day: 'Ngày', hour: 'Giờ', month: 'Tháng', year: 'Năm' },
  told: {
    'da-them': 'Đã thêm. Dòng này chờ cán bộ pháp chế xác nhận.',
    'da-xac-nhan': 'Đã xác nhận.',
    'da-thay': 'Đã thay. Dòng mới có hiệu lực từ ngày đã ghi.',
  },
  issues: {
    keyMissing: 'Hãy ghi mã dòng.',
    valueMissing: 'Hãy ghi giá trị.',
    nameMissing: 'Hãy ghi tên ngày nghỉ.',
    datesMissing: 'Hãy ghi các ngày nghỉ.',
    basisMissing: 'Hãy ghi căn cứ pháp lý.',
    dayMissing: 'Hãy ghi ngày bắt đầu có hiệu lực.',
    tooLong: 'Viết ngắn lại.',
    dateBad: 'Ngày chưa đúng, ví dụ 01/01/2027.',
    dateOrder: 'Ngày cuối phải sau hoặc trùng ngày đầu.',
    fromTooEarly: 'Ngày bắt đầu phải sau ngày bắt đầu của dòng cũ.',
    keyBad: 'Mã chỉ gồm chữ thường không dấu, chữ số, dấu gạch nối, và có ít nhất một dấu chấm, ví dụ deadline.question.',
    keyKnown: 'Mã này đã có dòng. Mở dòng đang có rồi thay bằng quy định mới.',
    rowKnown: 'Đã có dòng giống hệt: cùng mã, cùng giá trị, cùng ngày bắt đầu.',
    formBad: 'Chọn kiểu giá trị.',
    formDiffers: 'Phần mềm đọc mã này theo kiểu khác. Chọn kiểu đã đánh dấu dưới đây.',
    unitBad: 'Chọn khoảng thời gian tính theo gì.',
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
  day: 'Day',
  month: 'Month',
  name: 'Name of the holiday',
  dates: 'Days',
  datesHint: 'Parted by commas, such as 05/02/2027, 06/02/2027.',
  data: 'Value (JSON data)',
  dataHint: 'When you replace a row, keep the form of the old value. For example {"for": ["admin"]}.',
  toHint: 'Leave empty while no end is known.',
  unused: 'No module goes by it yet',
  addTitle: 'Add a rule',
  addLead:
    'For a key that has no row, or for one more holiday (holiday.fixed: every year, holiday.date: of one year). For a key that has one, open its row and replace it.',
  addHolds: 'The new row holds from the day you write, and is marked until the legal officer has confirmed it.',
  addVerb: 'Add a rule',
  keyHint:
    'Lower-case letters without accents, parted by dots, such as deadline.question. A number of minutes, hours or days has minutes, hours or days at the end.',
  form: 'Kind of value',
  forms: {
    number: { label: 'A number', hint: 'Such as 15 minutes, 14 characters, 5 times' },
    duration: { label: 'A span of time', hint: 'Such as 5 working days, 24 hours, 3 months' },
    fixedDay: { label: 'A holiday of every year', hint: 'Such as 2 September' },
    datedDays: { label: 'Holidays of one year', hint: 'Such as the days of Tết 2029' },
    data: { label: 'Something else', hint: 'JSON data' },
  },
  next: 'Go on',
  otherKey: 'Change key or kind',
  openExisting: 'Open the row that has this key',
  unit: 'Counted in',
  units: { 'working-day': 'Working days', day: 'Days', hour: 'Hours', month: 'Months', year: 'Years' },
  told: {
    'da-them': 'Added. It waits for the legal officer to confirm it.',
    'da-xac-nhan': 'Confirmed.',
    'da-thay': 'Replaced. The new row holds from that day.',
  },
  issues: {
    keyMissing: 'Give the key.',
    valueMissing: 'Give the value.',
    nameMissing: 'Give the name of the rest day.',
    datesMissing: 'Give the days.',
    basisMissing: 'Give the legal basis.',
    dayMissing: 'Give the day from which it holds.',
    tooLong: 'Make it shorter.',
    dateBad: 'Not a date, such as 01/01/2027.',
    dateOrder: 'The last day must not be before the first.',
    fromTooEarly: 'It has to begin after the old row began.',
    keyBad: 'A key has only lower-case letters without accents, digits and hyphens, and at least one dot, such as deadline.question.',
    keyKnown: 'This key has a row. Open it and replace it by the new rule.',
    rowKnown: 'There is the very same row: same key, same value, same first day.',
    formBad: 'Choose the kind of value.',
    formDiffers: 'The program reads this key as another kind. Choose the one that is marked below.',
    unitBad: 'Choose what the span is counted in.',
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

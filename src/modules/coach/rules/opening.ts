import { countSyllables } from '../../../kernel/text.ts'
import { fieldOf, type TextModel } from '../model.ts'
import type { Found } from '../rule.ts'
import { edgeAfter, edgeBefore } from './passages.ts'

const any = (words: string) => new RegExp(`${edgeBefore}(?:${words})${edgeAfter}`, 'iu')

const time = any(
  'ngày|sáng|trưa|chiều|tối|đêm|hôm nay|hôm qua|hôm sau|tuần|tháng|năm|quý|thứ (?:hai|ba|tư|sáu|bảy)|chủ nhật|giờ|vừa qua|mới đây|dịp|mùa|tết|hiện nay|nay|vừa|đang|sắp|sẽ|kỳ|\\d{1,2}[/-]\\d{1,2}',
)
const place = any(
  'tại|ở|trên|xã|phường|tỉnh|huyện|thành phố|thị xã|thị trấn|bản|thôn|khu|tổ dân phố|trụ sở|hội trường|nhà văn hóa|sân|trường|chợ|bảo tàng|thư viện|quảng trường|di tích|trung tâm|rạp|đền|chùa|hồ|đèo|cửa khẩu|toàn tỉnh|cả nước|địa phương|địa bàn|vùng',
)
const who = any(
  'ông|bà|anh|chị|em|cụ|bác|cô|chú|đoàn|đội|sở|bộ|ủy ban|ubnd|hđnd|trung tâm|phòng|ban|hội|câu lạc bộ|bà con|người dân|nhân dân|học sinh|sinh viên|du khách|khách|nghệ nhân|nghệ sĩ|cán bộ|diễn viên|vận động viên|thư viện|bảo tàng|công an|bộ đội|giáo viên|thanh niên|phụ nữ|hộ|gia đình|người|lực lượng|đơn vị|cơ quan|tổ chức|công ty|hợp tác xã|lãnh đạo|đại biểu|tôi|chúng tôi',
)
/** A capital that opens no sentence: somebody or something with a name. */
const named = /(?<![.!?…:“"(]\s?)(?<=[\p{Ll},]\s)\p{Lu}\p{Ll}+/u

/** Who, where and when belong to the lead and the first two paragraphs. Silent about short texts: there may be more to come. */
export function opening(model: TextModel): Found[] {
  const paragraphs = model.passages.filter(({ kind, text }) => kind === 'paragraph' && text.trim())
  const all = paragraphs.map(({ text }) => text).join('\n')
  const [first] = paragraphs
  if (!first || countSyllables(all) < 40) return []
  const head = [fieldOf(model, 'title'), fieldOf(model, 'lead'), ...paragraphs.slice(0, 2).map(({ text }) => text)].join('\n')
  const missing = (holds: boolean, why: 'whoMissing' | 'whereMissing' | 'whenMissing'): Found[] =>
    holds ? [{ place: first.place, why }] : []
  return [
    ...missing(!who.test(head) && !named.test(head), 'whoMissing'),
    ...missing(!place.test(head) && !named.test(head), 'whereMissing'),
    ...missing(!time.test(head), 'whenMissing'),
  ]
}

import { formatDate, formatTime } from '../time.ts'

const vi = {
  old: (at: Temporal.Instant) =>
    `Trang này được lưu lúc ${formatTime(at)} ngày ${formatDate(at)}. Hệ thống đang tạm gián đoạn, nội dung mới có thể chưa hiện.`,
}
const en: typeof vi = {
  old: (at) => `This page was saved at ${formatTime(at)} on ${formatDate(at, 'en')}. Service is interrupted; newer content may be missing.`,
}

export const text = { vi, en }

import type { Lang } from '../../kernel/text.ts'

/** Every kind of activity as people say it, by family. A kind that nobody has named yet shows its own name. */
const vi: Record<string, { name: string; kinds: Record<string, string> }> = {
  article: { name: 'Bài viết', kinds: {
    created: 'Tạo bài', imported: 'Nhập bài', copied: 'Sao bài', described: 'Sửa thông tin bài', credited: 'Ghi tác giả', named: 'Lưu bản có tên', revisionRestored: 'Lấy lại bản cũ', submitted: 'Gửi duyệt', retracted: 'Rút lại',
    edited: 'Biên tập xong', returned: 'Trả lại', approved: 'Duyệt', reopened: 'Mở lại để sửa', abandoned: 'Bỏ bản sửa', rescheduled: 'Đổi giờ đăng', published: 'Đăng', withdrawn: 'Gỡ', restored: 'Đăng lại', redrawn: 'Vẽ lại trang',
  } },
  media: { name: 'Ảnh, video, tệp', kinds: { uploaded: 'Tải lên', described: 'Sửa chú thích', focused: 'Chọn tiêu điểm ảnh', postered: 'Chọn ảnh bìa video', rendered: 'Tạo cỡ ảnh', hidden: 'Ẩn tệp', shown: 'Hiện lại tệp' } },
  site: { name: 'Trang', kinds: {
    created: 'Tạo trang', changed: 'Sửa thông tin trang', sectionAdded: 'Thêm chuyên mục', sectionChanged: 'Sửa chuyên mục', sectionHidden: 'Ẩn chuyên mục', sectionShown: 'Hiện chuyên mục', sectionRemoved: 'Xóa chuyên mục',
    menuChanged: 'Sửa menu', blocksChanged: 'Sửa trang chủ', themeChanged: 'Sửa giao diện', hostAdded: 'Thêm tên miền', hostChosen: 'Đổi tên miền chính', hostRemoved: 'Bỏ tên miền',
  } },
  person: { name: 'Người dùng', kinds: {
    created: 'Thêm người', changed: 'Sửa thông tin người', disabled: 'Khóa tài khoản', enabled: 'Mở tài khoản', granted: 'Giao vai trò', revoked: 'Thu hồi vai trò', signedIn: 'Đăng nhập', signedOut: 'Đăng xuất', sessionsEnded: 'Đăng xuất các thiết bị',
    passwordChanged: 'Đổi mật khẩu', passwordReset: 'Đặt lại mật khẩu', secondFactorSet: 'Bật hai bước', secondFactorRemoved: 'Tắt hai bước', secondFactorReset: 'Đặt lại hai bước', recoveryCodesMade: 'Tạo mã dự phòng',
    penNameAdded: 'Thêm bút danh', penNameRemoved: 'Bỏ bút danh', delegated: 'Ủy quyền', delegationRevoked: 'Thôi ủy quyền',
  } },
  rule: { name: 'Quy định', kinds: { confirmed: 'Xác nhận quy định', replaced: 'Thay quy định' } },
  settings: { name: 'Thiết đặt', kinds: { changed: 'Đổi thiết đặt' } },
  accessRecord: { name: 'Nhật ký truy cập', kinds: { forgotten: 'Xóa nhật ký quá hạn' } },
  visitors: { name: 'Lượt truy cập', kinds: { forgotten: 'Xóa dấu vết người đọc' } },
}

const en: typeof vi = {
  article: { name: 'Articles', kinds: {
    created: 'Article made', imported: 'Article imported', copied: 'Article copied', described: 'Facts changed', credited: 'Authors named', named: 'Version named', revisionRestored: 'Old version taken back', submitted: 'Submitted', retracted: 'Taken back',
    edited: 'Edited', returned: 'Returned', approved: 'Approved', reopened: 'Opened again', abandoned: 'Correction given up', rescheduled: 'Rescheduled', published: 'Published', withdrawn: 'Withdrawn', restored: 'Published again', redrawn: 'Page drawn again',
  } },
  media: { name: 'Media', kinds: { uploaded: 'Uploaded', described: 'Described', focused: 'Focal point set', postered: 'Poster chosen', rendered: 'Sizes made', hidden: 'Hidden', shown: 'Shown again' } },
  site: { name: 'Sites', kinds: {
    created: 'Site made', changed: 'Site changed', sectionAdded: 'Section added', sectionChanged: 'Section changed', sectionHidden: 'Section hidden', sectionShown: 'Section shown', sectionRemoved: 'Section deleted',
    menuChanged: 'Menu changed', blocksChanged: 'Home page changed', themeChanged: 'Look changed', hostAdded: 'Host name added', hostChosen: 'Main host name chosen', hostRemoved: 'Host name removed',
  } },
  person: { name: 'People', kinds: {
    created: 'Person added', changed: 'Person changed', disabled: 'Account closed', enabled: 'Account opened', granted: 'Role given', revoked: 'Role taken back', signedIn: 'Signed in', signedOut: 'Signed out', sessionsEnded: 'Devices signed out',
    passwordChanged: 'Password changed', passwordReset: 'Password reset', secondFactorSet: 'Two steps on', secondFactorRemoved: 'Two steps off', secondFactorReset: 'Two steps reset', recoveryCodesMade: 'Recovery codes made',
    penNameAdded: 'Pen name added', penNameRemoved: 'Pen name removed', delegated: 'Delegated', delegationRevoked: 'Delegation revoked',
  } },
  rule: { name: 'Rules', kinds: { confirmed: 'Rule confirmed', replaced: 'Rule replaced' } },
  settings: { name: 'Settings', kinds: { changed: 'Setting changed' } },
  accessRecord: { name: 'Access record', kinds: { forgotten: 'Old records deleted' } },
  visitors: { name: 'Visits', kinds: { forgotten: 'Traces of readers deleted' } },
}

const words = { vi, en }

export const families = (lang: Lang) => words[lang]
export function kindInWords(lang: Lang, kind: string): string {
  const [family = '', verb = ''] = kind.split('.')
  return words[lang][family]?.kinds[verb] ?? kind
}

const subjects: Record<Lang, Record<string, string>> = {
  vi: { article: 'bài', publication: 'bản đăng', media: 'tệp', medium: 'tệp', site: 'trang', person: 'người', rule: 'quy định', delegation: 'ủy quyền', settings: 'thiết đặt', accessRecord: 'nhật ký truy cập', visitors: 'lượt truy cập' },
  en: { article: 'article', publication: 'publication', media: 'file', medium: 'file', site: 'site', person: 'person', rule: 'rule', delegation: 'delegation', settings: 'settings', accessRecord: 'access record', visitors: 'visits' },
}
/** What it was done to: `bài 42`; nought is nobody's row in particular. */
export const subjectInWords = (lang: Lang, subject: string, id: number) => `${subjects[lang][subject] ?? subject}${id === 0 ? '' : ` ${id}`}`

import { formatNumber, plural, type Lang } from '../../../../kernel/text.ts'

const vi = {
  title: 'Xác thực hai bước',
  lead: 'Người giữ vai trò được chọn ở đây, ngoài mật khẩu, còn nhập mã trên điện thoại khi đăng nhập. Vai trò khác thì ai muốn mới bật.',
  back: 'Người dùng',
  roles: 'Vai trò phải xác thực hai bước',
  held: (count: number, without: number) => {
    if (count === 0) return 'Chưa ai giữ vai trò này'
    return `${formatNumber(count)} người, ${without === 0 ? 'đều đã bật' : `${formatNumber(without)} người chưa bật`}`
  },
  save: 'Lưu lựa chọn',
  confirmTitle: 'Lưu vai trò phải xác thực hai bước?',
  chosen: (names: string) => `Từ nay phải xác thực hai bước: ${names}.`,
  noneChosen: 'Từ nay không vai trò nào phải xác thực hai bước: ai biết mật khẩu của một người là vào được tài khoản của người đó.',
  must: (count: number) =>
    count === 0
      ? 'Không ai phải làm thêm việc gì: người giữ các vai trò này đều đã bật.'
      : `${formatNumber(count)} người sẽ phải bật xác thực hai bước ở lần đăng nhập tới; ai đang đăng nhập thì ngay khi mở trang kế tiếp.`,
  freed: (count: number) => `${formatNumber(count)} người chưa bật thì không còn phải bật nữa.`,
  own: 'Trong số đó có bạn. Lưu xong, màn hình kế tiếp hướng dẫn bạn bật; hãy có sẵn điện thoại bên cạnh.',
  againstRule: 'Quy định đang có hiệu lực đòi quản trị hệ thống phải xác thực hai bước, mà vai trò này chưa được chọn.',
  told: { 'da-luu': 'Đã lưu vai trò phải xác thực hai bước.', 'khong-doi': 'Lựa chọn vẫn như cũ, không có gì thay đổi.' },
}

const en: typeof vi = {
  title: 'Two-step sign-in',
  lead: 'Whoever holds a role chosen here types, besides the password, a code from the telephone to sign in. Others may turn it on if they like.',
  back: 'People',
  roles: 'Roles that need two-step sign-in',
  held: (count, without) => {
    if (count === 0) return 'Nobody holds this role'
    return `${plural(count, 'person', 'people')}, ${without === 0 ? 'all have turned it on' : `${formatNumber(without, 'en')} have not turned it on`}`
  },
  save: 'Save the choice',
  confirmTitle: 'Save which roles need two-step sign-in?',
  chosen: (names) => `From now on two-step sign-in is needed by: ${names}.`,
  noneChosen: 'From now on no role needs two-step sign-in: whoever knows a password gets into that account.',
  must: (count) =>
    count === 0
      ? 'Nobody has anything to do: all who hold these roles have turned it on.'
      : `${plural(count, 'person', 'people')} will have to turn it on at the next sign-in, or with the next page when signed in now.`,
  freed: (count) => `${plural(count, 'person', 'people')} who had not turned it on need not any more.`,
  own: 'You are among them. After saving, the next screen leads you through it; have your telephone at hand.',
  againstRule: 'A rule in force asks for two-step sign-in of system administrators, and that role is not chosen.',
  told: { 'da-luu': 'Saved which roles need two-step sign-in.', 'khong-doi': 'The choice is the same as before; nothing has changed.' },
}

export const text: Record<Lang, typeof vi> = { vi, en }

import type { Lang } from '../../../../kernel/text.ts'

const vi = {
  title: 'Tác giả ngoài cơ quan',
  lead: 'Người có bài, ảnh đăng trên các trang nhưng không đăng nhập.',
  add: 'Thêm tác giả',
  search: 'Tên hoặc bút danh',
  filter: 'Tìm',
  name: 'Họ và tên',
  addressForm: 'Xưng hô',
  addressFormHint: 'Ví dụ chị, anh, bà, ông.',
  penNames: 'Bút danh',
  penNamesLead: 'Chọn được khi ghi tên tác giả của bài.',
  none: 'Không có',
  empty: 'Chưa có tác giả nào khớp.',
  emptyHint: 'Thêm tác giả để ghi tên vào bài.',
  newTitle: 'Thêm tác giả',
  details: 'Thông tin',
  save: 'Lưu thay đổi',
  told: { 'da-them': 'Đã thêm tác giả.', 'da-luu': 'Đã lưu.', 'them-but-danh': 'Đã thêm bút danh.', 'bo-but-danh': 'Đã bỏ bút danh.' },
}

const en: typeof vi = {
  title: 'Authors from outside',
  lead: 'People whose texts and pictures appear on the sites, but who do not sign in.',
  add: 'Add an author',
  search: 'Name or pen name',
  filter: 'Find',
  name: 'Full name',
  addressForm: 'Form of address',
  addressFormHint: 'As colleagues say it in Vietnamese: chị, anh, bà, ông.',
  penNames: 'Pen names',
  penNamesLead: 'Offered when the byline of an article is written.',
  none: 'None',
  empty: 'No author fits.',
  emptyHint: 'Add an author to name in a byline.',
  newTitle: 'Add an author',
  details: 'Details',
  save: 'Save changes',
  told: {
    'da-them': 'The author is added.',
    'da-luu': 'Saved.',
    'them-but-danh': 'The pen name is added.',
    'bo-but-danh': 'The pen name is removed.',
  },
}

export const text: Record<Lang, typeof vi> = { vi, en }

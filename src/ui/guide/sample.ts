import type { AssetUrls } from '../context.ts'
import type { DeskEntry } from '../desk/desk.tsx'
import type { SiteFace } from '../frame/site.ts'
import type { PictureProps } from '../picture/picture.tsx'
import type { DocumentLine, EventLine, Tile } from '../story/blocks.tsx'
import type { Story } from '../story/story.tsx'

/** Pictures by plain name; the drawn branch stands in for what is not given. */
export type GuidePictures = Record<string, string>

export const picture = (assets: AssetUrls, pictures: GuidePictures, name: string): PictureProps => ({
  src: pictures[name] ?? assets.url('canh-ban.svg'),
  alt: '',
  width: 800,
  height: 450,
  focus: { x: 50, y: 40 },
})

export const site: SiteFace = {
  key: 'cong',
  name: 'Sở Văn hóa, Thể thao và Du lịch',
  owner: 'Ủy ban nhân dân tỉnh Điện Biên',
  home: '/',
  menu: ['Trang chủ', 'Giới thiệu', 'Tin tức', 'Văn bản', 'Thủ tục', 'Sự kiện', 'Du lịch', 'Thư viện', 'Dữ liệu'].map((label, index) => ({
    label,
    href: `/${index || ''}`,
    current: index === 0,
  })),
  footer: {
    title: 'Cổng thông tin điện tử Sở Văn hóa, Thể thao và Du lịch tỉnh Điện Biên',
    responsible: 'Trưởng Ban Biên tập',
    address: 'Phường Mường Thanh, tỉnh Điện Biên',
    phone: '0215 000 0000',
    email: 'cong@example.vn',
    note: 'Ghi rõ nguồn khi sử dụng lại thông tin từ Cổng.',
    updated: 'Cập nhật lúc 10:42, 23/11/2026',
  },
  footerColumns: [
    { title: 'Cổng', links: ['Sơ đồ cổng', 'Góp ý, báo lỗi trang', 'Trợ năng', 'RSS'].map(link) },
    { title: 'Công khai', links: ['Dữ liệu mở', 'Số liệu truy cập', 'Lịch công tác'].map(link) },
    { title: 'Liên kết', links: ['Cổng Dịch vụ công quốc gia', 'UBND tỉnh Điện Biên'].map(link) },
  ],
}

export const lead = (assets: AssetUrls, pictures: GuidePictures): Story => ({
  href: '/tin/1',
  title: 'Mùa ban nở trắng đồi Mường Thanh, Điện Biên mở lại lễ hội sau một năm tạm dừng',
  label: { text: 'Lễ hội Hoa Ban', href: '/le-hoi' },
  summary:
    'Ngành văn hóa chuẩn bị hơn 30 hoạt động: hội Xòe, giã bánh giầy, đua thuyền trên hồ Pá Khoang và tuần phim về Điện Biên Phủ, phục vụ bà con và du khách.',
  meta: 'Lò Thị Mai · 23/11/2026 09:15 · đọc 4 phút',
  picture: picture(assets, pictures, 'hoaban'),
})

export const stories = (assets: AssetUrls, pictures: GuidePictures): Story[] =>
  [
    story(
      'Chỉ đạo, điều hành',
      'Tổng kết công tác tuyên truyền trên Cổng và hoạt động của Tổ Truyền thông',
      'Nguyễn Văn Sơn · hôm nay 08:30',
      'hop',
    ),
    story('Văn hóa', 'Nghệ thuật Xòe Thái: nghệ nhân bản Na Vai truyền điệu cho lớp trẻ', 'Quàng Thị Hoa · hôm qua 16:05', 'xoe'),
    story('Thể thao', 'Khai mạc giải bóng đá thanh niên các huyện vùng cao năm 2026', 'Vừ A Dính · 22/11', 'the'),
    story('Thư viện tỉnh', 'Xe sách lưu động đến 14 điểm trường xã biên giới Mường Nhé', 'Thư viện tỉnh · 21/11', 'sach'),
  ].map(({ art, ...rest }) => ({ ...rest, picture: picture(assets, pictures, art) }))

export const latest = [
  { time: '10:42', title: 'Thời tiết đèo Pha Đin có sương mù, lái xe chú ý', href: '/a' },
  { time: '10:05', title: 'Công bố 7 thủ tục lĩnh vực gia đình cắt giảm thời gian', href: '/b' },
  { time: '09:50', title: 'Đội tuyển bắn nỏ Điện Biên giành 3 huy chương vàng', href: '/c' },
]

export const tiles: Tile[] = [
  { icon: 'file-check', title: 'Nộp hồ sơ trực tuyến', note: '92 thủ tục, nối Cổng dịch vụ công', href: '/1' },
  { icon: 'file-search', title: 'Tra cứu thủ tục', note: 'Giấy tờ, lệ phí, thời hạn', href: '/2', tone: 'xanh' },
  { icon: 'file-text', title: 'Tìm văn bản', note: 'Theo số, ngày, lĩnh vực', href: '/3', tone: 'do' },
  { icon: 'calendar-days', title: 'Lịch sự kiện', note: 'Lễ hội, giải đấu, triển lãm', href: '/4', tone: 'ban' },
  { icon: 'map-pinned', title: 'Đi đâu ở Điện Biên', note: '48 điểm đến có bản đồ', href: '/5', tone: 'vang' },
  { icon: 'message-circle-question', title: 'Hỏi đáp, góp ý', note: 'Trả lời trong 15 ngày làm việc', href: '/6' },
]

export const documents: DocumentLine[] = [
  {
    number: '2154/KH-SVHTTDL',
    title: 'Kế hoạch tổ chức Lễ hội Hoa Ban và Ngày hội Văn hóa các dân tộc tỉnh Điện Biên lần thứ IX',
    href: '/d1',
    facts: ['Kế hoạch', 'Ban hành 20/11/2026'],
    file: { label: 'PDF 412 KB', href: '/t1' },
  },
  {
    number: '18/2026/QĐ-UBND',
    title: 'Quy định quản lý, bảo vệ và phát huy giá trị di tích lịch sử – văn hóa trên địa bàn tỉnh',
    href: '/d2',
    facts: ['Quyết định', 'Ban hành 17/11/2026'],
    file: { label: 'PDF 1,2 MB', href: '/t2' },
  },
  {
    number: '96/TB-SVHTTDL',
    title: 'Thông báo tiếp nhận hồ sơ xét tặng danh hiệu Nghệ nhân Ưu tú lần thứ tư',
    href: '/d3',
    facts: ['Thông báo', 'Ban hành 09/11/2026'],
  },
]

export const events: EventLine[] = [
  {
    month: 'Th 11',
    day: '25',
    title: 'Triển lãm ảnh “Sắc màu Tây Bắc”',
    href: '/e1',
    note: 'Bảo tàng Chiến thắng Điện Biên Phủ · 8:00–17:00',
  },
  {
    month: 'Th 11',
    day: '28',
    title: 'Chợ phiên vùng cao và giao lưu ẩm thực Thái, Mông, Hà Nhì',
    href: '/e2',
    note: 'Quảng trường 7-5 · từ 18:00',
  },
  { month: 'Th 12', day: '12', title: 'Giải chạy “Đường lên đồi A1” – nhận đăng ký đến 05/12', href: '/e3', note: 'Đồi A1 · 5:30' },
]

export const places = [
  ['Đồi A1 và Nghĩa trang liệt sĩ', 'TP Điện Biên Phủ · 1 km', 'a1'],
  ['Cánh đồng Mường Thanh', 'Lúa chín tháng 5 và tháng 9', 'ruong'],
  ['Hồ Pá Khoang', 'Xã Mường Phăng · 20 km', 'hodu'],
  ['Bản văn hóa Na Vai', 'Đêm Xòe, ngủ nhà sàn', 'xoe'],
  ['Làng dệt thổ cẩm', 'Khăn piêu, vải chàm', 'det'],
] as const

export const galleries = [
  { title: 'Đêm khai hội: hai nghìn người cùng nắm tay trong vòng Xòe đại đoàn kết', art: 'xoe', length: '3:42' },
  { title: 'Ban nở trên đèo Pha Đin', art: 'hoaban', count: 18 },
  { title: 'Nghề dệt thổ cẩm bản Mển', art: 'det', count: 12 },
  { title: 'Một ngày trên hồ Pá Khoang', art: 'hodu', length: '1:58' },
  { title: 'Tuần lễ “Học tập suốt đời”', art: 'sach', count: 9 },
]

export const members = [
  { name: 'Trung tâm Văn hóa – Điện ảnh', href: '/m1', title: 'Lịch chiếu phim lưu động tháng 12 tại 41 xã, bản', when: '1 giờ trước' },
  { name: 'Thư viện tỉnh', href: '/m2', title: 'Số hóa xong 320 tư liệu địa chí về người Thái, người Mông', when: '3 giờ trước' },
  { name: 'Bảo tàng tỉnh', href: '/m3', title: 'Tiếp nhận 27 hiện vật do cựu chiến binh Điện Biên trao tặng', when: 'hôm qua' },
  { name: 'Trung tâm TT Xúc tiến du lịch', href: '/m4', title: 'Bộ ảnh và bản đồ “Điện Biên bốn mùa” dùng miễn phí', when: '20/11' },
]

export const deskMenu: DeskEntry[] = [
  { label: 'Việc của tôi', href: '/toa-soan', icon: 'inbox', count: 5, current: true, key: 'v' },
  { label: 'Bài viết', href: '/toa-soan/bai', icon: 'newspaper', key: 'b' },
  { label: 'Duyệt', href: '/toa-soan/duyet', icon: 'badge-check', count: 3, key: 'd' },
  { label: 'Kế hoạch, phân công', href: '/toa-soan/ke-hoach', icon: 'calendar-range' },
  { label: 'Ảnh, video, tệp', href: '/toa-soan/tep', icon: 'images' },
  { label: 'Văn bản, thủ tục', href: '/toa-soan/van-ban', icon: 'folder-open', group: 'content' },
  { label: 'Sự kiện, điểm đến', href: '/toa-soan/su-kien', icon: 'map-pinned', group: 'content' },
  { label: 'Bạn đọc', href: '/toa-soan/ban-doc', icon: 'message-square-text', count: 4, group: 'content' },
  { label: 'Nhuận bút', href: '/toa-soan/nhuan-but', icon: 'wallet', group: 'manage' },
  { label: 'Báo cáo', href: '/toa-soan/bao-cao', icon: 'chart-column', group: 'manage' },
  { label: 'Cài đặt trang', href: '/toa-soan/cai-dat', icon: 'settings', group: 'manage' },
]

function link(label: string) {
  return { label, href: `#${label.length}` }
}

function story(section: string, title: string, meta: string, art: string) {
  return { href: '/tin/2', title, label: { text: section, href: '/muc' }, meta, art }
}

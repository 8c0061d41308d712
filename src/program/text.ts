import { formatDateTime } from '../kernel/time.ts'

/** What the program prints. Vietnamese: whoever starts it is the person in charge at the agency. */
export const text = {
  portTaken: (port: number) =>
    `Cổng mạng ${port} đang có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác: PORT=3001 npm start`,
  cannotListen: (host: string, port: number) =>
    `Không mở được địa chỉ ${host}:${port}. Hãy kiểm tra HOST và PORT (cổng dưới 1024 cần quyền quản trị máy).`,
  making: 'Lần chạy đầu: đang tạo mạng lưới trang mẫu…',
  ready: 'Hoa Ban đã sẵn sàng.',
  site: (name: string, address: string) => `  ${address.padEnd(44)} ${name}`,
  newsroom: 'Tòa soạn',
  signIns: 'Tài khoản mẫu (mỗi vai một người):',
  password: (password: string) => `  Mật khẩu chung: ${password}`,
  admin: (email: string, password?: string) => `Quản trị đầu tiên: ${email}${password ? `, mật khẩu (chỉ in một lần): ${password}` : ''}`,
  storedOnly: (why: string) =>
    `${why}\nTạm thời chỉ mở các trang đã lưu để bạn đọc vẫn đọc được; mọi việc khác chạy lại ngay khi có cơ sở dữ liệu.`,
  filesAway: 'Vẫn mở trang cho bạn đọc; ảnh và tệp trở lại ngay khi kho tệp trả lời.',
  full: 'Đã hết chỗ trên đĩa hoặc trong kho tệp: hãy dọn bớt hoặc thêm dung lượng rồi chạy lại. Những gì đã báo là xong vẫn còn nguyên.',
  stop: 'Nhấn Ctrl+C để dừng.',
  unexpected: 'Chương trình dừng vì một lỗi chưa lường trước. Hãy gửi đoạn dưới đây cho người phụ trách kỹ thuật:',
  done: 'Xong.',
  media: 'Ảnh và tệp',
  entries: 'Khôi phục',
  backedUp: (file: string, tables: number, position: number) =>
    `Đã sao lưu vào ${file}: ${tables} bảng, toàn bộ ảnh và tệp, nhật ký đến mục ${position}. Tệp có mật khẩu và khóa đã mã hóa: hãy cất như cất chìa khóa.`,
  restored: (madeAt: string) =>
    `Đã khôi phục bản sao lưu lúc ${formatDateTime(Temporal.Instant.from(madeAt))}. Hãy chạy: npm run hoaban -- doctor`,
  userAdd: 'Thêm một người và in mật khẩu dùng một lần',
  userPassword: 'Đặt lại mật khẩu, in mật khẩu dùng một lần, xóa các phiên đang mở',
  roleOption: (roles: readonly string[]) => `vai: ${roles.join(', ')}`,
  newPassword: (email: string, password: string) => `${email}: mật khẩu dùng một lần (chỉ in lần này): ${password}`,
  import: {
    dry: 'chỉ đọc và nói trước những gì sẽ chuyển, không ghi gì',
    site: 'khóa của trang nhận; nếu không nói gì: cổng',
    as: 'thư của tài khoản đứng ra chuyển; nếu không nói gì: quản trị',
    section: 'chuyên mục cho bài không có chuyên mục',
    sections: 'tệp JSON: tên chuyên mục cũ → tên hoặc địa chỉ ở đây',
    origin: 'địa chỉ của cổng cũ, khi tệp không ghi rõ',
    folder: 'thư mục ảnh đã chép từ máy cũ (wp-content/uploads)',
    noPictures: 'không lấy ảnh',
    report: 'tệp báo cáo',
    looking: 'Đọc tệp',
    moving: 'Chuyển bài',
    pictures: 'Lấy ảnh',
    stopping: 'Đang dừng sau mấy bài đang ghi dở…',
    stopped: 'Đã dừng. Chạy lại đúng lệnh này để tiếp từ chỗ đã dừng.',
    reported: (file: string) => `Báo cáo từng bài: ${file}`,
    unknownFormat: (known: string) => `Dạng tệp phải là một trong: ${known}.`,
    badSections: (file: string) => `Tệp ${file} phải là JSON dạng {"tên cũ": "tên ở đây"}.`,
  },
  help: 'xem cách dùng',
  helpTitles: { 'Usage:': 'Cách dùng:', 'Arguments:': 'Cần cho biết:', 'Options:': 'Tùy chọn:', 'Commands:': 'Các lệnh:' } as Readonly<
    Record<string, string>
  >,
  options: '[tùy chọn]',
  command: '[lệnh]',
  unlessGiven: (value: string) => `nếu không nói gì: ${value}`,
  /** By the library's own codes. */
  misuse: {
    'commander.unknownCommand': (word) => `Không có lệnh “${word}”.`,
    'commander.unknownOption': (word) => `Lệnh này không có tùy chọn “${word}”.`,
    'commander.missingArgument': (word) => `Lệnh này còn thiếu: ${word}.`,
    'commander.optionMissingArgument': (word) => `Tùy chọn “${word}” còn thiếu giá trị.`,
    'commander.excessArguments': () => 'Lệnh này được cho nhiều thứ hơn nó cần.',
    other: () => 'Lệnh này chưa đúng.',
  } as Readonly<Record<string, (word: string) => string>>,
  seeHelp: 'Xem cách dùng: npm run hoaban -- --help',
  about: 'Hoa Ban: cổng, trang thành viên và tòa soạn của một cơ quan.',
}

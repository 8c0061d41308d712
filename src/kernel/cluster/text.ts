/** What the person at the terminal reads; the program speaks Vietnamese there. */
export const text = {
  noBinaries: (platform: string) =>
    `Chưa có PostgreSQL kèm theo cho máy này (${platform}): hãy đặt DATABASE_URL trỏ tới một PostgreSQL 18 trở lên rồi chạy lại.`,
  cannotRun: (platform: string) =>
    `PostgreSQL kèm theo không chạy được trên máy này (${platform}): hãy đặt DATABASE_URL trỏ tới một PostgreSQL 18 trở lên rồi chạy lại.`,
  binariesCopied: (path: string) => `Chương trình PostgreSQL được chép ra ${path} vì thư mục mã nguồn không mở cho tài khoản khác.`,
  dataElsewhere: (path: string) => `Cơ sở dữ liệu nằm ở ${path} vì thư mục dữ liệu không mở cho tài khoản chạy PostgreSQL.`,
  inUse: (folder: string, pid?: number) =>
    `Một Hoa Ban khác${pid ? ` (tiến trình ${pid})` : ''} đang dùng dữ liệu ở ${folder}: hãy tắt nó trước, hoặc đặt HOABAN_DATA sang thư mục khác.`,
  cannotWrite: (folder: string) =>
    `Không ghi được vào thư mục dữ liệu ${folder}: hãy kiểm tra quyền và chỗ trống trên đĩa, hoặc đặt HOABAN_DATA sang thư mục khác.`,
  foreign: (folder: string) =>
    `Cơ sở dữ liệu ở ${folder} thuộc một tài khoản khác: hãy chạy Hoa Ban bằng đúng tài khoản đã tạo ra nó (hoặc bằng root).`,
  nameless: (uid: number) =>
    `Tài khoản đang chạy (số ${uid}) không có tên trong hệ thống nên PostgreSQL kèm theo từ chối: hãy chạy bằng một tài khoản có tên, hoặc đặt DATABASE_URL.`,
  otherMajor: (found: string, wanted: string) =>
    `Dữ liệu thuộc PostgreSQL ${found} còn bản này dùng PostgreSQL ${wanted}: hãy chạy lại đúng bản Hoa Ban cũ, sao lưu (npm run hoaban -- backup), rồi khôi phục vào bản này.`,
  notMade: (reason: string) =>
    `Chưa tạo được cơ sở dữ liệu kèm theo (${reason}): hãy kiểm tra chỗ trống trên đĩa và quyền thư mục rồi chạy lại.`,
  notStarted: (reason: string, log: string) =>
    `Cơ sở dữ liệu kèm theo không khởi động được (${reason}): hãy xem ${log} rồi chạy lại; dữ liệu vẫn còn nguyên.`,
  full: (folder: string) =>
    `Đĩa chứa ${folder} đã hết chỗ nên cơ sở dữ liệu kèm theo không khởi động được: hãy dọn bớt hoặc thêm dung lượng rồi chạy lại; dữ liệu vẫn còn nguyên.`,
  recovering: 'Cơ sở dữ liệu đang tự phục hồi sau lần dừng đột ngột, xin chờ…',
  stopping: 'Cơ sở dữ liệu của lần chạy trước còn hoạt động: đang dừng nó cho sạch…',
  notRunning: (folder: string) => `Hoa Ban đang giữ dữ liệu ở ${folder} nhưng cơ sở dữ liệu chưa sẵn sàng: hãy thử lại sau ít giây.`,
  unreachable: (where: string, reason: string) =>
    `Không kết nối được cơ sở dữ liệu ở ${where} (${reason}): hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL rồi chạy lại.`,
  tooOld: (version: string) =>
    `Cơ sở dữ liệu là PostgreSQL ${version}, Hoa Ban cần bản 18 trở lên: hãy nâng cấp máy chủ đó, hoặc bỏ DATABASE_URL để dùng bản kèm theo.`,
  notUtf8: (encoding: string) =>
    `Cơ sở dữ liệu dùng bảng mã ${encoding}, Hoa Ban cần UTF8: hãy tạo lại bằng createdb --encoding=UTF8 --template=template0 rồi chạy lại.`,
  noIcu: 'Cơ sở dữ liệu không có bảng thứ tự chữ cái tiếng Việt (ICU, vi-x-icu): hãy dùng một PostgreSQL biên dịch kèm ICU rồi chạy lại.',
}

import { formatNumber, plural, type Lang } from '../../kernel/text.ts'

const vi = {
  menu: { health: 'Sức khỏe', log: 'Nhật ký', access: 'Truy cập' },
  found: {
    broken: (why: string) => `Có một phép khám không chạy được: ${why}.`, brokenTodo: 'Chép nguyên câu này gửi người phụ trách kỹ thuật.',
    chain: 'Chuỗi nhật ký hoạt động nguyên vẹn.', flaw: (at: number, how: string) => `Nhật ký hoạt động: mục ${formatNumber(at)} ${how}.`,
    flaws: { changed: 'bị sửa', missing: 'bị mất', broken: 'không nối được với mục trước', unlinked: 'chưa được nối vào chuỗi', cut: 'bị cắt ở cuối' },
    flawTodo: 'Giữ nguyên máy, so với bản sao lưu gần nhất, báo người phụ trách an toàn thông tin.', unlinkedTodo: 'Chờ một phút rồi khám lại. Nếu vẫn còn, xem chương trình có đang chạy không.',
    safe: 'Cơ sở dữ liệu ghi chắc xuống đĩa trước khi báo xong.', unsafe: (name: string) => `Cơ sở dữ liệu đang tắt ${name}: mất điện có thể mất bài.`, unsafeTodo: (name: string) => `Bật lại ${name} = on trong cấu hình PostgreSQL rồi khởi động lại.`,
    storage: 'Kho tệp ghi được.', jobs: 'Việc nền chạy đúng giờ.',
    late: (count: number, lang: Lang) => `${formatNumber(count, lang)} việc nền đã đến giờ mà chưa chạy.`, lateTodo: 'Kiểm tra chương trình có đang chạy không; khởi động lại nếu cần.',
    failed: (count: number, lang: Lang) => `${formatNumber(count, lang)} việc nền đã thử nhiều lần mà không xong.`, failedTodo: 'Xem nhật ký chương trình và báo người phụ trách kỹ thuật.',
    noBackup: 'Chưa có bản sao lưu nào được làm từ máy này.', backup: (when: string) => `Bản sao lưu gần nhất lúc ${when}.`, oldBackup: (when: string) => `Bản sao lưu gần nhất đã cũ: ${when}.`,
    backupTodo: 'Trên máy chủ chạy lệnh npm run hoaban -- backup <tệp>, rồi cất tệp ở một máy khác.',
  },
  health: {
    title: 'Sức khỏe hệ thống', lead: (when: string, seconds: string) => `Khám lúc ${when}, mất ${seconds} giây.`, again: 'Chạy khám lại', report: 'Tải báo cáo',
    levels: { bad: 'Cần xử lý', warn: 'Nên xem', good: 'Ổn' }, todo: 'Việc cần làm', allGood: 'Mọi phép khám đều ổn.', bad: (count: number) => `${formatNumber(count)} việc cần xử lý ngay.`, warn: (count: number) => `Không có gì hỏng; ${formatNumber(count)} điều nên xem.`,
    copyTitle: 'Báo cáo để gửi', copyHint: 'Chọn cả khung rồi chép, gửi người phụ trách kỹ thuật. Báo cáo không có dữ liệu cá nhân.', reportTitle: 'Báo cáo sức khỏe hệ thống', lastTitle: 'Sao lưu gần nhất', lastWhen: 'Lúc', lastSize: 'Dung lượng', lastPosition: 'Nhật ký đến mục', noBackup: 'Chưa có',
  },
  log: {
    title: 'Nhật ký hoạt động', lead: 'Mỗi việc làm trong tòa soạn là một mục. Các mục được nối thành chuỗi; sửa hay xóa một mục đều lộ ra khi khám.',
    kind: 'Việc', anyKind: 'Mọi việc', wholeFamily: (name: string) => `${name}: tất cả`, person: 'Người làm', personHint: 'Tên hoặc thư điện tử.', day: 'Ngày', filter: 'Lọc', clear: 'Bỏ lọc',
    when: 'Lúc', who: 'Ai', what: 'Việc', subject: 'Về', chain: 'Trong chuỗi', position: (at: number) => `mục ${formatNumber(at)}`, waiting: 'chờ nối', system: 'Hệ thống', gone: (id: number) => `Người số ${id}`,
    older: 'Cũ hơn', newest: 'Mới nhất', empty: 'Không có mục nào khớp.', emptyHint: 'Bỏ bớt điều kiện lọc rồi thử lại.', dateBad: 'Ngày chưa đúng, ví dụ 23/11/2026.',
  },
  access: {
    title: 'Nhật ký truy cập', lead: (kept: string) => `Ai gửi gì tới tòa soạn, từ đâu. Chỉ quản trị hệ thống xem được. ${kept}`, kept: (months: number) => `Giữ ${formatNumber(months)} tháng theo quy định rồi tự xóa.`, noRule: 'Chưa có dòng quy định về thời gian giữ nên chưa xóa gì.',
    source: 'Nguồn', account: 'Tài khoản', action: 'Việc', outcome: 'Kết quả', nobody: 'Chưa đăng nhập', send: 'Gửi', view: 'Xem', only: 'Chỉ lần bị từ chối hoặc sai', outcomes: { done: 'Được', wrong: 'Nhập sai', refused: 'Bị từ chối', fault: 'Sự cố' },
  },
}

const en: typeof vi = {
  menu: { health: 'Health', log: 'Activity log', access: 'Access record' },
  found: {
    broken: (why) => `One check could not run: ${why}.`, brokenTodo: 'Send this line to your technical contact.',
    chain: 'The activity chain is whole.', flaw: (at, how) => `Activity log: entry ${formatNumber(at, 'en')} is ${how}.`,
    flaws: { changed: 'changed', missing: 'missing', broken: 'not linked to the one before', unlinked: 'not linked yet', cut: 'cut at the end' },
    flawTodo: 'Leave the machine as it is, compare with the last backup, tell your security officer.', unlinkedTodo: 'Wait a minute and examine again. If it stays, see whether the program is running.',
    safe: 'The database writes to disk before it says done.', unsafe: (name) => `The database runs with ${name} off: a power cut may lose work.`, unsafeTodo: (name) => `Set ${name} = on in PostgreSQL and restart it.`,
    storage: 'The file store can be written.', jobs: 'Jobs run on time.',
    late: (count) => `${plural(count, 'job')} overdue.`, lateTodo: 'See whether the program is running; restart it.',
    failed: (count) => `${plural(count, 'job')} failed for good.`, failedTodo: 'Look into the log and tell your technical contact.',
    noBackup: 'No backup has been made from this machine.', backup: (when) => `The last backup was made on ${when}.`, oldBackup: (when) => `The last backup is old: ${when}.`,
    backupTodo: 'On the server run npm run hoaban -- backup <file>, and keep the file on another machine.',
  },
  health: {
    title: 'Health', lead: (when, seconds) => `Examined on ${when}, in ${seconds} seconds.`, again: 'Examine again', report: 'Download the report',
    levels: { bad: 'Act now', warn: 'Have a look', good: 'Good' }, todo: 'What to do', allGood: 'All checks are good.', bad: (count) => `${plural(count, 'thing')} to act on now.`, warn: (count) => `Nothing is broken; ${plural(count, 'thing')} to look at.`,
    copyTitle: 'Report to send', copyHint: 'Select all of it, copy it and send it to your technical contact. It holds no personal data.', reportTitle: 'Health report', lastTitle: 'Last backup', lastWhen: 'When', lastSize: 'Size', lastPosition: 'Log up to entry', noBackup: 'None yet',
  },
  log: {
    title: 'Activity log', lead: 'Every act in the newsroom is one entry. The entries form a chain; an entry that is changed or deleted shows in an examination.',
    kind: 'Act', anyKind: 'Every act', wholeFamily: (name) => `${name}: all`, person: 'Person', personHint: 'Name or e-mail.', day: 'Day', filter: 'Filter', clear: 'No filter',
    when: 'When', who: 'Who', what: 'Act', subject: 'About', chain: 'In the chain', position: (at) => `entry ${formatNumber(at, 'en')}`, waiting: 'to be linked', system: 'System', gone: (id) => `Person ${id}`,
    older: 'Older', newest: 'Newest', empty: 'No entry fits.', emptyHint: 'Take away a filter and try again.', dateBad: 'Not a date, such as 23/11/2026.',
  },
  access: {
    title: 'Access record', lead: (kept) => `Who sent what to the newsroom, and from where. For system administrators only. ${kept}`, kept: (months) => `Kept for ${plural(months, 'month')} by rule, then deleted.`, noRule: 'No rule says how long to keep it, so nothing is deleted.',
    source: 'Source', account: 'Account', action: 'Act', outcome: 'Outcome', nobody: 'Not signed in', send: 'Sent', view: 'Seen', only: 'Only what was refused or wrong', outcomes: { done: 'Done', wrong: 'Wrong input', refused: 'Refused', fault: 'Fault' },
  },
}

export const text: Record<Lang, typeof vi> = { vi, en }

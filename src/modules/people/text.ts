import type { Lang } from '../../kernel/text.ts'
import { formatDateTime, formatTime, today, toLocal } from '../../kernel/time.ts'

const vi = {
  roles: {
    contributor: 'Cộng tác viên',
    editor: 'Biên tập viên',
    secretary: 'Thư ký',
    chief: 'Trưởng Ban Biên tập',
    leader: 'Lãnh đạo',
    accountant: 'Kế toán',
    keeper: 'Quản trị trang',
    admin: 'Quản trị hệ thống',
  },
  noRole: 'Chưa có vai trò',
  noSuchAccount: 'Không có tài khoản nào dùng địa chỉ thư này.',
  samplePasswordWeak: (why: string, minimum: number) =>
    `Biến môi trường HOABAN_DEMO_PASSWORD chưa dùng được (cần ít nhất ${minimum} ký tự). ${why} Hãy đặt lại, hoặc bỏ biến này để chương trình tự đặt mật khẩu.`,
  menu: { people: 'Người dùng', authors: 'Tác giả', delegations: 'Ủy quyền' },
  languages: { vi: 'Tiếng Việt', en: 'Tiếng Anh' },
  issues: {
    blank: 'Điền vào ô này.',
    tooLong: 'Viết ngắn lại.',
    signInWrong: 'Địa chỉ thư hoặc mật khẩu chưa đúng.',
    accountIdle: 'Tài khoản này lâu không dùng nên đã tạm khóa. Nhờ người quản trị hệ thống mở lại.',
    codeWrong: 'Mã chưa đúng hoặc đã dùng rồi. Chờ mã mới trên điện thoại rồi nhập lại.',
    passwordWrong: 'Mật khẩu đang dùng chưa đúng.',
    passwordShort: 'Mật khẩu ngắn quá. Ghép vài từ không liên quan thành một câu cho dài.',
    passwordLong: 'Mật khẩu dài quá 200 ký tự.',
    passwordRepeats: 'Mật khẩu lặp lại quá ít ký tự khác nhau.',
    passwordOwn: 'Mật khẩu chứa tên hoặc địa chỉ thư của chính mình. Chọn từ khác.',
    passwordCommon: 'Nhiều người dùng mật khẩu này nên rất dễ đoán. Chọn câu khác.',
    passwordSame: 'Đây vẫn là mật khẩu cũ. Chọn mật khẩu khác.',
    passwordsDiffer: 'Hai lần nhập mật khẩu mới chưa giống nhau.',
    emailBad: 'Địa chỉ thư điện tử chưa đúng, ví dụ mai.lo@dienbien.gov.vn.',
    emailTaken: 'Địa chỉ thư này đã có người dùng.',
    nameTaken: 'Bút danh này đã có trong danh sách.',
    unknownUnit: 'Chọn đơn vị trong danh sách.',
    unknownRole: 'Chọn vai trò trong danh sách.',
    unknownPlace: 'Chọn trang hoặc chuyên mục trong danh sách.',
    networkOnly: 'Vai trò này chỉ giao cho cả hệ thống.',
    alreadyGranted: 'Người này đã có vai trò đó ở đây.',
    lastAdmin: 'Đây là người quản trị hệ thống cuối cùng. Giao vai trò này cho người khác trước đã.',
    unknownDelegate: 'Chọn người nhận ủy quyền trong danh sách.',
    dateBad: 'Ngày chưa đúng, ví dụ 23/11/2026.',
    datePast: 'Ngày này đã qua.',
    dateOrder: 'Ngày cuối phải sau hoặc trùng ngày đầu.',
    dateFar: 'Một lần ủy quyền dài nhất một năm.',
    delegationOverlaps: 'Người này đã được ủy quyền trong thời gian đó.',
  },
  waitUntil: (at: Temporal.Instant) => `Sai nhiều lần quá. Thử lại lúc ${clock(at)}.`,
  checks: {
    rules: (keys: string) => `Thiếu dòng quy định về đăng nhập: ${keys}.`,
    rulesTodo: 'Thêm dòng còn thiếu ở phần Quy định; khi thiếu thì không ai đăng nhập được.',
    noAdmin: 'Không còn người quản trị hệ thống nào đăng nhập được.',
    noAdminTodo: 'Chạy lệnh hoaban user ở máy chủ để tạo một người quản trị.',
    factor: (count: number) => `${count} người giữ vai trò phải xác thực hai bước nhưng chưa bật.`,
    factorTodo: 'Những người này được đưa đến bước bật khi đăng nhập; nhắc họ đăng nhập.',
    factorOff: 'Chưa vai trò nào phải xác thực hai bước.',
    factorOffTodo: 'Chỉ mạng mẫu mới để thế này. Khi dùng thật, mở Người dùng › Xác thực hai bước rồi chọn các vai trò phải bật.',
    key: 'Khóa keys/people không mở được mã hai bước đã lưu.',
    keyTodo: 'Chép lại tệp keys/people từ bản sao lưu; nếu mất hẳn, đặt lại xác thực hai bước cho từng người.',
    good: 'Đăng nhập và vai trò ổn.',
  },
}

const en: typeof vi = {
  roles: {
    contributor: 'Contributor',
    editor: 'Editor',
    secretary: 'Secretary',
    chief: 'Chief of the editorial board',
    leader: 'Leader',
    accountant: 'Accountant',
    keeper: 'Site keeper',
    admin: 'System administrator',
  },
  noRole: 'No role yet',
  noSuchAccount: 'No account uses this e-mail address.',
  samplePasswordWeak: (why, minimum) =>
    `HOABAN_DEMO_PASSWORD will not do (at least ${minimum} characters). ${why} Set another, or unset it and the program makes one.`,
  menu: { people: 'People', authors: 'Authors', delegations: 'Delegations' },
  languages: { vi: 'Vietnamese', en: 'English' },
  issues: {
    blank: 'Fill in this field.',
    tooLong: 'Make it shorter.',
    signInWrong: 'The e-mail address or the password is not right.',
    accountIdle: 'This account was not used for a long time and is closed. Ask the system administrator to open it again.',
    codeWrong: 'The code is wrong or was used already. Wait for a new one on the telephone and try again.',
    passwordWrong: 'The present password is not right.',
    passwordShort: 'The password is too short. Join a few unrelated words into a long phrase.',
    passwordLong: 'The password is longer than 200 characters.',
    passwordRepeats: 'The password repeats too few different characters.',
    passwordOwn: 'The password contains your own name or e-mail address. Choose other words.',
    passwordCommon: 'Many people use this password, so it is easily guessed. Choose another phrase.',
    passwordSame: 'This is still the old password. Choose another one.',
    passwordsDiffer: 'The two new passwords are not the same.',
    emailBad: 'This is no e-mail address; an example is mai.lo@dienbien.gov.vn.',
    emailTaken: 'Somebody already uses this e-mail address.',
    nameTaken: 'This pen name is already in the list.',
    unknownUnit: 'Choose a unit from the list.',
    unknownRole: 'Choose a role from the list.',
    unknownPlace: 'Choose a site or section from the list.',
    networkOnly: 'This role is given for the whole system only.',
    alreadyGranted: 'This person already has that role here.',
    lastAdmin: 'This is the last system administrator. Give the role to somebody else first.',
    unknownDelegate: 'Choose the delegate from the list.',
    dateBad: 'This is no date; an example is 23/11/2026.',
    datePast: 'This day has passed.',
    dateOrder: 'The last day must not come before the first.',
    dateFar: 'A delegation lasts at most one year.',
    delegationOverlaps: 'This person is already your delegate during that time.',
  },
  waitUntil: (at) => `Too many wrong attempts. Try again at ${clock(at)}.`,
  checks: {
    rules: (keys) => `Rule rows about sign-in are missing: ${keys}.`,
    rulesTodo: 'Add the missing rows under Rules; without them nobody can sign in.',
    noAdmin: 'No system administrator is left who can sign in.',
    noAdminTodo: 'Run the command hoaban user on the server to make one.',
    factor: (count) => `${count} people hold a role that asks for two-step sign-in and have not turned it on.`,
    factorTodo: 'They are led to it at sign-in; remind them to sign in.',
    factorOff: 'No role asks for two-step sign-in.',
    factorOffTodo: 'Only a sample network may stay like this. Before real use, open People › Two-step sign-in and choose the roles.',
    key: 'The key keys/people does not open the stored two-step secrets.',
    keyTodo: 'Put back keys/people from the backup; if it is lost for good, reset two-step sign-in for each person.',
    good: 'Sign-in and roles are in order.',
  },
}

export const text: Record<Lang, typeof vi> = { vi, en }

/** What an issue key says; a key of another making is a fault of ours, shown as it is rather than hidden. */
export const issueText = (lang: Lang, key: string | undefined): string | undefined =>
  key === undefined ? undefined : ((text[lang].issues as Record<string, string>)[key] ?? key)

/** Lines of an error summary: the field's label, then what is wrong, because "Điền vào ô này" alone names nothing. */
export const issueLines = (lang: Lang, issues: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>> = {}) =>
  Object.entries(issues).map(([field, key]) => ({
    field: field === 'form' ? undefined : field,
    message: Object.hasOwn(labels, field) ? `${labels[field]}: ${issueText(lang, key)}` : issueText(lang, key)!,
  }))

/** `10:42:05` today, with the date on another day: a wait is often a few seconds. */
function clock(at: Temporal.Instant) {
  const local = toLocal(at)
  const time = `${formatTime(at)}:${String(local.second).padStart(2, '0')}`
  return local.toPlainDate().equals(today()) ? time : formatDateTime(at)
}

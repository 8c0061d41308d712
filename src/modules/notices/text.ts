import type { Trouble } from '../../kernel/mail/trouble.ts'
import type { NoticeWay } from '../../kernel/module.ts'
import { formatNumber, type Lang } from '../../kernel/text.ts'

const troublesVi: Record<Trouble, string> = {
  certificate: 'Máy chủ thư đưa ra chứng chỉ không tin được nên chưa gửi thư.',
  signIn: 'Máy chủ thư không nhận tên hoặc mật khẩu trong SMTP_URL.',
  refused: 'Máy chủ thư từ chối người nhận hoặc địa chỉ gửi.',
  away: 'Không nối được với máy chủ thư.',
}
const troublesEn: typeof troublesVi = {
  certificate: 'The mail server shows a certificate that cannot be trusted, so no letter was sent.',
  signIn: 'The mail server does not take the name or the password in SMTP_URL.',
  refused: 'The mail server refuses the recipient or the sender’s address.',
  away: 'The mail server cannot be reached.',
}
const todosVi: Record<Trouble, string> = {
  certificate: 'Dùng đúng tên máy ghi trong chứng chỉ; chứng chỉ tự cấp thì đặt NODE_EXTRA_CA_CERTS.',
  signIn: 'Hỏi lại tên và mật khẩu gửi thư rồi đặt SMTP_URL cho đúng.',
  refused: 'Xem lại địa chỉ thư của người nhận ở phần Người dùng, và HOABAN_MAIL_FROM có được phép gửi không.',
  away: 'Kiểm tra đường mạng, tên máy và cổng trong SMTP_URL. Thư chờ sẽ tự gửi lại.',
}
const todosEn: typeof todosVi = {
  certificate: 'Use the host name that the certificate was made for; for an authority of your own set NODE_EXTRA_CA_CERTS.',
  signIn: 'Ask for the name and password for sending and correct SMTP_URL.',
  refused: 'Check the recipient’s address under People, and whether HOABAN_MAIL_FROM may send.',
  away: 'Check the network, and host and port in SMTP_URL. Waiting letters are sent again by themselves.',
}
const waysVi: Record<NoticeWay, string> = { once: 'Gửi thư ngay', digest: 'Gộp vào thư buổi sáng', inbox: 'Chỉ hiện trong Thông báo' }
const waysEn: typeof waysVi = { once: 'A letter at once', digest: 'In the letter of the morning', inbox: 'Only under Notices' }

const vi = {
  title: 'Thông báo',
  lead: 'Việc của tòa soạn có liên quan đến bạn, mới nhất ở trên.',
  empty: 'Không có thông báo mới.',
  emptyLead: 'Khi có bài gửi đến, bài được duyệt hoặc bị trả lại, bạn thấy ở đây.',
  seenAll: 'Đánh dấu đã xem tất cả',
  fresh: 'Mới',
  unseen: (count: number) => `${formatNumber(count)}${count > 99 ? ' hoặc hơn' : ''} thông báo chưa xem.`,
  allSeen: 'Đã xem hết.',
  list: 'Danh sách thông báo',
  lost: 'Một việc mà bạn không còn quyền xem.',
  insteadOf: (name: string) => `Bạn nhận thay ${name}.`,
  choose: 'Chọn cách nhận',
  choices: {
    title: 'Cách nhận thông báo',
    lead: 'Thông báo luôn hiện trong tòa soạn. Ở đây bạn chọn việc nào còn được gửi thư, và giờ nào thì không gửi.',
    back: 'Tài khoản',
    ways: waysVi,
    groups: 'Gửi thư về việc gì',
    hours: 'Giờ không gửi thư',
    hoursLead: 'Thư rơi vào những giờ này đợi đến hết giờ mới gửi. Đặt hai giờ bằng nhau nếu lúc nào cũng nhận được.',
    quietFrom: 'Từ',
    quietTo: 'Đến',
    quietDaysOff: 'Cả ngày thứ Bảy, Chủ nhật và ngày nghỉ lễ',
    digestAt: 'Giờ gửi thư buổi sáng',
    digestHint: 'Một thư gộp mọi điều bạn chưa xem, gửi vào ngày làm việc.',
    timeHint: 'Ví dụ 21:00 hoặc 6h30',
    save: 'Lưu cách nhận',
    trial: 'Thư có đến không?',
    trialLead: (address: string) => `Thư gửi đến ${address}. Địa chỉ này do người quản trị hệ thống giữ.`,
    tryNow: 'Gửi thử một thư cho tôi',
  },
  panel: 'Chọn việc nào được gửi thư, và giờ nào thì không gửi.',
  issues: {
    timeBad: 'Giờ chưa đúng, ví dụ 21:00 hoặc 6h30.',
    triedJustNow: 'Bạn vừa gửi thử một thư. Đợi năm phút rồi gửi lại.',
  },
  told: {
    'da-xem': 'Đã đánh dấu xem tất cả.',
    'da-luu': 'Đã lưu cách nhận thông báo.',
    'da-gui-thu': 'Đang gửi thư thử. Nếu vài phút nữa chưa thấy, xem hộp thư rác rồi báo người quản trị hệ thống.',
  },
  letter: {
    greeting: (name: string) => `Kính gửi ${name},`,
    leadOne: 'Tòa soạn Hoa Ban báo một việc có liên quan đến anh/chị:',
    lead: 'Tòa soạn Hoa Ban báo những việc có liên quan đến anh/chị mà anh/chị chưa xem:',
    several: (count: number) => `${formatNumber(count)} thông báo từ tòa soạn`,
    more: (count: number) => `Và ${formatNumber(count)} thông báo khác trong tòa soạn.`,
    inbox: 'Xem tất cả thông báo',
    choices: 'Đổi việc được gửi thư và giờ không gửi thư',
    noReply: 'Thư này do phần mềm gửi, xin không trả lời.',
    trialSubject: 'Thư thử từ tòa soạn Hoa Ban',
    trial: 'Đây là thư thử. Thư này đến được nghĩa là thông báo cũng đến được.',
  },
  check: {
    none: 'Chưa có máy chủ thư: thư chỉ được ghi thành tệp trong thư mục mail của HOABAN_DATA.',
    noneTodo: 'Khi dùng thật, đặt SMTP_URL và HOABAN_MAIL_FROM rồi khởi động lại.',
    good: 'Máy chủ thư trả lời.',
    trouble: troublesVi,
    todo: todosVi,
    waiting: (count: number) => `${formatNumber(count)} thư đang chờ gửi lại.`,
    waitingTodo: 'Phần mềm tự gửi lại; nếu mãi không xong, xem câu về máy chủ thư ở trên.',
  },
}

const en: typeof vi = {
  title: 'Notices',
  lead: 'What happened in the newsroom and concerns you, the newest first.',
  empty: 'No new notices.',
  emptyLead: 'When an article is sent to you, approved or returned, you see it here.',
  seenAll: 'Mark all as seen',
  fresh: 'New',
  unseen: (count) => `${formatNumber(count, 'en')}${count > 99 ? ' or more' : ''} unseen.`,
  allSeen: 'All seen.',
  list: 'List of notices',
  lost: 'Something that you have no access to any more.',
  insteadOf: (name) => `Told to you instead of ${name}.`,
  choose: 'Choose how',
  choices: {
    title: 'How notices reach you',
    lead: 'Notices always stand in the newsroom. Here you choose which of them also come as letters, and when none may come.',
    back: 'Account',
    ways: waysEn,
    groups: 'Letters about what',
    hours: 'Hours without letters',
    hoursLead: 'A letter that falls into these hours waits until they are over. The same hour twice means that letters may always come.',
    quietFrom: 'From',
    quietTo: 'To',
    quietDaysOff: 'All of Saturday, Sunday and holidays',
    digestAt: 'Hour of the morning letter',
    digestHint: 'One letter about all that you have not seen, on working days.',
    timeHint: 'Such as 21:00 or 6:30',
    save: 'Save',
    trial: 'Do letters arrive?',
    trialLead: (address) => `Letters go to ${address}. The system administrator keeps this address.`,
    tryNow: 'Send me a letter on trial',
  },
  panel: 'Choose what comes as a letter, and when none may come.',
  issues: {
    timeBad: 'This is no hour; examples are 21:00 or 6:30.',
    triedJustNow: 'You have just asked for one. Wait five minutes and try again.',
  },
  told: {
    'da-xem': 'All are marked as seen.',
    'da-luu': 'Saved.',
    'da-gui-thu': 'The letter is on its way. If it has not come in some minutes, look among the junk and tell the system administrator.',
  },
  letter: {
    greeting: (name) => `Dear ${name},`,
    leadOne: 'The Hoa Ban newsroom has news for you:',
    lead: 'The Hoa Ban newsroom has news that you have not seen:',
    several: (count) => `${formatNumber(count, 'en')} notices from the newsroom`,
    more: (count) => `And ${formatNumber(count, 'en')} more in the newsroom.`,
    inbox: 'See all notices',
    choices: 'Change what comes as a letter, and when',
    noReply: 'A program sent this letter; please do not answer it.',
    trialSubject: 'A letter on trial from Hoa Ban',
    trial: 'This is a letter on trial. That it has arrived means that notices arrive too.',
  },
  check: {
    none: 'There is no mail server: letters only become files in the folder mail of HOABAN_DATA.',
    noneTodo: 'Before real use set SMTP_URL and HOABAN_MAIL_FROM and start again.',
    good: 'The mail server answers.',
    trouble: troublesEn,
    todo: todosEn,
    waiting: (count) => `${formatNumber(count, 'en')} letters wait to be sent again.`,
    waitingTodo: 'The program sends them again by itself; if that does not help, see what is said of the mail server.',
  },
}

export const text: Record<Lang, typeof vi> = { vi, en }

import { formatNumber, plural } from '../../kernel/text.ts'
import type { NoteKind } from './item.ts'

type Moved = { made: number; drafts: number; refused: number; pictures: { waiting: number; fetched: number; failed: number } }

const vi = {
  fallbackSection: 'Tin cũ',
  formats: { wxr: 'WordPress (tệp WXR)', ghost: 'Ghost (JSON)', rss: 'RSS', atom: 'Atom', jsonl: 'JSON từng dòng' },
  notes: {
    textDiffers: 'Chữ không giống hệt bản gốc: cần đọc lại',
    titleMissing: 'Bài không có tiêu đề: lấy những chữ đầu',
    dateMissing: 'Không rõ ngày đăng: để ở dạng bản nháp',
    dateAhead: 'Ngày đăng ở tương lai: để ở dạng bản nháp',
    draft: 'Trang cũ chưa đăng bài này: để ở dạng bản nháp',
    sectionMissing: 'Bài không có chuyên mục: để vào chuyên mục chung',
    moreSections: 'Bài thuộc nhiều chuyên mục: chuyên mục đầu được giữ, các tên khác thành thẻ',
    addressUnusable: 'Địa chỉ cũ không dẫn tiếp được',
    addressTaken: 'Địa chỉ cũ đã dẫn tới nơi khác',
    embeds: 'Khung nhúng (video, bản đồ): giữ lại địa chỉ',
    shortcodes: 'Ký hiệu của phần mềm cũ nằm nguyên trong bài',
    deepLists: 'Danh sách lồng quá sâu: các tầng dưới thành đoạn văn',
    nestedTables: 'Bảng trong bảng: bảng bên trong thành đoạn văn',
    wideTables: 'Bảng quá rộng: thành đoạn văn',
    movedPictures: 'Ảnh trong danh sách, trích dẫn hoặc bảng: chuyển xuống ngay sau đó',
    unsafeLinks: 'Liên kết không an toàn hoặc không dẫn tới đâu: giữ lại chữ',
    inlinePictures: 'Ảnh nằm trong mã của bài: chưa mang sang',
    noPicture: 'Địa chỉ ảnh không dùng được',
    pictureFailed: 'Không lấy được ảnh',
    oldLetters: 'Chữ theo bảng mã cũ: đã chuyển sang Unicode',
    locked: 'Bài chỉ dành cho người có mật khẩu hoặc hội viên: để ở dạng bản nháp',
    broken: 'Không đọc được bài này trong tệp',
    tooLong: 'Bài quá dài hoặc quá phức tạp: chưa chuyển',
    twin: 'Bài này có hai lần trong tệp: chỉ chuyển một lần',
    fault: 'Lỗi chưa lường trước: chưa chuyển, có thể chạy lại',
  } satisfies Record<NoteKind, string>,
  troubles: {
    empty: 'Tệp rỗng.',
    encoding: 'Không đọc được bảng mã của tệp. Hãy xuất lại ở dạng UTF-8.',
    broken: 'Tệp hỏng hoặc bị cắt giữa chừng từ chỗ này.',
    doctype: 'Tệp có phần khai báo (DOCTYPE) mà vì an toàn không được nhận.',
    tooDeep: 'Tệp lồng quá nhiều tầng.',
    tooLongItem: 'Tệp có một mục quá dài.',
    otherFormat: 'Tệp không ở dạng nào trong các dạng nhận được.',
    tooLarge: 'Tệp lớn hơn 2 GB. Hãy xuất thành nhiều tệp.',
    storageFull: 'Đã hết chỗ trên đĩa.',
    fileMissing: 'Hãy chọn một tệp hoặc ghi một địa chỉ.',
    sourceGone: 'Tệp nguồn không còn ở máy chủ. Hãy gửi lại đúng tệp đó: việc sẽ tiếp từ chỗ đã dừng.',
    personGone: 'Người bắt đầu việc này không còn tài khoản. Hãy gửi lại tệp.',
    addressBad: 'Địa chỉ phải bắt đầu bằng http:// hoặc https://.',
    addressInside: 'Địa chỉ này dẫn vào mạng nội bộ. Người quản trị máy có thể mở bằng HOABAN_OUTGOING.',
    addressUnknown: 'Không tìm thấy máy chủ của địa chỉ này.',
    unreachable: 'Máy chủ của địa chỉ này không trả lời.',
    answerBad: 'Máy chủ của địa chỉ này không có tệp đó.',
    tooSlow: 'Máy chủ của địa chỉ này trả lời quá chậm.',
    tooManyTurns: 'Địa chỉ này dẫn đi quá nhiều lần.',
    notPicture: 'Không phải là ảnh.',
    notInFolder: 'Không có tệp này trong thư mục đã chỉ.',
  } as Record<string, string>,
  pictureRefused: 'Thư viện không nhận tệp này.',
  atPlace: (where: string) => `(dòng ${where})`,
  items: (count: number) => `${formatNumber(count)} bài`,
  reportHead: ['Thứ tự', 'Tiêu đề', 'Địa chỉ cũ', 'Số bài mới', 'Việc', 'Chi tiết'],
  words: {
    would: (items: number, sections: number, authors: number, pictures: number) =>
      `Sẽ chuyển ${formatNumber(items)} bài vào ${formatNumber(sections)} chuyên mục, ${formatNumber(authors)} tác giả, ${formatNumber(pictures)} ảnh. Chưa ghi gì.`,
    did: ({ made, drafts, refused, pictures }: Moved) =>
      `Đã có ${formatNumber(made)} bài (${formatNumber(drafts)} bản nháp), ${formatNumber(refused)} bài chưa chuyển. Ảnh: ${formatNumber(pictures.fetched)} đã lấy, ${formatNumber(pictures.waiting)} còn chờ, ${formatNumber(pictures.failed)} không lấy được.`,
  },
  program: {
    noSite: (key: string) => `Không có trang nào mang khóa “${key}”. Xem: npm run hoaban -- site`,
    noAccount: (email: string) => `Không có tài khoản đang mở nào ${email ? `với thư ${email}` : 'là quản trị'}.`,
    noFile: (path: string) => `Không đọc được tệp ${path}.`,
    otherFormat: (name: string) => `Tệp này ở dạng khác: ${name}.`,
  },
}

const en: typeof vi = {
  fallbackSection: 'Older items',
  formats: { wxr: 'WordPress (WXR file)', ghost: 'Ghost (JSON)', rss: 'RSS', atom: 'Atom', jsonl: 'JSON lines' },
  notes: {
    textDiffers: 'The text is not exactly that of the source: read it again',
    titleMissing: 'No title: the first words are taken',
    dateMissing: 'No date of publication: kept as a draft',
    dateAhead: 'The date lies in the future: kept as a draft',
    draft: 'Not published on the old site: kept as a draft',
    sectionMissing: 'No section: put into the common one',
    moreSections: 'Several sections: the first is kept, the others become tags',
    addressUnusable: 'The old address cannot lead on',
    addressTaken: 'The old address leads elsewhere already',
    embeds: 'Embedded frame (video, map): its address is kept',
    shortcodes: 'Signs of the old software stand in the text',
    deepLists: 'Lists nested too deeply: the lower levels become paragraphs',
    nestedTables: 'A table in a table: the inner one becomes paragraphs',
    wideTables: 'Table too wide: it becomes paragraphs',
    movedPictures: 'Pictures in a list, quotation or table: put right after it',
    unsafeLinks: 'Links that are unsafe or lead nowhere: their words are kept',
    inlinePictures: 'Pictures within the code of the text: not brought along',
    noPicture: 'The address of a picture cannot be used',
    pictureFailed: 'A picture could not be fetched',
    oldLetters: 'Letters of an old encoding: brought to Unicode',
    locked: 'For holders of a password or members only: kept as a draft',
    broken: 'This item cannot be read in the file',
    tooLong: 'Too long or too complex: not moved',
    twin: 'Twice in the file: moved once',
    fault: 'Something unforeseen: not moved, it can be tried again',
  },
  troubles: {
    empty: 'The file is empty.',
    encoding: 'The letters of the file cannot be read. Export it as UTF-8.',
    broken: 'The file is damaged or cut off from here on.',
    doctype: 'The file declares a document type, which is refused for safety.',
    tooDeep: 'The file is nested too deeply.',
    tooLongItem: 'The file has an entry that is too long.',
    otherFormat: 'The file is in none of the formats we take.',
    tooLarge: 'The file is over 2 GB. Export it in several files.',
    storageFull: 'The disk is full.',
    fileMissing: 'Choose a file or write an address.',
    sourceGone: 'The source is no longer on the server. Send the very same file again: it goes on where it stopped.',
    personGone: 'Whoever began this has no account any more. Send the file again.',
    addressBad: 'The address must begin with http:// or https://.',
    addressInside: 'This address leads into the internal network. The operator can open it with HOABAN_OUTGOING.',
    addressUnknown: 'No server is found at this address.',
    unreachable: 'The server at this address does not answer.',
    answerBad: 'The server at this address does not have that file.',
    tooSlow: 'The server at this address answers too slowly.',
    tooManyTurns: 'This address leads on too many times.',
    notPicture: 'This is no picture.',
    notInFolder: 'The folder has no such file.',
  },
  pictureRefused: 'The library does not take this file.',
  atPlace: (where) => `(line ${where})`,
  items: (count) => plural(count, 'item'),
  reportHead: ['Number', 'Title', 'Old address', 'New item', 'Note', 'Detail'],
  words: {
    would: (items, sections, authors, pictures) =>
      `${plural(items, 'item')} in ${plural(sections, 'section')}, ${plural(authors, 'author')}, ${plural(pictures, 'picture')} would be moved. Nothing is written yet.`,
    did: ({ made, drafts, refused, pictures }) =>
      `${plural(made, 'item')} are here (${plural(drafts, 'draft')}), ${plural(refused, 'item')} not moved. Pictures: ${formatNumber(pictures.fetched, 'en')} fetched, ${formatNumber(pictures.waiting, 'en')} waiting, ${formatNumber(pictures.failed, 'en')} failed.`,
  },
  program: {
    noSite: (key) => `There is no site with the key “${key}”. See: npm run hoaban -- site`,
    noAccount: (email) => `There is no open account ${email ? `at ${email}` : 'of an administrator'}.`,
    noFile: (path) => `The file ${path} cannot be read.`,
    otherFormat: (name) => `This file is in another format: ${name}.`,
  },
}

export const text = { vi, en }

/** A trouble as it is stored: a word, and behind it where. */
export function troubleText(lang: 'vi' | 'en', trouble: string): string {
  const [word = '', where = ''] = trouble.split(' ')
  const t = text[lang]
  return [t.troubles[word] ?? t.pictureRefused, ...(where ? [t.atPlace(where)] : [])].join(' ')
}

const vi = {
  issues: {
    bodyTooLarge: 'Bài dài quá 2 MB. Hãy tách thành nhiều bài hoặc bỏ bớt bảng.',
    bodyTooManyBlocks: 'Bài có quá nhiều đoạn (tối đa 5.000). Hãy tách thành nhiều bài.',
    bodyTooDeep: 'Danh sách hoặc bảng lồng nhau quá nhiều tầng. Hãy bớt tầng.',
    bodyUnknown: 'Nội dung bài có phần không đúng định dạng nên chưa lưu được. Hãy tải lại trang rồi dán lại phần vừa thêm.',
  },
  photo: (name: string) => `Ảnh: ${name}`,
  footage: (name: string) => `Hình: ${name}`,
  table: 'Bảng số liệu',
  gallery: 'Chùm ảnh',
  related: 'Xem thêm:',
  small: 'Bản 360p, nhẹ dung lượng',
  large: 'Bản 720p',
  missing: { picture: 'Ảnh chưa có hoặc không còn trong thư viện.', video: 'Video không còn trong thư viện.', file: 'Tệp không còn trong thư viện.' },
  diff: {
    added: 'đã thêm: ',
    removed: 'đã bỏ: ',
    end: ' (hết)',
    moved: 'Đã chuyển chỗ',
    blockAdded: 'Đoạn mới',
    blockRemoved: 'Đoạn đã bỏ',
    none: 'Hai bản giống nhau.',
    yes: 'có',
    no: 'không',
    fields: {
      title: 'Tiêu đề', lead: 'Tóm tắt', text: 'Chữ', level: 'Cỡ đề mục', format: 'Định dạng chữ', links: 'Liên kết', cite: 'Người nói',
      caption: 'Chú thích', credit: 'Nguồn', alt: 'Mô tả ảnh', decorative: 'Ảnh trang trí', media: 'Ảnh, tệp', captions: 'Chú thích các ảnh',
      credits: 'Nguồn các ảnh', alts: 'Mô tả các ảnh', tableCaption: 'Tên bảng', span: 'Ô gộp', boxTitle: 'Tên hộp', label: 'Nhãn', href: 'Địa chỉ',
      start: 'Số bắt đầu', kind: 'Kiểu đoạn',
    },
    kinds: {
      paragraph: 'đoạn văn', heading: 'đề mục', bulletList: 'danh sách', orderedList: 'danh sách đánh số', tableHeader: 'ô tiêu đề', tableCell: 'ô thường',
    } as Record<string, string>,
  },
}

const en: typeof vi = {
  issues: {
    bodyTooLarge: 'The text is over 2 MB. Split it or shorten its tables.',
    bodyTooManyBlocks: 'The text has too many blocks (5,000 at most). Split it.',
    bodyTooDeep: 'Lists or tables are nested too deeply. Use fewer levels.',
    bodyUnknown: 'A part of the text is not in a known form, so it was not saved. Reload the page and paste the last part again.',
  },
  photo: (name) => `Photo: ${name}`,
  footage: (name) => `Footage: ${name}`,
  table: 'Table',
  gallery: 'Photo gallery',
  related: 'See also:',
  small: '360p, saves data',
  large: '720p',
  missing: { picture: 'This picture is not in the library.', video: 'This video is not in the library.', file: 'This file is not in the library.' },
  diff: {
    added: 'added: ',
    removed: 'removed: ',
    end: ' (end)',
    moved: 'Moved',
    blockAdded: 'New block',
    blockRemoved: 'Removed block',
    none: 'The two versions are the same.',
    yes: 'yes',
    no: 'no',
    fields: {
      title: 'Title', lead: 'Lead', text: 'Text', level: 'Heading level', format: 'Formatting', links: 'Links', cite: 'Speaker',
      caption: 'Caption', credit: 'Credit', alt: 'Description', decorative: 'Decorative', media: 'Media', captions: 'Captions',
      credits: 'Credits', alts: 'Descriptions', tableCaption: 'Table name', span: 'Merged cells', boxTitle: 'Box title', label: 'Label', href: 'Address',
      start: 'First number', kind: 'Kind',
    },
    kinds: {
      paragraph: 'paragraph', heading: 'heading', bulletList: 'list', orderedList: 'numbered list', tableHeader: 'header cell', tableCell: 'plain cell',
    },
  },
}

export const text = { vi, en }
export type FieldName = keyof typeof vi.diff.fields

type At = { day: string; hour: string }

const vi = {
  home: 'Trang chủ',
  parent: 'Cổng',
  licence: 'Ghi rõ nguồn khi sử dụng lại thông tin',
  siteMap: 'Sơ đồ cổng',
  siteMapLead: 'Mọi chuyên mục của trang, theo thứ bậc.',
  feeds: 'Nhận tin bằng RSS',
  away: ({ day, hour }: At, back: At) =>
    `Trang này tạm dừng để bảo trì từ ${hour} ngày ${day}, dự kiến hoạt động lại lúc ${back.hour} ngày ${back.day}.`,
  alertMore: 'Xem thêm',
  empty: 'Trang đang được chuẩn bị. Mời bạn quay lại sau.',
  refusal: {
    notFound: { title: 'Không tìm thấy trang', what: 'Địa chỉ này không có, hoặc trang đã được chuyển đi nơi khác.' },
    badRequest: { title: 'Địa chỉ không đọc được', what: 'Địa chỉ có chỗ viết sai nên trang không mở được.' },
    unknownHost: { title: 'Tên miền lạ', what: 'Máy chủ này không phục vụ tên miền bạn vừa gõ.' },
    forbidden: { title: 'Bạn chưa được giao việc này', what: 'Tài khoản của bạn không có quyền làm việc này. Hãy hỏi quản trị trang.' },
    foreignOrigin: {
      title: 'Yêu cầu đến từ trang khác',
      what: 'Vì an toàn, việc này chỉ làm được ngay trên trang tòa soạn. Hãy mở lại trang và thử lại.',
    },
    conflict: { title: 'Có người vừa làm trước', what: 'Nội dung đã đổi sau khi bạn mở trang. Hãy tải lại để xem bản mới rồi làm tiếp.' },
    tooLarge: { title: 'Dữ liệu gửi lên quá lớn', what: 'Hãy chia nhỏ hoặc giảm dung lượng rồi gửi lại.' },
    tooMany: { title: 'Thao tác quá nhanh', what: 'Hãy chờ một lát rồi thử lại.' },
    fault: { title: 'Trang đang gặp sự cố', what: 'Lỗi ở phía chúng tôi, đã được ghi lại. Mời bạn thử lại sau ít phút.' },
    storageAway: {
      title: 'Tạm thời chưa lấy được ảnh và tệp',
      what: 'Kho ảnh và tệp đang nghỉ. Bài viết vẫn đọc và sửa được; hãy thử lại sau ít phút.',
    },
    full: {
      title: 'Máy chủ hết chỗ chứa',
      what: 'Việc vừa rồi chưa được ghi; những gì đã báo là xong vẫn còn. Hãy để nguyên trang này và báo quản trị viên.',
    },
    away: {
      title: 'Tạm thời chưa mở được trang này',
      what: 'Máy chủ dữ liệu đang nghỉ. Các trang đã lưu vẫn đọc được; trang này sẽ mở lại ngay khi có thể.',
    },
  },
  /** What the newsroom says instead, to somebody at work. */
  deskRefusal: {
    notFound: {
      title: 'Không có gì ở địa chỉ này',
      what: 'Địa chỉ viết sai, hoặc nội dung ở đây không thuộc phần việc của bạn. Mở lại từ danh sách trong tòa soạn.',
    },
    forbidden: {
      title: 'Bạn chưa được giao việc này',
      what: 'Vai trò của bạn không làm được việc này. Nếu cần làm, hãy nhờ quản trị hệ thống giao thêm vai trò.',
    },
    fault: {
      title: 'Phần mềm vừa gặp lỗi',
      what: 'Lỗi ở phía máy chủ và đã được ghi lại. Thử lại sau ít phút; nếu vẫn thế, gửi mã dưới đây cho người phụ trách kỹ thuật.',
    },
  } as Partial<Record<string, { title: string; what: string }>>,
  notKept: 'Những gì bạn vừa gửi có thể chưa được lưu. Bấm nút quay lại của trình duyệt để lấy lại chữ đã gõ rồi gửi lại.',
  tryAgain: 'Thử lại',
  backThere: 'Quay lại trang trước',
  reference: (id: string) => `Mã sự cố: ${id}`,
  goHome: 'Về trang chủ',
  toDesk: 'Về Tòa soạn',
  back: 'Quay lại',
  searchInstead: 'Tìm trên cổng',
  search: 'Tìm',
}
type Text = typeof vi

const en: Text = {
  home: 'Home',
  parent: 'Portal',
  licence: 'Please credit the source when you reuse this information',
  siteMap: 'Site map',
  siteMapLead: 'Every section of this site, in order.',
  feeds: 'News by RSS',
  away: ({ day, hour }, back) =>
    `This site will be away for maintenance from ${hour} on ${day}, and is expected back at ${back.hour} on ${back.day}.`,
  alertMore: 'Read more',
  empty: 'This site is being prepared. Please come back later.',
  refusal: {
    notFound: { title: 'Page not found', what: 'There is nothing at this address, or the page has moved.' },
    badRequest: { title: 'Unreadable address', what: 'Part of the address is misspelt, so the page cannot be opened.' },
    unknownHost: { title: 'Unknown host name', what: 'This server does not serve the host name you typed.' },
    forbidden: { title: 'This is not among your tasks', what: 'Your account may not do this. Please ask your administrator.' },
    foreignOrigin: {
      title: 'The request came from another site',
      what: 'For safety this can only be done on the newsroom itself. Open the page again and retry.',
    },
    conflict: { title: 'Somebody was faster', what: 'The content changed after you opened the page. Reload to see it, then go on.' },
    tooLarge: { title: 'Too much data', what: 'Please split or shrink it and send it again.' },
    tooMany: { title: 'Too fast', what: 'Please wait a moment and try again.' },
    fault: { title: 'Something went wrong', what: 'The fault is ours and has been noted. Please try again in a few minutes.' },
    storageAway: {
      title: 'Pictures and files are away just now',
      what: 'The file store is away. Articles can still be read and edited; please try again in a few minutes.',
    },
    full: {
      title: 'The server has no room left',
      what: 'What you just did was not written; everything that was said to be done is there. Leave this page open and tell your administrator.',
    },
    away: {
      title: 'This page cannot be opened just now',
      what: 'The database is away. Stored pages can still be read; this one will be back as soon as possible.',
    },
  },
  deskRefusal: {
    notFound: {
      title: 'Nothing at this address',
      what: 'The address is misspelt, or what is here is not among your tasks. Open it again from the lists of the newsroom.',
    },
    forbidden: {
      title: 'This is not among your tasks',
      what: 'Your role may not do this. If you need to, ask the system administrator for another role.',
    },
    fault: {
      title: 'The program met a fault',
      what: 'The fault is on the server and has been noted. Try again in a few minutes; if it stays, send the reference below to your technician.',
    },
  },
  notKept: 'What you have just sent may not be saved. Use the back button of the browser to get your words back, then send them again.',
  tryAgain: 'Try again',
  backThere: 'Back to the page before',
  reference: (id) => `Reference: ${id}`,
  goHome: 'Home page',
  toDesk: 'To the newsroom',
  back: 'Back',
  searchInstead: 'Search this site',
  search: 'Search',
}

export const text = { vi, en }
export type RefusalKey = keyof Text['refusal']

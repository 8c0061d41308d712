const vi = {
  lead: 'Trang luôn mở được ở địa chỉ chung. Thêm tên miền riêng sau khi nhà cung cấp đã trỏ tên miền về máy chủ này.',
  list: 'Tên miền',
  canonical: 'Tên chính',
  choose: 'Dùng làm tên chính',
  chooseOf: (host: string) => `Dùng ${host} làm tên chính`,
  common: 'địa chỉ chung, luôn có',
  other: 'dẫn về tên chính',
  host: 'Tên miền mới',
  hostHint: 'Không kèm http://. Ví dụ thuvien.dienbien.gov.vn.',
  makeCanonical: 'Dùng làm tên chính ngay',
  add: 'Thêm tên miền',
  remove: 'Bỏ',
  removeOf: (host: string) => `Bỏ ${host}`,
  confirm: (host: string) => `Bỏ tên miền ${host}?`,
  confirmWhat: 'Người đọc mở tên miền này sẽ không vào được trang nữa. Các tên khác vẫn mở được.',
  verb: 'Bỏ tên miền',
}

const en: typeof vi = {
  lead: 'The site always opens at its common address. Add a name of its own once it points to this server.',
  list: 'Host names',
  canonical: 'Main name',
  choose: 'Make it the main name',
  chooseOf: (host) => `Make ${host} the main name`,
  common: 'common address, always there',
  other: 'leads to the main name',
  host: 'New host name',
  hostHint: 'Without http://. Such as thuvien.dienbien.gov.vn.',
  makeCanonical: 'Make it the main name at once',
  add: 'Add the name',
  remove: 'Remove',
  removeOf: (host) => `Remove ${host}`,
  confirm: (host) => `Remove the name ${host}?`,
  confirmWhat: 'Readers who open this name will not reach the site any more. The other names still open.',
  verb: 'Remove the name',
}

export const text = { vi, en }

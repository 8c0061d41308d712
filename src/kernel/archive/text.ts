/** What the program says of an archive. */
export const text = {
  missing: (path: string) => `Không thấy tệp ${path}. Hãy kiểm tra lại đường dẫn tới tệp sao lưu.`,
  cannotWrite: (path: string, why: string) =>
    `Không ghi được bản sao lưu vào ${path} (${why}). Hãy kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa. Tệp cũ, nếu có, vẫn còn nguyên.`,
  foreign: 'Tệp này không phải bản sao lưu của Hoa Ban, hoặc đã bị sửa. Không có gì được đưa vào. Hãy dùng một bản sao lưu khác.',
  damaged:
    'Tệp sao lưu bị cắt ngang hoặc hỏng nên bị từ chối cả tệp. Không có gì được đưa vào. Hãy chép lại tệp, hoặc dùng một bản sao lưu khác.',
  newer: 'Tệp sao lưu đến từ một bản Hoa Ban mới hơn. Hãy nâng cấp chương trình rồi khôi phục lại.',
  notEmpty: 'Bản cài này đã có dữ liệu. Chỉ khôi phục vào một bản cài trống: hãy đặt HOABAN_DATA tới một thư mục mới.',
  unfit: (why: string) => `Dữ liệu trong tệp sao lưu không khớp nhau nên không đưa vào được (${why}). Không có gì thay đổi.`,
}

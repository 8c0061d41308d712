/** The sentence of each command in `--help`. */
export const programText = {
  serve: 'Mở cổng, các trang thành viên và tòa soạn',
  migrate: 'Nâng cơ sở dữ liệu lên bản của chương trình này',
  seed: 'Tạo mạng lưới trang mẫu trong một bản cài còn trống',
  user: 'Thêm người, giao vai, đặt lại mật khẩu',
  site: 'Liệt kê các trang trong mạng lưới',
  import: 'Chuyển dữ liệu của cổng cũ vào một trang: WordPress (wxr), Ghost (ghost), RSS (rss), Atom (atom), JSON từng dòng (jsonl)',
  backup: 'Sao lưu toàn bộ vào một tệp: dữ liệu, ảnh, người dùng, quy định',
  restore: 'Khôi phục từ tệp sao lưu trên một bản cài trống',
  doctor: 'Khám: chuỗi nhật ký, tệp, quy định, thiết đặt; nói rõ phải làm gì',
}

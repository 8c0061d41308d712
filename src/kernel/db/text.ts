/** What the person at the terminal reads; the program speaks Vietnamese there. */
export const text = {
  newer: (name: string) =>
    `Dữ liệu do bản Hoa Ban mới hơn ghi (có ${name} mà mã nguồn này chưa biết): hãy cập nhật mã nguồn lên bản mới rồi chạy lại.`,
  changed: (name: string) =>
    `Tệp db/migrations/${name} đã bị sửa sau khi áp dụng vào dữ liệu: hãy lấy lại đúng tệp gốc (git checkout db/migrations) rồi chạy lại.`,
  failed: (name: string, reason: string) =>
    `Chưa nâng cấp được dữ liệu vì bước ${name} lỗi (${reason}): dữ liệu vẫn nguyên như cũ, hãy chạy lại bản trước và báo cho nhóm phát triển.`,
}

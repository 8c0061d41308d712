/** What the program says of an object store. The address is told, key and secret never. */
export const text = {
  away: (where: string, why: string) =>
    `Kho tệp ở ${where} không trả lời (${why}): hãy kiểm tra STORAGE_URL, đường mạng và máy chủ của kho rồi thử lại.`,
  refused: (where: string, why: string) =>
    `Kho tệp ở ${where} từ chối (${why}): hãy kiểm tra khóa, mật khẩu, vùng (region) trong STORAGE_URL và đồng hồ của máy này.`,
  noBucket: (where: string, bucket: string) =>
    `Kho tệp ở ${where} không có ngăn “${bucket}”: hãy tạo ngăn đó, hoặc sửa STORAGE_URL, rồi chạy lại.`,
}

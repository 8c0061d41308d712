/** How strictly each rule is taken. */
const vi = {
  title: 'Bộ quy tắc kiểm tra',
  lead: 'Mỗi quy tắc chặt đến đâu ở từng thể loại. “Bắt buộc” thì chưa sửa là chưa gửi được bài; “Nên sửa” chỉ nhắc, không cản ai.',
  back: 'Về từ ngữ của đơn vị',
  rule: 'Quy tắc',
  choiceOf: (rule: string, genre: string) => `${rule}, ${genre}`,
  always: 'Luôn bắt buộc',
  alwaysLead: 'Thiếu những phần này thì không bài nào gửi được, nên không có gì để chọn:',
  style: 'Đặt dấu thanh',
  styleHint: 'Chỉ khác nhau ở oa, oe, uy.',
  styles: { old: 'Kiểu cũ: hòa, khỏe, thủy', new: 'Kiểu mới: hoà, khoẻ, thuỷ' },
  save: 'Lưu bộ quy tắc',
  told: { 'da-luu': 'Đã lưu. Từ lần lưu bài sau, bảng Kiểm tra theo bộ quy tắc này.' } as Record<string, string>,
  onlyRead: 'Bộ quy tắc dùng cho cả mạng, nên chỉ người giữ cả mạng mới đổi được.',
  unknownChoice: 'Mỗi ô chọn một trong ba mức: tắt, nên sửa, bắt buộc.',
}

const en: typeof vi = {
  title: 'Rules of the checks',
  lead: 'How strictly each rule is taken in each genre. What is required stops sending until it is mended; advice stops nobody.',
  back: 'Back to the words of the unit',
  rule: 'Rule',
  choiceOf: (rule, genre) => `${rule}, ${genre}`,
  always: 'Always required',
  alwaysLead: 'No item can be sent without these, so there is nothing to choose:',
  style: 'Tone marks',
  styleHint: 'The styles differ only in oa, oe and uy.',
  styles: { old: 'Older style: hòa, khỏe, thủy', new: 'Newer style: hoà, khoẻ, thuỷ' },
  save: 'Save the rules',
  told: { 'da-luu': 'Saved. The checks go by these rules from the next save of an item.' },
  onlyRead: 'The rules hold for the whole network, so only whoever keeps all of it can change them.',
  unknownChoice: 'Choose one of three for each: off, advice, required.',
}

export const text = { vi, en }

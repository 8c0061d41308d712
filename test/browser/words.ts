/** What the main journey's people write and say. */
export const title = 'Bản Na Vai mở lớp dạy Xòe cổ mỗi tối thứ bảy'
export const lead = 'Từ đầu tháng mười một, hơn ba mươi người trẻ ở bản Na Vai theo bà Lò Thị Ban học sáu điệu Xòe cổ của người Thái.'
export const first = 'Tối thứ bảy, nhà văn hóa bản sáng đèn từ lúc bảy giờ.'
export const second = 'Lớp học có hai mươi người, nhỏ nhất mới chín tuổi.'
export const mended = 'Lớp học có ba mươi hai người, nhỏ nhất mới chín tuổi, theo sổ của trưởng bản.'
export const edited = 'Lớp học có ba mươi hai người, em nhỏ nhất mới chín tuổi, theo sổ của trưởng bản.'
export const reason = 'Ghi rõ số người học lấy từ đâu, và kiểm tra lại con số.'
export const corrected = edited.replace('ba mươi hai', 'ba mươi tư')
export const notice = 'Bài đăng lần đầu ghi lớp có ba mươi hai người; đúng là ba mươi tư người.'

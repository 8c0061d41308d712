const vi = { wrong: 'Lỗi' }
const en: typeof vi = { wrong: 'Error' }

export const text = { vi, en }

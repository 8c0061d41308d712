const vi = {
  visits: (count: string) => `Lượt truy cập: ${count}`,
  online: (count: string) => `Đang xem: ${count}`,
}
const en: typeof vi = {
  visits: (count) => `Visits: ${count}`,
  online: (count) => `Online: ${count}`,
}
export const text = { vi, en }

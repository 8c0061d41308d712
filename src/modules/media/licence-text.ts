const vi = {
  group: 'Ảnh, video sắp hết phép sử dụng',
  ends: (name: string, day: string) => `“${name}” chỉ được dùng đến hết ngày ${day}.`,
  ended: (name: string, day: string) => `“${name}” hết phép sử dụng từ ngày ${day}.`,
}

const en: typeof vi = {
  group: 'Pictures and films whose licence ends',
  ends: (name, day) => `“${name}” may be used until the end of ${day}.`,
  ended: (name, day) => `The licence of “${name}” ended on ${day}.`,
}

export const text = { vi, en }

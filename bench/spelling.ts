import { scoreOf } from '../src/modules/coach/fixture/score.ts'
import { mistakesOf } from '../src/modules/coach/spelling/spelling.ts'
import { median, type Figure } from './figure.ts'

/** How often the coach is right, on the half it was made with and on the half opened after its rules were frozen; and what a reading costs. */
export async function benchSpelling(): Promise<Figure[]> {
  const halves = (['open', 'held'] as const).flatMap((half): Figure[] => {
    const { precision, recall, errors, falsePer1000, syllables } = scoreOf(half)
    return [
      { name: `spelling, ${half} half: precision`, value: precision, unit: '', goal: { atLeast: 0.7 }, note: `${errors} marked errors` },
      { name: `spelling, ${half} half: recall`, value: recall, unit: '', goal: { atLeast: 0.3 } },
      {
        name: `spelling, ${half} half: false alarms per 1,000 tiếng`,
        value: falsePer1000,
        unit: '',
        goal: { atMost: 1 },
        note: `clean text of ${syllables.toLocaleString('en')} tiếng`,
      },
    ]
  })
  return [...halves, { name: 'spelling, an item of 1,000 tiếng', value: costOfReading(), unit: 'ms' }]
}

function costOfReading() {
  const text = 'Sáng nay, Trung tâm Văn hóa tổ chức lớp truyền dạy nghệ thuật xòe cho ba mươi học viên của bản. '.repeat(50)
  const times = Array.from({ length: 20 }, () => {
    const began = process.cpuUsage().user
    mistakesOf(text, { style: 'old', allowed: new Set(), pairs: [] })
    return (process.cpuUsage().user - began) / 1_000
  })
  return median(times)
}

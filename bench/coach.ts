import { findingsOf } from '../src/modules/coach/checking.ts'
import { alarmsInClean, scoreRules } from '../src/modules/coach/fixture/rules.ts'
import { plainHouse } from '../src/modules/coach/house.ts'
import { modelOfText } from '../src/modules/coach/model.ts'
import { median, type Figure } from './figure.ts'

/** How often each rule beside spelling is right, on the half it was made with and on the half scored after the rules were frozen. */
export function benchCoach(): Figure[] {
  const halves = (['open', 'held'] as const).flatMap((half): Figure[] => {
    const { scores, sentences } = scoreRules(half)
    const alarms = new Map(alarmsInClean(half).map(({ rule, per1000 }) => [rule, per1000]))
    return scores.flatMap(({ rule, marked, found, wrong }): Figure[] => [
      {
        name: `coach, ${half} half, ${rule}: precision`,
        value: found / Math.max(1, found + wrong),
        unit: '',
        goal: { atLeast: 0.7 },
        note: `${marked} marked places in ${sentences} sentences`,
      },
      { name: `coach, ${half} half, ${rule}: recall`, value: found / Math.max(1, marked), unit: '' },
      { name: `coach, ${half} half, ${rule}: findings per 1,000 tiếng of clean text`, value: alarms.get(rule) ?? 0, unit: '' },
    ])
  })
  return [...halves, { name: 'coach, every rule on 1,000 tiếng', value: costOfChecking(), unit: 'ms', goal: { atMost: 15 } }]
}

/** An item nobody has read before: forty paragraphs, each a little different from the last time. */
function costOfChecking() {
  const times = Array.from({ length: 20 }, (_, turn) => {
    const passages = Array.from({ length: 40 }, (_unused, at) => {
      const words = `Sáng nay, Trung tâm Văn hóa tổ chức lớp truyền dạy nghệ thuật xòe cho ba mươi học viên của bản thứ ${turn * 40 + at}.`
      return { ...modelOfText(words).passages[0]!, place: { block: `doan${at}`, part: 'text' as const } }
    })
    const began = process.cpuUsage().user
    findingsOf({ ...modelOfText(''), passages }, plainHouse)
    return (process.cpuUsage().user - began) / 1_000
  })
  return median(times)
}

import { formatNumber } from '../../kernel/text.ts'
import { useUi } from '../context.ts'

export type Point = { label: string; value: number }

/**
 * One column for each day. `label` says in words what the columns show; the numbers stand in a table beside it. The columns stretch with
 * the page and their words do not, so that both can be read on a phone.
 */
export function Days({ points, label }: { points: readonly Point[]; label: string }) {
  const { lang } = useUi()
  const top = roundUp(Math.max(2, ...points.map(({ value }) => value)))
  return (
    <div class="ngay-sl num">
      <div class="thang" aria-hidden="true">
        <span>{formatNumber(top, lang)}</span>
        <span>{formatNumber(top / 2, lang)}</span>
        <span>0</span>
      </div>
      <svg viewBox={`0 0 ${points.length * 10} 100`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path class="ke" d={`M0 0.5H${points.length * 10}M0 50H${points.length * 10}`} vector-effect="non-scaling-stroke" />
        {points.map(({ label: name, value }, index) => {
          const height = (value / top) * 100
          return (
            <rect x={index * 10 + 1} y={100 - height} width={8} height={height}>
              <title>{`${name}: ${formatNumber(value, lang)}`}</title>
            </rect>
          )
        })}
      </svg>
      <div class="moc" aria-hidden="true">
        <span>{points[0]?.label}</span>
        <span>{points.at(-1)?.label}</span>
      </div>
    </div>
  )
}

/** The next number above that can be halved and is round: 2, 4, 6 or 10 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 4, 6, 10].map((one) => one * power).find((one) => one >= value && one % 2 === 0)!
}

import type { ComponentChildren } from 'preact'

export type NumberTile = {
  label: string
  value: ComponentChildren
  note?: string
  series?: readonly number[]
  tone?: 'cham' | 'ban' | 'xanh' | 'do'
  live?: string
}

/** Numbers side by side with what they mean; `live` names the small request that fills the value. */
export const Numbers = ({ figures }: { figures: readonly NumberTile[] }) => (
  <dl class="so-lieu num">
    {figures.map((figure) => (
      <div>
        <dt>{figure.label}</dt>
        <dd>
          <span data-mau={figure.live}>{figure.value}</span>
          {figure.note && <small>{figure.note}</small>}
          {figure.series && <Spark series={figure.series} tone={figure.tone} />}
        </dd>
      </div>
    ))}
  </dl>
)

/** A line without axes; silent, since the number stands beside it. */
function Spark({ series, tone = 'cham' }: { series: readonly number[]; tone?: NumberTile['tone'] }) {
  const low = Math.min(...series)
  const span = Math.max(...series) - low || 1
  const points = series.map(
    (value, index) => `${round((index / Math.max(1, series.length - 1)) * 200)},${round(29 - ((value - low) / span) * 24)}`,
  )
  return (
    <svg class={`nhip ${tone}`} viewBox="0 0 200 34" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={points.join(' ')} vector-effect="non-scaling-stroke" />
    </svg>
  )
}

export type Bar = { label: string; value: number; /** Not over yet. */ open?: boolean }

/** A few columns with their numbers on top; `label` says the same in words. */
export function Bars({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const top = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <svg class="cot-sl num" viewBox={`0 0 ${bars.length * 80} 120`} role="img" aria-label={label}>
      {bars.map((bar, index) => {
        const height = round((bar.value / top) * 70)
        const middle = index * 80 + 40
        return (
          <>
            <rect class={bar.open ? 'mo' : undefined} x={middle - 34} y={98 - height} width={68} height={height} rx={4} />
            <text class="so" x={middle} y={90 - height}>
              {bar.value}
            </text>
            <text x={middle} y={116}>
              {bar.label}
            </text>
          </>
        )
      })}
    </svg>
  )
}

const round = (value: number) => Math.round(value * 10) / 10

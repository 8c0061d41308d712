export type ProgressProps = {
  label: string
  value: number
  max: number
  /** "40 trên 48 tin" */ words?: string
  tone?: 'info' | 'done' | 'waiting' | 'wrong'
}

/** How far something is, as a bar with words; the words carry the meaning. */
export const Progress = ({ label, value, max, words, tone = 'info' }: ProgressProps) => (
  <div class={`td-bar ${letters[tone]}`}>
    <p>
      <span>{label}</span>
      {words && <span class="num">{words}</span>}
    </p>
    <progress value={Math.min(value, max)} max={max || 1} aria-label={words ? `${label}: ${words}` : label} />
  </div>
)

const letters = { info: 'c', done: 'x', waiting: 'v', wrong: 'd' }

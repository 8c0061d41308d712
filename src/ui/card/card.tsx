import type { ComponentChildren } from 'preact'

export type CardProps = {
  title?: string
  count?: number
  actions?: ComponentChildren
  label?: string
  class?: string
  flush?: boolean
  children: ComponentChildren
}

/** A surface with a hairline. `flush` leaves the padding to what is inside (a list of rows). */
export function Card({ title, count, actions, label, class: extra, flush, children }: CardProps) {
  return (
    <section class={['card', !flush && 'bx', extra].filter(Boolean).join(' ')} aria-label={label}>
      {title && <CardHead title={title} count={count} actions={actions} />}
      {children}
    </section>
  )
}

/** The small heading inside a card or above a list of the newsroom. */
export const CardHead = ({ title, count, actions }: Pick<CardProps, 'title' | 'count' | 'actions'>) => (
  <h2 class="hh">
    {title}
    {count !== undefined && <span class="num">{count}</span>}
    {actions && <span class="sp">{actions}</span>}
  </h2>
)

export type WorkRow = {
  key: string | number
  state: ComponentChildren
  title: string
  href: string
  note?: ComponentChildren
  action?: ComponentChildren
}

/** Rows of work: state, title with a line under it, and the row's own verb at the right. */
export const WorkList = ({ rows }: { rows: readonly WorkRow[] }) => (
  <ul class="n card">
    {rows.map((row) => (
      <li class="vr" key={row.key}>
        {row.state}
        <div>
          <a href={row.href}>{row.title}</a>
          {row.note && <small class="num">{row.note}</small>}
        </div>
        {row.action}
      </li>
    ))}
  </ul>
)

export type Fact = { label: string; value: ComponentChildren }

/** Facts as label and value. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl class="dk">
    {facts.map(({ label, value }) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

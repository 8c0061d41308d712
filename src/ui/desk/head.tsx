import type { ComponentChildren } from 'preact'

export type PageHeadProps = { title: string; lead?: ComponentChildren; above?: ComponentChildren; actions?: ComponentChildren }

/** Title of a newsroom screen, a line under it, and what one can do here. */
export function PageHead({ title, lead, above, actions }: PageHeadProps) {
  return (
    <div class="ph">
      <div>
        {above}
        <h1>{title}</h1>
        {lead && <p class="mo-ta">{lead}</p>}
      </div>
      {actions && <div class="nut">{actions}</div>}
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { safeUrl } from '../url.ts'

export type SectionHeadProps = { title: string; id?: string; more?: { href: string; label: string } }

/** A section's title behind the red diamond of the brocade, with the way to all of it. */
export const SectionHead = ({ title, id, more }: SectionHeadProps) => (
  <div class="sec-h">
    <h2 id={id}>{title}</h2>
    {more && (
      <a href={safeUrl(more.href)}>
        {more.label} <span aria-hidden="true">→</span>
      </a>
    )}
  </div>
)

export type SectionProps = SectionHeadProps & {
  /** green: the tinted ground of places · surface: between two lines. */
  ground?: 'green' | 'surface'
  /** No space above: it continues the section before. */
  joined?: boolean
  children: ComponentChildren
}

/** A band of the home page with its title. */
export const Section = ({ ground, joined, children, ...head }: SectionProps) => (
  <section class={['sec', ground && grounds[ground], joined && 'lien'].filter(Boolean).join(' ')}>
    <div class="wrap">
      <SectionHead {...head} />
      {children}
    </div>
  </section>
)

const grounds = { green: 'dl', surface: 'mat' }

import type { ComponentChildren } from 'preact'

/** The body of an article: measure, rhythm, quotes, figures, boxes. `html` comes only from our own renderer, which escapes. */
export const Prose = ({ html, children }: { html?: string; children?: ComponentChildren }) =>
  html === undefined ? <div class="bai">{children}</div> : <div class="bai" dangerouslySetInnerHTML={{ __html: html }} />

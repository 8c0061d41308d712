import { formatBytes, formatNumber, type Lang } from '../../../kernel/text.ts'
import type { FilmState } from '../films.ts'
import type { RenderMedia } from '../medium.ts'
import { words } from './text.ts'

export type FilmProps = { lang: Lang; shown: RenderMedia; film: { state: FilmState; percent: number } | undefined }

/** How far the lighter versions are, and how heavy each is. */
export function FilmVersions({ lang, shown, film }: FilmProps) {
  const t = words[lang].film
  if (!film) return null
  const named = Object.entries(t.names).flatMap(([name, label]) => {
    const found = shown.variants.find(({ url }) => url.includes(`-${name}-`))
    return found ? [[label, found.bytes] as const] : []
  })
  const finished = [t.light, t.one, t.done][named.length]
  const said = film.state === 'working' ? t.working(formatNumber(film.percent, lang)) : film.state === 'done' ? finished : t[film.state]
  return (
    <section class="tl-hop" aria-labelledby="ban-nhe">
      <h2 id="ban-nhe">{t.title}</h2>
      <p role="status">{said}</p>
      {film.state === 'working' && <progress max={100} value={film.percent} aria-label={t.title} />}
      <dl class="tl-dl num">
        {[...named, [t.original, shown.bytes] as const].map(([label, bytes]) => (
          <>
            <dt>{label}</dt>
            <dd>{formatBytes(bytes, lang)}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'
import type { SiteFace } from './site.ts'

/** The legal block, the columns of links, then the counters that the small request fills in. */
export function Footer({ site }: { site: SiteFace }) {
  const t = text[useUi().lang]
  return (
    <footer class="chan">
      <div class="bar" aria-hidden="true" />
      <div class="wrap">
        <div class="g">
          <Legal site={site} />
          {site.footerColumns.map((column) => (
            <div>
              <h3>{column.title}</h3>
              <ul class="n">
                {column.links.map((link) => (
                  <li>
                    <a href={safeUrl(link.href)}>{link.label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div class="cuoi num">
          <span data-mau="truy-cap" hidden />
          <span data-mau="dang-xem" hidden />
          <a href="/thong-ke">{t.statistics}</a>
          {site.footer.updated && <span>{site.footer.updated}</span>}
        </div>
      </div>
    </footer>
  )
}

function Legal({ site }: { site: SiteFace }) {
  const { lang } = useUi()
  const t = text[lang]
  const { title, responsible, address, phone, email, licence, note } = site.footer
  return (
    <section aria-label={t.contact}>
      <h2>{title ?? site.name}</h2>
      <p>{site.owner}</p>
      <Line label={t.responsible} value={responsible} />
      <Line label={t.address} value={address} />
      <Line label={t.phone} value={phone && <a href={safeUrl(`tel:${phone.replace(/[^\d+]/g, '')}`)}>{phone}</a>} />
      <Line label={t.email} value={email && <a href={safeUrl(`mailto:${email}`)}>{email}</a>} />
      <Line label={t.licence} value={licence} />
      {note && <p>{note}</p>}
    </section>
  )
}

const Line = ({ label, value }: { label: string; value?: ComponentChildren }) =>
  value ? (
    <p>
      {label}: {value}
    </p>
  ) : null

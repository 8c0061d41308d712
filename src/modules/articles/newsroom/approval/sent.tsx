import type { Lang } from '../../../../kernel/text.ts'
import { now } from '../../../../kernel/time.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { stateOf, type Link } from '../../approval/link.ts'
import type { Article } from '../../article.ts'
import { shortTime } from '../names.ts'
import { askUrl } from './address.ts'
import { text } from './text.ts'

/** Who was asked about this article, what came of it, and the way to take a question back. */
export function SentLinks({ lang, article, links }: { lang: Lang; article: Article; links: readonly Link[] }) {
  const t = text[lang]
  const revoke = (link: Link) => (
    <form method="post" action={askUrl(article.id, `/${link.id}/thu-hoi`)}>
      <Button kind="outline" small>
        {t.revoke}
      </Button>
    </form>
  )
  return (
    <Card title={t.sentLinks}>
      <Table
        caption={t.sentLinks}
        rows={links}
        rowKey={({ id }) => id}
        empty={<p>{t.none}</p>}
        columns={[
          { key: 'person', label: t.person, main: true, cell: ({ person }) => person },
          { key: 'sent', label: t.sent, cell: ({ sentAt, sender }) => `${shortTime(sentAt, lang)} ${t.by(sender)}` },
          { key: 'state', label: t.state, cell: (link) => stateWords(lang, link, article) },
          { key: 'acts', label: t.revoke, quiet: true, cell: (link) => stateOf(link, article, now()) === 'open' && revoke(link) },
        ]}
      />
    </Card>
  )
}

function stateWords(lang: Lang, link: Link, article: Article) {
  const { states } = text[lang]
  const time = (at: Temporal.Instant) => shortTime(at, lang)
  const state = stateOf(link, article, now())
  if (state === 'decided') return states[link.decision!](time(link.decidedAt!))
  if (state === 'revoked') return states.revoked(time(link.revokedAt!))
  if (state === 'expired') return states.expired(time(link.expiresAt))
  if (state === 'changed') return states.changed
  return link.openedAt ? states.opened(time(link.openedAt), time(link.expiresAt)) : states.open(time(link.expiresAt))
}

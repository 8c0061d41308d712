import type { Actor } from '../../../../kernel/access.ts'
import type { Issues } from '../../../../kernel/errors.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table, type Column } from '../../../../ui/table/table.tsx'
import type { Site } from '../../../sites/index.ts'
import { mayRelease, type Bundle, type Failure } from '../../bundles/bundle.ts'
import { articleUrl } from '../address.ts'
import { shortTime, siteName } from '../names.ts'
import type { Line } from '../queries.ts'
import { issueText } from '../text.ts'
import { bundleUrl } from './address.ts'
import { StateChip, stateOf } from './list.tsx'
import { text } from './text.ts'

/** One item of the bundle; `line` null: not for this person's eyes just now. */
export type Item = { articleId: number; line: Line | null; hindrance: Failure | null; live: boolean }

export type BundlePage = {
  actor: Actor
  sites: readonly Site[]
  bundle: Bundle
  items: readonly Item[]
  /** What may be put in, under the words that were looked for. */
  found: readonly Line[]
  q: string
  issues?: Issues
}

export function BundleView(page: BundlePage) {
  const { actor, sites, bundle, issues = {} } = page
  const { lang } = actor
  const t = text[lang]
  const state = stateOf(bundle)
  const site = siteName(sites, bundle.siteId)
  const lead = bundle.releasedAt ? t.out(site, shortTime(bundle.releasedAt, lang)) : t.at(site, shortTime(bundle.releaseAt, lang))
  return (
    <>
      <ErrorSummary errors={Object.values(issues).map((key) => ({ message: issueText(lang, key)! }))} />
      <PageHead
        title={bundle.name}
        lead={
          <>
            <StateChip lang={lang} bundle={bundle} /> <span class="num">{lead}</span>
          </>
        }
        actions={<Acts {...page} />}
      />
      {state === 'held' && <Notice kind="warning">{t.heldNotice}</Notice>}
      {state === 'part' && <Notice kind="warning">{t.partNotice}</Notice>}
      <Items {...page} />
      {bundle.state === 'open' && <Adding {...page} />}
    </>
  )
}

function Acts({ actor, bundle }: BundlePage) {
  const t = text[actor.lang]
  const state = stateOf(bundle)
  const lets = mayRelease(actor, bundle.siteId) && bundle.items.length > 0
  return (
    <>
      {lets && (bundle.state === 'open' || state === 'part') && (
        <LinkButton kind="primary" href={bundleUrl(bundle.id, '/dang')}>
          {state === 'part' ? t.rest : t.release}
        </LinkButton>
      )}
      {bundle.items.length > 0 && bundle.state === 'open' && (
        <LinkButton kind="outline" icon="eye" href={bundleUrl(bundle.id, '/xem-truoc')}>
          {t.preview}
        </LinkButton>
      )}
      {bundle.state === 'open' && (
        <>
          <LinkButton kind="plain" href={bundleUrl(bundle.id, '/sua')}>
            {t.edit}
          </LinkButton>
          <LinkButton kind="plain" href={bundleUrl(bundle.id, '/giai-tan')}>
            {t.dissolve}
          </LinkButton>
        </>
      )}
    </>
  )
}

function Items({ actor, bundle, items }: BundlePage) {
  const t = text[actor.lang]
  const columns: Column<Item>[] = [
    {
      key: 'item',
      label: t.item,
      main: true,
      cell: ({ articleId, line }) => (line ? <a href={articleUrl(articleId)}>{line.title}</a> : t.hidden),
    },
    { key: 'status', label: t.state, cell: ({ line }) => line && <StatusChip status={line.word} /> },
    { key: 'ready', label: t.ready, keep: true, cell: (item) => <Readiness actor={actor} bundle={bundle} item={item} /> },
    {
      key: 'acts',
      label: t.acts,
      quiet: true,
      cell: ({ articleId, line }) =>
        bundle.state === 'open' && <Post action={bundleUrl(bundle.id, '/bo')} id={articleId} label={t.takeOut} title={line?.title} />,
    },
  ]
  return (
    <Table
      caption={bundle.name}
      columns={columns}
      rows={items}
      rowKey={({ articleId }) => articleId}
      empty={<p class="nt">{t.emptyBundle}</p>}
    />
  )
}

/** What stands in the way now; what stood in it at the hour is said for an item that stayed behind. */
function Readiness({ actor, bundle, item }: { actor: Actor; bundle: Bundle; item: Item }) {
  const t = text[actor.lang]
  if (item.live) return <>{t.isLive}</>
  const failed = bundle.items.find(({ articleId }) => articleId === item.articleId)?.failure ?? null
  const why = item.hindrance ?? (failed === 'own' || failed === 'fault' ? failed : null)
  return (
    <span class={why ? 'bb-chua' : undefined}>
      {why && <Icon name="triangle-alert" />}
      {why ? t.failures[why] : t.isReady}
    </span>
  )
}

const Post = ({ action, id, label, title = '' }: { action: string; id: number; label: string; title?: string }) => (
  <form method="post" action={action}>
    <input type="hidden" name="article" value={id} />
    <Button kind="outline" small>
      {label}
      <span class="vh">: {title}</span>
    </Button>
  </form>
)

function Adding({ actor, bundle, found, q }: BundlePage) {
  const t = text[actor.lang]
  const columns: Column<Line>[] = [
    { key: 'item', label: t.item, main: true, cell: ({ id, title }) => <a href={articleUrl(id)}>{title}</a> },
    { key: 'status', label: t.state, keep: true, cell: ({ word }) => <StatusChip status={word} /> },
    {
      key: 'acts',
      label: t.acts,
      quiet: true,
      cell: ({ id, title }) => <Post action={bundleUrl(bundle.id, '/them')} id={id} label={t.putIn} title={title} />,
    },
  ]
  return (
    <Card title={t.add} class="bb-them">
      <p class="mo-ta">{t.addHint}</p>
      <Form action={bundleUrl(bundle.id)} method="get" role="search" class="cs-tim">
        <Field name="q" label={t.words} type="search" value={q} />
        <Button kind="outline" icon="search">
          {t.find}
        </Button>
      </Form>
      <Table caption={t.add} columns={columns} rows={found} rowKey={({ id }) => id} empty={<p class="nt">{t.nothingFound}</p>} />
    </Card>
  )
}

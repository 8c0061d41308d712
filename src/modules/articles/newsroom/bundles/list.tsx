import type { Lang } from '../../../../kernel/text.ts'
import { LinkButton } from '../../../../ui/button/button.tsx'
import { Chip, type Tone } from '../../../../ui/chip/chip.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import type { IconName } from '../../../../ui/icon/icon.tsx'
import { Table, type Column } from '../../../../ui/table/table.tsx'
import type { Site } from '../../../sites/index.ts'
import type { Bundle } from '../../bundles/bundle.ts'
import { shortTime, siteName } from '../names.ts'
import { bundlesPath, bundleUrl } from './address.ts'
import { text } from './text.ts'

type Props = { lang: Lang; sites: readonly Site[]; bundles: readonly Bundle[] }

export function Bundles({ lang, sites, bundles }: Props) {
  const t = text[lang]
  const columns: Column<Bundle>[] = [
    { key: 'name', label: t.name, main: true, cell: ({ id, name }) => <a href={bundleUrl(id)}>{name}</a> },
    { key: 'site', label: t.site, cell: ({ siteId }) => siteName(sites, siteId) },
    { key: 'hour', label: t.hour, keep: true, cell: ({ releaseAt, releasedAt }) => shortTime(releasedAt ?? releaseAt, lang) },
    { key: 'items', label: t.items, cell: ({ items }) => t.count(items.length) },
    { key: 'state', label: t.state, keep: true, cell: (bundle) => <StateChip lang={lang} bundle={bundle} /> },
  ]
  const gather = (
    <LinkButton kind="primary" icon="plus" href={`${bundlesPath}/moi`}>
      {t.gather}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t.bundles} lead={t.lead} actions={gather} />
      <Table caption={t.bundles} columns={columns} rows={bundles} rowKey={({ id }) => id} empty={<p class="nt">{t.none}</p>} />
    </>
  )
}

export const StateChip = ({ lang, bundle }: { lang: Lang; bundle: Bundle }) => {
  const state = stateOf(bundle)
  const { tone, icon } = looks[state]
  return (
    <Chip tone={tone} icon={icon}>
      {text[lang].states[state]}
    </Chip>
  )
}

export type Shown = keyof (typeof text)['vi']['states']
export function stateOf({ state, heldAt, items }: Bundle): Shown {
  if (state === 'open') return heldAt ? 'held' : 'open'
  return state === 'released' && items.some(({ failure }) => failure !== null) ? 'part' : state
}

const looks: Record<Shown, { tone: Tone; icon: IconName }> = {
  open: { tone: 'info', icon: 'calendar-range' },
  held: { tone: 'wrong', icon: 'triangle-alert' },
  released: { tone: 'done', icon: 'circle-check' },
  part: { tone: 'waiting', icon: 'triangle-alert' },
  dissolved: { tone: 'none', icon: 'circle-x' },
}

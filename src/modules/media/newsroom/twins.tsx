import type { Lang } from '../../../kernel/text.ts'
import { Chip } from '../../../ui/chip/chip.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import type { TwinGroup } from '../likeness.ts'
import { text } from '../text.ts'
import { twinsPath } from './filters.tsx'
import { words } from './text.ts'
import { Tile } from './tile.tsx'

export type TwinsProps = { lang: Lang; groups: readonly TwinGroup[]; more: boolean; notice: number }

/** What is there twice, group by group, so that one can be kept and the others hidden. */
export function TwinsPage({ lang, groups, more, notice }: TwinsProps) {
  const t = words[lang].twins
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      {groups.length === 0 && (
        <Empty icon="copy" title={t.none}>
          {t.noneHint}
        </Empty>
      )}
      {groups.map(({ id, exact, items }) => (
        <section class="tl-hop" aria-labelledby={`nhom-${id}`}>
          <h2 id={`nhom-${id}`}>
            {items[0]!.caption || items[0]!.name} <Chip icon="copy">{exact ? t.exact : t.alike}</Chip>
          </h2>
          <ul class="tl-luoi nho">
            {items.map((item) => (
              <Tile lang={lang} item={item} notice={notice} pick={false} />
            ))}
          </ul>
        </section>
      ))}
      {more && (
        <nav class="pager" aria-label={text[lang].pages}>
          <a class="btn o" rel="next" href={`${twinsPath}?before=${groups.at(-1)!.id}`}>
            {text[lang].older}
            <Icon name="chevron-right" />
          </a>
        </nav>
      )}
    </>
  )
}

import { LinkButton } from '../../../../ui/button/button.tsx'
import { CardHead } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { Empty } from '../../../../ui/empty/empty.tsx'
import type { Part } from '../../body/diff.ts'
import { renderPicture } from '../../body/render.ts'
import { articleUrl } from '../address.ts'
import type { Read } from '../review/reading.ts'
import { text } from '../text.ts'
import type { FactDiff } from './facts.ts'
import { CompareForm } from './form.tsx'
import type { Comparison } from './reading.ts'

/** Two revisions side by side where there is room, in one column where there is none. */
export function ComparePage({ read, compared }: { read: Read; compared: Comparison | null }) {
  const { actor, article } = read
  const t = text[actor.lang]
  return (
    <>
      <PageHead
        title={t.compareTitle}
        lead={article.title || t.untitled}
        actions={<LinkButton href={articleUrl(article.id)}>{t.backToArticle}</LinkButton>}
      />
      {!compared && (
        <Empty icon="history" title={t.noHistory}>
          {t.noHistoryHint}
        </Empty>
      )}
      {compared && <CompareForm read={read} compared={{ ...compared, count: compared.diff.count + compared.facts.length }} />}
      {compared && <Sides read={read} compared={compared} />}
    </>
  )
}

function Sides({ read: { actor, article }, compared }: { read: Read; compared: Comparison }) {
  const { diff, before, facts, from, to } = compared
  const t = text[actor.lang]
  const rows = [
    { key: 'title', kind: 'td', before: before.title, after: diff.title },
    { key: 'lead', kind: 'sp-o', before: before.lead, after: diff.lead },
    ...diff.blocks.map(({ id, html, before }) => ({ key: id, kind: 'bai', before, after: html })),
  ].filter((row) => row.before || row.after)
  return (
    <>
      {diff.none && facts.length === 0 && <p class="mo-ta">{diff.none}</p>}
      <div class="ss xb-sua" lang={article.lang === actor.lang ? undefined : article.lang}>
        <div class="ss-h ss-dau" lang={actor.lang}>
          <b aria-hidden="true">{t.Revision(from)}</b>
          <b>{to === 'now' ? t.NowText : t.Revision(to)}</b>
        </div>
        {rows.map((row) => (
          <div class="ss-h" key={row.key}>
            <div class={`ss-truoc ${row.kind}`} aria-hidden="true" dangerouslySetInnerHTML={{ __html: row.before }} />
            <div class={`ss-sau ${row.kind}`} dangerouslySetInnerHTML={{ __html: row.after }} />
          </div>
        ))}
      </div>
      {facts.length > 0 && <CardHead title={t.info} />}
      {facts.length > 0 && <FactList {...{ actor, compared }} />}
    </>
  )
}

function FactList({ actor, compared: { facts, diff, media } }: { actor: Read['actor']; compared: Comparison }) {
  const t = text[actor.lang]
  return (
    <dl class="ss-tt">
      {facts.map((fact, index) => (
        <div id={`sua-${diff.count + index + 1}`}>
          <dt>{t.facts[fact.name]}</dt>
          <dd>
            {fact.parts.map((part) => (
              <FactPart fact={fact} part={part} media={media} words={t} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

type FactPartProps = { fact: FactDiff; part: Part; media: Comparison['media']; words: { added: string; removed: string } }

function FactPart({ fact, part, media, words }: FactPartProps) {
  const picture = fact.name === 'cover' ? media.get(Number(part.text)) : undefined
  const shown = picture ? (
    <span class="sua-anh" dangerouslySetInnerHTML={{ __html: renderPicture(picture, picture.alt, '20rem') }} />
  ) : (
    part.text
  )
  if (!part.change) return <span>{shown}</span>
  const said = <span class="vh">{part.change === 'added' ? words.added : words.removed}: </span>
  return part.change === 'added' ? (
    <ins>
      {said}
      {shown}
    </ins>
  ) : (
    <del>
      {said}
      {shown}
    </del>
  )
}

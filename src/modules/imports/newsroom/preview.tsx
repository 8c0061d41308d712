import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { Card, CardHead, Facts } from '../../../ui/card/card.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { Note, NoteKind } from '../item.ts'
import type { Run, Sample } from '../run.ts'
import { text as module } from '../text.ts'
import { text } from './text.ts'

/** What a source holds, before anything of it is written. */
export function PreviewPart({ lang, run: { preview, total } }: { lang: Lang; run: Run }) {
  const t = text[lang]
  const number = (value: number) => formatNumber(value, lang)
  const sections = Object.entries(preview.sections).toSorted(([, a], [, b]) => b - a)
  const notes = (Object.entries(preview.notes) as [NoteKind, number][]).toSorted(([, a], [, b]) => b - a)
  return (
    <>
      <Card title={t.holds}>
        <Facts
          facts={[
            { label: t.items, value: number(total) },
            { label: t.authors, value: number(preview.authors) },
            { label: t.picturesBar, value: number(preview.pictures) },
            {
              label: t.sections,
              value: sections
                .slice(0, 30)
                .map(([name, count]) => `${name || module[lang].fallbackSection} (${number(count)})`)
                .join(', '),
            },
          ]}
        />
      </Card>
      {notes.length > 0 && (
        <Table
          caption={t.wouldNotFit}
          showCaption
          rows={notes}
          columns={[
            { key: 'what', label: t.note, main: true, cell: ([kind]) => module[lang].notes[kind] },
            { key: 'count', label: t.count, align: 'right', cell: ([, count]) => number(count) },
          ]}
        />
      )}
      {preview.samples.length > 0 && <CardHead title={t.samples} count={preview.samples.length} />}
      {preview.samples.map((sample) => (
        <SampleCard lang={lang} sample={sample} />
      ))}
    </>
  )
}

function SampleCard({
  lang,
  sample: { title, lead, date, section, authors, pictures, text: words, notes },
}: {
  lang: Lang
  sample: Sample
}) {
  const t = text[lang]
  return (
    <Card label={title}>
      <h3>{title}</h3>
      <p class="mo-ta">{[date ?? t.noDate, section || module[lang].fallbackSection, ...authors, t.pictureCount(pictures)].join(' · ')}</p>
      {lead && (
        <p>
          <b>{lead}</b>
        </p>
      )}
      <p>{words}</p>
      <Notes lang={lang} notes={notes} />
    </Card>
  )
}

export const Notes = ({ lang, notes }: { lang: Lang; notes: readonly Note[] }) =>
  notes.length === 0 ? null : (
    <ul>
      {notes.map(({ kind, detail }) => (
        <li>
          {module[lang].notes[kind]}
          {detail && <small class="num"> {detail}</small>}
        </li>
      ))}
    </ul>
  )

import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { CardHead } from '../../../ui/card/card.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { NoteKind } from '../item.ts'
import type { Counts, ReportRow } from '../queries.ts'
import type { Run } from '../run.ts'
import { text as module, troubleText } from '../text.ts'
import { runUrl } from './address.ts'
import { Notes } from './preview.tsx'
import { text } from './text.ts'

type ReportProps = { lang: Lang; run: Run; counts: Counts; rows: readonly ReportRow[]; more: boolean; kind?: NoteKind | undefined }

/** Item by item, what did not fit: narrowed by kind, and as a table for an office program. */
export function ReportPart({ lang, run, counts, rows, more, kind }: ReportProps) {
  const t = text[lang]
  const kinds = (Object.entries(counts.notes) as [NoteKind, number][]).toSorted(([, a], [, b]) => b - a)
  const next = `${runUrl(run.id)}?${new URLSearchParams({ ...(kind && { ghi: kind }), tu: String(rows.at(-1)?.id ?? 0) }).toString()}`
  return (
    <>
      <CardHead
        title={t.report}
        actions={
          <LinkButton small icon="download" href={runUrl(run.id, '/bao-cao.csv')} download>
            {t.csv}
          </LinkButton>
        }
      />
      {kinds.length > 0 && (
        <Form action={runUrl(run.id)} method="get" label={t.filter}>
          <SelectField
            name="ghi"
            label={t.filter}
            value={kind}
            empty={t.allNotes}
            options={kinds.map(([one, count]) => ({ value: one, label: `${module[lang].notes[one]} (${formatNumber(count, lang)})` }))}
          />
          <div class="nut">
            <Button kind="outline" icon="filter">
              {t.narrow}
            </Button>
          </div>
        </Form>
      )}
      <Table
        caption={t.report}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<Empty icon="circle-check" title={t.allFits} />}
        columns={[
          {
            key: 'title',
            label: t.item,
            main: true,
            cell: (row) =>
              row.articleId === null ? row.title || '–' : <a href={`/toa-soan/bai-viet/${row.articleId}`}>{row.title || '–'}</a>,
          },
          { key: 'notes', label: t.note, cell: (row) => <RowNotes lang={lang} row={row} /> },
          { key: 'address', label: t.oldAddress, wide: true, cell: (row) => <span class="num">{row.address}</span> },
        ]}
      />
      {more && (
        <div class="nut">
          <LinkButton icon="chevron-right" href={next}>
            {t.next}
          </LinkButton>
        </div>
      )}
    </>
  )
}

const RowNotes = ({ lang, row }: { lang: Lang; row: ReportRow }) => (
  <>
    <Notes lang={lang} notes={row.notes} />
    {row.failed.length > 0 && (
      <ul>
        {row.failed.map(({ address, trouble }) => (
          <li>
            {module[lang].notes.pictureFailed}: {troubleText(lang, trouble)} <small class="num">{address}</small>
          </li>
        ))}
      </ul>
    )}
  </>
)

import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import { lengths, type Listed } from '../medium.ts'
import { issueText, text } from '../text.ts'
import { captionsPath } from './library.tsx'
import { words } from './text.ts'
import { Face } from './tile.tsx'

export type CaptionsProps = { lang: Lang; items: readonly Listed[]; typed?: Typed; issues?: Issues }

/** What the form calls a field of a row: `caption-12`. */
export const fieldOf = (name: 'caption' | 'credit' | 'alt', id: number) => `${name}-${id}`

/** Many media in one form, each with its picture beside its words. */
export function CaptionsPage({ lang, items, typed = {}, issues = {} }: CaptionsProps) {
  const t = words[lang].captions
  if (items.length === 0)
    return (
      <Empty icon="images" title={t.none} action={<LinkButton href="/toa-soan/tu-lieu">{text[lang].back}</LinkButton>}>
        {t.noneHint}
      </Empty>
    )
  return (
    <>
      <PageHead title={t.title} lead={t.lead(formatNumber(items.length, lang), items.length)} />
      <ErrorSummary errors={summary({ lang, items, issues })} />
      <Form action={captionsPath} label={t.title}>
        {items.map(({ id }) => (
          <input type="hidden" name={`chon-${id}`} value="1" />
        ))}
        <Shared lang={lang} typed={typed} issues={issues} />
        <ol class="tl-ca" aria-label={t.table}>
          {items.map((item) => (
            <CaptionRow lang={lang} item={item} typed={typed} issues={issues} />
          ))}
        </ol>
        <FormActions>
          <Button icon="save">{t.save}</Button>
        </FormActions>
      </Form>
    </>
  )
}

type Part = Required<Omit<CaptionsProps, 'items'>>

function summary({ lang, items, issues }: Pick<Required<CaptionsProps>, 'lang' | 'items' | 'issues'>) {
  const nameOf = (field: string) => items.find(({ id }) => field.endsWith(`-${id}`))?.name
  return Object.entries(issues).map(([field, key]) => {
    const why = issueText(lang, key)
    const name = nameOf(field)
    return { field, message: name ? words[lang].captions.row(name, why) : why }
  })
}

function Shared({ lang, typed, issues }: Part) {
  const t = words[lang]
  const wrong = (field: string) => issues[field] && issueText(lang, issues[field])
  return (
    <section class="tl-hop" aria-labelledby="chung">
      <h2 id="chung">{t.captions.all}</h2>
      <p>{t.captions.allHint}</p>
      <FormRow>
        <Field name="caption" label={t.island.caption} value={typed.caption} error={wrong('caption')} />
        <Field name="credit" label={t.island.credit} value={typed.credit} error={wrong('credit')} maxlength={lengths.credit} />
      </FormRow>
    </section>
  )
}

function CaptionRow({ lang, item, typed, issues }: Part & { item: Listed }) {
  const t = words[lang]
  const field = (name: 'caption' | 'credit' | 'alt') => {
    const id = fieldOf(name, item.id)
    return { name: id, label: t.island[name], value: typed[id] ?? item[name], error: issues[id] && issueText(lang, issues[id]) }
  }
  return (
    <li class="tl-hop" aria-label={item.name}>
      <a href={`/toa-soan/tu-lieu/${item.id}`} tabindex={-1} aria-hidden="true">
        <Face lang={lang} item={item} />
      </a>
      <div>
        <p class="tl-phu">{item.name}</p>
        <AreaField {...field('caption')} rows={2} />
        <Field {...field('credit')} maxlength={lengths.credit} />
        {item.kind === 'image' && !item.decorative && <AreaField {...field('alt')} rows={2} />}
      </div>
    </li>
  )
}

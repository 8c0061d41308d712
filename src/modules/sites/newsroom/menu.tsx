import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { RadioField, SelectField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { tabHref } from './frame.tsx'
import type { EntryLine, SectionLine } from './lines.ts'
import { EditLink, Row, Rows, Steps } from './rows.tsx'
import { issueText } from './issues.ts'
import { text } from './text.ts'

export function MenuPage({ lang, siteId, entries }: { lang: Lang; siteId: number; entries: readonly EntryLine[] }) {
  const t = text[lang]
  const footer = entries.filter(({ place }) => place === 'footer')
  const headings = [...new Set(footer.map(({ heading }) => heading))]
  return (
    <>
      <h2 class="hh">{t.menu.main}</h2>
      <Entries lang={lang} siteId={siteId} label={t.menu.main} entries={entries.filter(({ place }) => place === 'main')} />
      <AddEntry lang={lang} siteId={siteId} place="main" />
      {headings.map((heading) => (
        <>
          <h2 class="hh">
            {t.menu.footer}: {heading}
          </h2>
          <Entries
            lang={lang}
            siteId={siteId}
            label={`${t.menu.footer}: ${heading}`}
            entries={footer.filter((entry) => entry.heading === heading)}
          />
        </>
      ))}
      {headings.length === 0 && <h2 class="hh">{t.menu.footer}</h2>}
      <AddEntry lang={lang} siteId={siteId} place="footer" />
    </>
  )
}

function Entries({ lang, siteId, label, entries }: { lang: Lang; siteId: number; label: string; entries: readonly EntryLine[] }) {
  const t = text[lang]
  const base = tabHref(siteId, 'menu')
  if (entries.length === 0) return <p class="mo-ta">{t.menu.empty}</p>
  return (
    <Rows label={label}>
      {entries.map((entry, index) => (
        <Row
          title={entry.label}
          note={entry.hidden ? t.menu.hiddenTarget : (entry.href ?? `/${entry.slug}`)}
          hidden={entry.hidden ? t.hidden : undefined}
        >
          <Steps lang={lang} action={`${base}/${entry.id}`} name={entry.label} first={index === 0} last={index === entries.length - 1} />
          <EditLink lang={lang} href={`${base}/${entry.id}`} name={entry.label} />
        </Row>
      ))}
    </Rows>
  )
}

const AddEntry = ({ lang, siteId, place }: { lang: Lang; siteId: number; place: 'main' | 'footer' }) => (
  <div class="nut xs-nut">
    <LinkButton icon="plus" href={`${tabHref(siteId, 'menu')}/them?cho=${place}`}>
      {text[lang].menu.addTo[place]}
    </LinkButton>
  </div>
)

type EntryProps = {
  lang: Lang
  siteId: number
  /** Unset for a new entry. */ id?: number
  sections: readonly SectionLine[]
  headings: readonly string[]
  issues?: Issues
  typed: Typed
}

export function EntryPage({ lang, siteId, id, sections, headings, issues = {}, typed }: EntryProps) {
  const t = text[lang]
  const base = `${tabHref(siteId, 'menu')}/${id ?? 'them'}`
  const said = (field: string) => issueText(lang, issues[field])
  const targets = sections.map((section) => ({ value: String(section.id), label: '– '.repeat(section.depth) + section.name }))
  return (
    <>
      <Card>
        <Form action={base}>
          <Field name="label" label={t.menu.label} value={typed.label} maxlength={80} required error={said('label')} />
          <SelectField
            name="sectionId"
            label={t.menu.section}
            value={typed.sectionId}
            empty={t.menu.otherwise}
            options={targets}
            error={said('sectionId')}
          />
          <Field
            name="href"
            label={t.menu.href}
            hint={t.menu.hrefHint}
            value={typed.href}
            maxlength={500}
            autocomplete="off"
            spellcheck={false}
            error={said('href')}
          />
          <RadioField
            name="place"
            label={t.menu.place}
            value={typed.place ?? 'main'}
            columns
            options={(['main', 'footer'] as const).map((value) => ({ value, label: t.menu[value] }))}
            error={said('place')}
          />
          <Field
            name="heading"
            label={t.menu.heading}
            hint={headings.length > 0 ? `${t.menu.headingHint} (${headings.join(' · ')})` : t.menu.headingHint}
            value={typed.heading}
            width="medium"
            maxlength={80}
            error={said('heading')}
          />
          <FormActions>
            <Button icon={id ? undefined : 'plus'}>{id ? t.save : t.menu.add}</Button>
          </FormActions>
        </Form>
      </Card>
      {id !== undefined && (
        <Card>
          <Form action={`${base}/xoa`}>
            <Button kind="outline" icon="trash-2">
              {t.remove}
            </Button>
          </Form>
        </Card>
      )}
    </>
  )
}

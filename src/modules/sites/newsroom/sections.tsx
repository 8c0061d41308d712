import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Standing } from '../../../kernel/module.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { AreaField, Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { tabHref } from './frame.tsx'
import type { SectionLine } from './lines.ts'
import { EditLink, Row, Rows, Steps } from './rows.tsx'
import { issueText } from './issues.ts'
import { text } from './text.ts'

type TreeProps = { lang: Lang; siteId: number; sections: readonly SectionLine[]; standing: ReadonlyMap<number, Standing> }

export function SectionTree({ lang, siteId, sections, standing }: TreeProps) {
  const t = text[lang]
  const base = tabHref(siteId, 'sections')
  const add = (
    <LinkButton kind="primary" icon="plus" href={`${base}/them`}>
      {t.section.add}
    </LinkButton>
  )
  if (sections.length === 0)
    return (
      <Empty icon="layout-list" title={t.section.empty} action={add}>
        {t.section.emptyHint}
      </Empty>
    )
  return (
    <>
      <p class="mo-ta">{t.section.lead}</p>
      <div class="nut xs-nut">{add}</div>
      <Rows label={t.section.list}>
        {sections.map((section) => (
          <Row
            depth={section.depth}
            title={section.name}
            hidden={section.hidden ? t.hidden : undefined}
            note={`/${section.slug} · ${t.section.publications(standing.get(section.id)?.seen ?? 0)}`}
          >
            <Steps lang={lang} action={`${base}/${section.id}`} name={section.name} first={section.first} last={section.last} />
            <EditLink lang={lang} href={`${base}/${section.id}`} name={section.name} />
          </Row>
        ))}
      </Rows>
    </>
  )
}

type FieldsProps = { lang: Lang; sections: readonly SectionLine[]; self?: SectionLine; issues?: Issues; typed: Typed }

export const NewSection = ({ siteId, ...props }: FieldsProps & { siteId: number }) => (
  <Card>
    <Form action={`${tabHref(siteId, 'sections')}/them`}>
      <SectionFields {...props} />
      <FormActions>
        <Button icon="plus">{text[props.lang].section.add}</Button>
      </FormActions>
    </Form>
  </Card>
)

export function SectionPage({
  lang,
  siteId,
  section,
  sections,
  removable,
  issues,
  typed,
}: Omit<FieldsProps, 'typed' | 'self'> & { siteId: number; section: SectionLine; removable: boolean; typed?: Typed }) {
  const t = text[lang]
  const base = `${tabHref(siteId, 'sections')}/${section.id}`
  const value = typed ?? {
    name: section.name,
    slug: section.slug,
    description: section.description,
    parentId: String(section.parentId ?? ''),
  }
  return (
    <>
      <Card>
        <Form action={base}>
          <SectionFields lang={lang} sections={sections} self={section} issues={issues} typed={value} />
          <FormActions>
            <Button>{t.save}</Button>
          </FormActions>
        </Form>
      </Card>
      <Card title={t.section.more}>
        <p class="mo-ta">{section.hidden ? t.section.showLead : t.section.hideLead}</p>
        <Form action={`${base}/${section.hidden ? 'hien' : 'an'}`}>
          <Button kind="outline" icon={section.hidden ? 'eye' : 'eye-off'}>
            {section.hidden ? t.show : t.hide}
          </Button>
        </Form>
        <p class="mo-ta">{t.section.removeLead}</p>
        {removable && (
          <LinkButton icon="trash-2" href={`${base}/xoa`}>
            {t.remove}
          </LinkButton>
        )}
      </Card>
    </>
  )
}

function SectionFields({ lang, sections, self, issues = {}, typed }: FieldsProps) {
  const t = text[lang]
  const inside = self ? below(sections, self.id) : []
  const parents = sections
    .filter(({ id }) => !inside.includes(id))
    .map(({ id, name, depth }) => ({ value: String(id), label: '– '.repeat(depth) + name }))
  return (
    <>
      <Field name="name" label={t.section.name} value={typed.name} maxlength={120} required error={issueText(lang, issues.name)} />
      <Field
        name="slug"
        label={t.section.slug}
        hint={self ? t.section.slugChange : t.section.slugHint}
        value={typed.slug}
        maxlength={80}
        width="medium"
        autocomplete="off"
        spellcheck={false}
        error={issueText(lang, issues.slug)}
      />
      <SelectField
        name="parentId"
        label={t.section.parent}
        value={typed.parentId}
        empty={t.section.top}
        options={parents}
        error={issueText(lang, issues.parentId)}
      />
      <AreaField
        name="description"
        label={t.section.description}
        value={typed.description}
        rows={2}
        maxlength={400}
        optional
        error={issueText(lang, issues.description)}
      />
    </>
  )
}

const below = (sections: readonly SectionLine[], id: number): number[] => [
  id,
  ...sections.filter(({ parentId }) => parentId === id).flatMap((child) => below(sections, child.id)),
]

import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import type { Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'
import { SelectField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { sectionBlock } from '../site.ts'
import { tabHref } from './frame.tsx'
import type { BlockLine, SectionLine } from './lines.ts'
import { EditLink, Row, Rows, Steps } from './rows.tsx'
import { issueText } from './issues.ts'
import { text } from './text.ts'

/** The kinds of blocks that modules offer, with their names. */
export type Kinds = Readonly<Record<string, Record<Lang, string>>>
type HomeProps = {
  lang: Lang
  siteId: number
  blocks: readonly BlockLine[]
  kinds: Kinds
  sections: readonly SectionLine[]
  issues?: Issues
  typed?: Typed
}

export function HomePage({ lang, siteId, blocks, kinds, sections, issues = {}, typed = {} }: HomeProps) {
  const t = text[lang].home
  const base = tabHref(siteId, 'home')
  return (
    <>
      <p class="mo-ta">{t.lead}</p>
      {blocks.length === 0 ? (
        <Empty icon="layout-dashboard" title={t.empty}>
          {t.emptyHint}
        </Empty>
      ) : (
        <Rows label={t.list}>
          {blocks.map((block, index) => {
            const name = block.title ?? kinds[block.kind]?.[lang] ?? block.kind
            return (
              <Row title={name} hidden={block.hidden ? text[lang].hidden : undefined} note={noteOf(lang, block, kinds, sections)}>
                <Steps lang={lang} action={`${base}/${block.id}`} name={name} first={index === 0} last={index === blocks.length - 1} />
                <Form action={`${base}/${block.id}/${block.hidden ? 'hien' : 'an'}`}>
                  <Button
                    kind="plain"
                    small
                    icon={block.hidden ? 'eye' : 'eye-off'}
                    label={`${block.hidden ? text[lang].show : text[lang].hide} ${name}`}
                  />
                </Form>
                <EditLink lang={lang} href={`${base}/${block.id}`} name={name} />
              </Row>
            )
          })}
        </Rows>
      )}
      <Card title={t.add} class="xs-nut">
        <Form action={base}>
          <SelectField
            name="kind"
            label={t.kind}
            value={typed.kind}
            options={Object.entries(kinds).map(([value, names]) => ({ value, label: names[lang] }))}
            error={issueText(lang, issues.kind)}
          />
          <BlockFields lang={lang} sections={sections} issues={issues} typed={typed} hint />
          <FormActions>
            <Button kind="outline" icon="plus">
              {t.add}
            </Button>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

type BlockProps = { lang: Lang; siteId: number; block: BlockLine; sections: readonly SectionLine[]; issues?: Issues; typed?: Typed }

export function BlockPage({ lang, siteId, block, sections, issues = {}, typed }: BlockProps) {
  const base = `${tabHref(siteId, 'home')}/${block.id}`
  const value = typed ?? { title: block.title ?? '', section: block.section ?? '' }
  return (
    <>
      <Card>
        <Form action={base}>
          <BlockFields lang={lang} sections={block.kind === sectionBlock ? sections : []} issues={issues} typed={value} />
          <FormActions>
            <Button>{text[lang].save}</Button>
          </FormActions>
        </Form>
      </Card>
      <Card>
        <Form action={`${base}/xoa`}>
          <Button kind="outline" icon="trash-2">
            {text[lang].remove}
          </Button>
        </Form>
      </Card>
    </>
  )
}

function BlockFields({
  lang,
  sections,
  issues,
  typed,
  hint,
}: {
  lang: Lang
  sections: readonly SectionLine[]
  issues: Issues
  typed: Typed
  hint?: boolean
}) {
  const t = text[lang].home
  const choices = sections.map(({ slug, name, depth }) => ({ value: slug, label: '– '.repeat(depth) + name }))
  return (
    <>
      <Field
        name="title"
        label={t.title}
        hint={t.titleHint}
        value={typed.title}
        maxlength={120}
        optional
        error={issueText(lang, issues.title)}
      />
      {choices.length > 0 && (
        <SelectField
          name="section"
          label={t.section}
          hint={hint ? t.sectionHint : undefined}
          value={typed.section}
          empty={t.noSection}
          options={choices}
          error={issueText(lang, issues.section)}
        />
      )}
    </>
  )
}

function noteOf(lang: Lang, { kind, section, title }: BlockLine, kinds: Kinds, sections: readonly SectionLine[]) {
  const known = kinds[kind]?.[lang]
  if (!known) return text[lang].home.unknown
  const name = section && (sections.find(({ slug }) => slug === section)?.name ?? `/${section}`)
  return [title === undefined ? text[lang].home.noTitle : known, name].filter(Boolean).join(' · ')
}

import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { RadioField } from '../../../../ui/field/choice.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table, type Column } from '../../../../ui/table/table.tsx'
import { coachText, levelOf, levels, rules, rulesPath, type Rule, type Strictness } from '../../../coach/index.ts'
import { genres, type Genre } from '../../article.ts'
import { text as module } from '../../text.ts'
import { fieldName } from './form.ts'
import { text } from './text.ts'

export type StrictnessPage = {
  lang: Lang
  chosen: Strictness
  /** What was in force when the page was asked for. */ from: Strictness
  mayChoose: boolean
  wrong: boolean
}

/** Rules by genres, three ways each. */
export function StrictnessPage({ lang, chosen, from, mayChoose, wrong }: StrictnessPage) {
  const t = text[lang]
  const open = rules.filter(({ fixed }) => !fixed)
  return (
    <>
      <ErrorSummary errors={wrong ? [{ message: t.unknownChoice }] : []} />
      <PageHead title={t.title} lead={t.lead} />
      {!mayChoose && <Notice>{t.onlyRead}</Notice>}
      <Form action={rulesPath} class="xep">
        <input type="hidden" name="from" value={JSON.stringify(from)} />
        <Table class="qt-bang" caption={t.title} columns={columnsOf(lang, chosen, mayChoose)} rows={open} rowKey={({ key }) => key} />
        <Card>
          <RadioField
            name="style"
            label={t.style}
            hint={t.styleHint}
            value={chosen.style}
            options={(['old', 'new'] as const).map((value) => ({ value, label: t.styles[value], disabled: !mayChoose }))}
          />
        </Card>
        {mayChoose && (
          <FormActions>
            <Button icon="check">{t.save}</Button>
          </FormActions>
        )}
      </Form>
      <Card title={t.always}>
        <p>{t.alwaysLead}</p>
        <ul>
          {rules
            .filter(({ fixed }) => fixed)
            .map(({ key }) => (
              <li>{coachText[lang].rules[key]}</li>
            ))}
        </ul>
      </Card>
    </>
  )
}

function columnsOf(lang: Lang, chosen: Strictness, mayChoose: boolean): Column<Rule>[] {
  const names = coachText[lang].rules
  return [
    { key: 'rule', label: text[lang].rule, main: true, cell: ({ key }) => names[key] },
    ...genres.map((genre) => ({
      key: genre,
      label: module[lang].genres[genre],
      cell: (rule: Rule) => <Choice {...{ lang, chosen, mayChoose, genre, rule }} />,
    })),
  ]
}

type ChoiceProps = { lang: Lang; chosen: Strictness; mayChoose: boolean; genre: Genre; rule: Rule }

function Choice({ lang, chosen, mayChoose, genre, rule }: ChoiceProps) {
  const level = levelOf(rule, genre, chosen.levels)
  return (
    <select
      class={`qt-muc ${level}`}
      name={fieldName(rule.key, genre)}
      aria-label={text[lang].choiceOf(coachText[lang].rules[rule.key], module[lang].genres[genre])}
      disabled={!mayChoose}
    >
      {levels.map((value) => (
        <option value={value} selected={value === level}>
          {coachText[lang].levels[value]}
        </option>
      ))}
    </select>
  )
}

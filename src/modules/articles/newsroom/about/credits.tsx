import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { CheckField, SelectField } from '../../../../ui/field/choice.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import { contributionRoles } from '../../article.ts'
import { text as module } from '../../text.ts'
import { articleUrl } from '../address.ts'
import { issueText, text } from '../text.ts'
import type { Credited } from './credits.ts'
import type { InfoPage } from './info.tsx'

/** Who did what and how much of it. Searching and adding post the same form, so that nothing typed in it is lost. */
export function Credits(page: InfoPage) {
  const { lang, article, credits, issues = {}, mayAddAuthors } = page
  const t = text[lang]
  return (
    <Card title={t.credits} class="tt-tg">
      <Form action={articleUrl(article.id, '/tac-gia')} id="tac-gia">
        <p class="ht" id="contributions">
          {t.creditsHint}
        </p>
        {issues.contributions && <p class="loi">{issueText(lang, issues.contributions)}</p>}
        <ol class="n">
          {credits.map((row, index) => (
            <Row page={page} row={row} index={index} />
          ))}
        </ol>
        <FormActions>
          <Button icon="save" name="do" value="save">
            {t.saveCredits}
          </Button>
        </FormActions>
        <div class="tt-tim">
          <Field name="q" type="search" label={t.searchPeople} hint={t.searchPeopleHint} maxlength={100} />
          <Button kind="outline" icon="search" name="do" value="search">
            {t.search}
          </Button>
        </div>
        <Found {...page} />
        {mayAddAuthors && (
          <p>
            <LinkButton kind="plain" icon="user-plus" href="/toa-soan/tac-gia" newTab>
              {t.addAuthor}
            </LinkButton>
          </p>
        )}
      </Form>
    </Card>
  )
}

function Row({ page: { lang, issues = {} }, row, index }: { page: InfoPage; row: Credited; index: number }) {
  const t = text[lang]
  const roles = module[lang].credits
  const error = (name: string) => issueText(lang, issues[`${name}-${index}`])
  return (
    <li>
      <fieldset>
        <legend>{row.name || t.contributor(index + 1)}</legend>
        <input type="hidden" name={`person-${index}`} id={`person-${index}`} value={row.personId} />
        {error('person') && <p class="loi">{error('person')}</p>}
        <div class="tt-dong">
          <PenName lang={lang} row={row} name={`pen-${index}`} error={error('pen')} />
          <SelectField
            name={`role-${index}`}
            label={t.role}
            value={row.role}
            empty={false}
            error={error('role')}
            options={contributionRoles.map((role) => ({ value: role, label: roles[role] }))}
          />
          <Field
            name={`share-${index}`}
            label={t.share}
            value={row.share}
            unit="%"
            width="short"
            inputMode="decimal"
            error={error('share')}
          />
          <CheckField name={`drop-${index}`} label={t.dropLine} checked={row.drop} />
        </div>
      </fieldset>
    </li>
  )
}

function PenName({ lang, row, name, error }: { lang: InfoPage['lang']; row: Credited; name: string; error?: string }) {
  const t = text[lang]
  const known = [...new Set([...row.penNames, ...(row.penName ? [row.penName] : [])])]
  const options = known.map((penName) => ({ value: penName, label: penName }))
  return <SelectField name={name} label={t.penName} value={row.penName} empty={t.realName(row.name)} error={error} options={options} />
}

function Found({ lang, found }: InfoPage) {
  const t = text[lang]
  if (!found) return null
  if (found.people.length === 0) return <p role="status">{t.noPeople(found.q)}</p>
  return (
    <>
      <h3 class="hh">{t.found(found.q)}</h3>
      <ul class="n tt-thay">
        {found.people.map((person) => (
          <li>
            <span>
              <b>{person.name}</b>{' '}
              <small class="ht">{[...person.penNames.map(({ name }) => name), ...(person.account ? [] : [t.outsider])].join(' · ')}</small>
            </span>
            <Button kind="outline" small icon="plus" name="add" value={person.id} aria-label={t.addPerson(person.name)}>
              {t.add}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

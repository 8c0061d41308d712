import type { Issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { PageHead } from '../../../../ui/desk/head.tsx'
import { SelectField } from '../../../../ui/field/choice.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Site } from '../../../sites/index.ts'
import { deciders, genres, type Genre, type Stages } from '../../article.ts'
import { stagesFor, type ChosenStages } from '../../procedure/settings.ts'
import { whoMay, type WhoAtStage } from '../../procedure/who.ts'
import { text as module } from '../../text.ts'
import { issueText, text as newsroom } from '../text.ts'
import { procedureUrl } from './address.ts'
import { text } from './text.ts'

export type SiteProcedure = {
  lang: Lang
  site: Site
  chosen: ChosenStages
  /** The roles that somebody holds on the site. */
  held: ReadonlySet<string>
  typed?: Typed
  issues?: Issues
}

/** How many stages a site's items go through, by genre, and who does what at each. */
export function SiteProcedure(page: SiteProcedure) {
  const { lang, site, issues = {} } = page
  const t = text[lang]
  return (
    <>
      <ErrorSummary errors={Object.entries(issues).map(([field, key]) => ({ field, message: issueText(lang, key)! }))} />
      <PageHead title={`${t.title}: ${site.name}`} lead={t.lead} />
      <div class="xep">
        <Notice>{t.onTheirWay}</Notice>
        <Choosing {...page} />
        <Card title={t.who}>
          <p class="mo-ta">{t.whoLead}</p>
          {tablesOf(page).map(([count, used]) => (
            <WhoDoes page={page} count={count} genres={used} />
          ))}
          <p class="nt">{t.whoOwn}</p>
        </Card>
      </div>
    </>
  )
}

function Choosing({ lang, site, chosen, typed, issues = {} }: SiteProcedure) {
  const t = text[lang]
  const counts = countOptions(lang)
  const value = (field: string, key: string) => (typed ? typed[field] : String(chosen[key] ?? ''))
  const own = genres.some((genre) => chosen[`${site.id}:${genre}`] !== undefined)
  return (
    <Form action={procedureUrl(site.id)} class="xep">
      <Card>
        <SelectField
          name="all"
          label={t.forSite}
          empty={t.likeNetwork(t.counts[chosen.all ?? 2])}
          value={value('all', String(site.id))}
          options={counts}
          error={issueText(lang, issues.all)}
        />
        <details class="bv-mo" open={own || typed !== undefined}>
          <summary class="btn g nho">
            {t.byGenre}
            <Icon name="chevron-down" />
          </summary>
          <p class="ht">{t.byGenreHint}</p>
          <div class="bv-hang">
            {genres.map((genre) => (
              <SelectField
                name={`genre-${genre}`}
                label={module[lang].genres[genre]}
                empty={t.likeSite}
                value={value(`genre-${genre}`, `${site.id}:${genre}`)}
                options={counts}
                error={issueText(lang, issues[`genre-${genre}`])}
              />
            ))}
          </div>
        </details>
      </Card>
      <FormActions>
        <Button>{t.save}</Button>
      </FormActions>
    </Form>
  )
}

export const countOptions = (lang: Lang) =>
  ([1, 2, 3, 4] as const).map((count) => ({ value: String(count), label: text[lang].counts[count] }))

/** The tables in use on the site, each with the genres that go by it; the site's own comes first. */
function tablesOf({ site, chosen }: SiteProcedure): [Stages, Genre[]][] {
  const usual = stagesFor(chosen, site.id)
  const counts = [usual, ...([1, 2, 3, 4] as const).filter((count) => count !== usual)]
  return counts
    .map((count): [Stages, Genre[]] => [count, genres.filter((genre) => stagesFor(chosen, site.id, genre) === count)])
    .filter(([, used]) => used.length > 0)
}

function WhoDoes({
  page: { lang, site, chosen, held },
  count,
  genres: used,
}: {
  page: SiteProcedure
  count: Stages
  genres: readonly Genre[]
}) {
  const t = text[lang]
  const isUsual = count === stagesFor(chosen, site.id)
  const named = used.map((genre) => module[lang].genres[genre]).join(', ')
  const words = used.length === genres.length ? t.allGenres : isUsual ? t.otherGenres : named
  return (
    <div class="qt-bang">
      <p>
        <b>{t.whoFor(t.counts[count], words)}</b>
      </p>
      <p>{t.whoWriter}</p>
      <ol>
        {whoMay(count).map((who) => (
          <li>
            <b>{newsroom[lang].stepNames[who.stage]}</b>
            <p>{sentences(lang, who)}</p>
            {!held.has(deciders[who.stage][0]!) && <Notice kind="warning">{t.emptyRole(t.roles[deciders[who.stage][0]!]!)}</Notice>}
          </li>
        ))}
      </ol>
    </div>
  )
}

function sentences(lang: Lang, { does, to, back, writes }: WhoAtStage) {
  const t = text[lang]
  return [
    t.whoDoes(capital(eitherOf(lang, does)), t.nextIs[to]!),
    t.whoWrites(eitherOf(lang, writes)),
    back ? t.whoReturnsBack(newsroom[lang].stepNames[back]) : t.whoReturns,
  ].join(' ')
}

function eitherOf(lang: Lang, roles: readonly string[]) {
  const names = roles.map((role) => text[lang].roles[role] ?? role)
  const last = names.at(-1)!
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${text[lang].or} ${last}` : last
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

import type { Issues, Outcome } from '../../../../kernel/errors.ts'
import { done, issues } from '../../../../kernel/errors.ts'
import type { Typed } from '../../../../kernel/form.ts'
import type { Db } from '../../../../kernel/db/db.ts'
import { formatNumber } from '../../../../kernel/text.ts'
import { authorsMatching, peopleNamed, type AuthorChoice } from '../../../people/index.ts'
import { contributionRoles, type Article, type Contribution, type ContributionRole } from '../../article.ts'

/** A line of the form as it was typed. `share` in percent, as text. */
export type CreditRow = { personId: number; penName: string; role: string; share: string; drop: boolean }
export type Credited = CreditRow & { name: string; penNames: readonly string[] }

const most = 30

export const rowsOf = (article: Pick<Article, 'contributions'>): CreditRow[] =>
  article.contributions.map(({ personId, penName, role, share }) => ({
    personId,
    penName,
    role,
    share: formatNumber(share / 100, 'vi'),
    drop: false,
  }))

/** The lines that were posted, in their order. */
export function typedRows(typed: Typed): CreditRow[] {
  const rows: CreditRow[] = []
  for (let index = 0; index < most && typed[`person-${index}`] !== undefined; index++)
    rows.push({
      personId: Number(/^\d{1,9}$/.exec(typed[`person-${index}`]!)?.[0] ?? 0),
      penName: typed[`pen-${index}`] ?? '',
      role: typed[`role-${index}`] ?? '',
      share: typed[`share-${index}`] ?? '',
      drop: typed[`drop-${index}`] === '1',
    })
  return rows
}

/** A new line for somebody: of what is not given to anyone yet the whole, else nothing, for the person to fill in. */
export function withPerson(rows: readonly CreditRow[], personId: number): CreditRow[] {
  const role = contributionRoles.find((one) => !rows.some((row) => row.role === one && row.personId === personId)) ?? 'text'
  return [...rows, { personId, penName: '', role, share: rows.some((row) => row.role === role) ? '' : '100', drop: false }].slice(0, most)
}

/** Each line with the person's name and pen names. Nobody is dropped: an unknown number keeps its line and is told of when saving. */
export async function named(db: Db, rows: readonly CreditRow[]): Promise<Credited[]> {
  const people = await peopleNamed(
    db,
    rows.map(({ personId }) => personId),
  )
  const choices = new Map<number, AuthorChoice>()
  for (const { id, name } of people.values()) {
    const found = (await authorsMatching(db, name)).find((choice) => choice.id === id)
    if (found) choices.set(id, found)
  }
  return rows.map((row) => ({
    ...row,
    name: people.get(row.personId)?.name ?? '',
    penNames: choices.get(row.personId)?.penNames.map(({ name }) => name) ?? [],
  }))
}

type Given = Omit<Contribution, 'name'>

/** What the lines say, or which of them cannot be read; shares come in percent and are kept in hundredths of one. */
export function contributionsOf(rows: readonly Credited[], before: readonly Contribution[]): Outcome<Given[]> {
  const found: Issues = {}
  const given = rows.flatMap((row, index): Given[] => {
    if (row.drop) return []
    const share = shareOf(row.share)
    if (!row.name) found[`person-${index}`] = 'unknownPerson'
    if (!contributionRoles.includes(row.role as ContributionRole)) found[`role-${index}`] = 'unknownChoice'
    if (share === null) found[`share-${index}`] = 'shareUnreadable'
    if (
      row.penName &&
      !row.penNames.includes(row.penName) &&
      !before.some((one) => one.personId === row.personId && one.penName === row.penName)
    )
      found[`pen-${index}`] = 'unknownChoice'
    return [{ personId: row.personId, penName: row.penName, role: row.role as ContributionRole, share: share ?? 0 }]
  })
  return Object.keys(found).length > 0 ? issues(found) : done(given)
}

function shareOf(typed: string): number | null {
  const number = /^\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%?\s*$/.exec(typed)?.[1]
  const share = number === undefined ? Number.NaN : Math.round(Number(number.replace(',', '.')) * 100)
  return share >= 0 && share <= 10_000 ? share : null
}

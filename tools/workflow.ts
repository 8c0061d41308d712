import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../src/kernel/access.ts'
import { publicationWorkflow, type PublicationStatus, type Stages, type Status, type Subject } from '../src/modules/articles/article.ts'
import { leadsTo } from '../src/kernel/workflow.ts'
import { articleTables, type ArticleStep } from '../src/modules/articles/workflow.ts'

const roles = ['contributor', 'editor', 'secretary', 'chief', 'leader', 'accountant', 'keeper', 'admin']
const own = 1
const actor = (id: number, role: string): Actor => ({
  id,
  name: role,
  lang: 'en',
  grants: [{ role, site: null, sections: null }],
  standsFor: [],
})
const subject = (stages: Stages, status: Status, publications: readonly PublicationStatus[]): Subject => ({
  siteId: 1,
  sectionId: 1,
  status,
  stages,
  createdBy: own,
  contributions: [],
  publications: publications.map((one) => ({ siteId: 1, status: one })),
})

/** docs/workflow.md, read from the two tables; who may do what is found by asking them. */
export function workflowDocument(): string {
  return `# The workflow

Written by \`tools/workflow.ts\` from the tables in \`src/modules/articles/workflow.ts\` and \`article.ts\`; a test fails when this page is stale.

An article has two lives. Its **working text** goes through the stages; each **publication** (article × site) points at one approved
revision. A correction is the working text going through the stages again while readers keep the old revision.

## The working text

How many stages lie between a writer and the readers is a setting, by site and genre. It is written on an article when it is sent, and holds
until it is sent again. Two is what the house ships with.

${([1, 2, 3, 4] as const).map(articleSection).join('\n\n')}

"Own" means: began it, is named among its authors, or stands in for one of them today. Nobody passes, returns or approves what is their own.
A step marked * is open only when readers have, or have had, the article; the desk may then correct it as well as its authors.

## A publication

\`\`\`mermaid
stateDiagram-v2
  [*] --> scheduled : approve
${arrows(placing).join('\n')}
\`\`\`

${table(['Step', 'From', 'To', 'Reason asked', 'Who'], publicationRows())}

The worker publishes what is due. Approving plans the publications; approving a correction replaces the text of those that are live at once.
Every chief withdraws, also what carries their own name; no other step here is open to whoever took part.
`
}

const titles = { 1: 'One stage', 2: 'Two stages', 3: 'Three stages', 4: 'Four stages' }

const articleSection = (stages: Stages) => `### ${titles[stages]}

\`\`\`mermaid
stateDiagram-v2
  [*] --> draft
${arrows(articleTables[stages].steps).join('\n')}
\`\`\`

${table(['Step', 'From', 'To', 'Reason asked', 'Who, on their own article', 'Who, on somebody else’s'], articleRows(stages))}`

type Steps<State extends string> = Readonly<Record<string, { from: readonly State[]; to: State | Readonly<Partial<Record<State, State>>> }>>

const arrows = <State extends string>(steps: Steps<State>) =>
  Object.entries(steps).flatMap(([name, step]) => step.from.map((from) => `  ${from} --> ${leadsTo(step, from)} : ${name}`))
const ends = <State extends string>({ from, to }: Steps<State>[string]) => [...new Set(from.map((one) => leadsTo({ to }, one)))].join(', ')

function articleRows(stages: Stages): string[][] {
  const { steps, names } = articleTables[stages]
  return names.map((name) => {
    const step = (steps as Record<string, (typeof steps)[ArticleStep & keyof typeof steps]>)[name]!
    return [
      `\`${name}\``,
      step.from.join(', '),
      ends<Status>(step),
      'reason' in step ? 'yes' : '',
      whoArticle(stages, name, own),
      whoArticle(stages, name, own + 1),
    ]
  })
}

function whoArticle(stages: Stages, name: ArticleStep, id: number): string {
  const { from, by } = (
    articleTables[stages].steps as Record<string, { from: readonly Status[]; by: (actor: Actor, subject: Subject) => boolean }>
  )[name]!
  const may = (role: string, publications: readonly PublicationStatus[]) =>
    from.some((one) => by(actor(id, role), subject(stages, one, publications)))
  return words(roles.flatMap((role) => (may(role, []) ? [role] : may(role, ['live']) ? [`${role}*`] : [])))
}

const { steps: placing, names: placingNames } = publicationWorkflow

function publicationRows(): string[][] {
  return placingNames.map((name) => {
    const { from, reason } = placing[name]
    const about = { status: from[0]!, article: subject(2, 'approved', [from[0]!]) }
    const who = roles.filter((role) => publicationWorkflow.allows(name, actor(own + 1, role), about))
    return [
      `\`${name}\``,
      from.join(', '),
      ends(placing[name]),
      reason ? 'yes' : '',
      words([...who, ...(publicationWorkflow.allows(name, null, about) ? ['the worker'] : [])]),
    ]
  })
}

const words = (list: readonly string[]) => (list.length > 0 ? list.join(', ') : 'nobody')

const table = (heads: readonly string[], rows: readonly string[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

if (import.meta.main) await writeFile(join(import.meta.dirname, '../docs/workflow.md'), workflowDocument())

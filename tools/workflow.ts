import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../src/kernel/access.ts'
import { articleWorkflow, publicationWorkflow, type PublicationStatus, type Status, type Subject } from '../src/modules/articles/article.ts'

const roles = ['contributor', 'editor', 'secretary', 'chief', 'leader', 'accountant', 'keeper', 'admin']
const own = 1
const actor = (id: number, role: string): Actor => ({
  id,
  name: role,
  lang: 'en',
  grants: [{ role, site: null, sections: null }],
  standsFor: [],
})
const subject = (status: Status, publications: readonly PublicationStatus[]): Subject & { status: Status } => ({
  siteId: 1,
  sectionId: 1,
  status,
  createdBy: own,
  contributions: [],
  publications: publications.map((one) => ({ siteId: 1, status: one })),
})

/** docs/workflow.md, read from the two tables; who may do what is found by asking them. */
export function workflowDocument(): string {
  return `# The workflow

Written by \`tools/workflow.ts\` from the tables in \`src/modules/articles/article.ts\`; a test fails when this page is stale.

An article has two lives. Its **working text** goes through the stages; each **publication** (article × site) points at one approved
revision. A correction is the working text going through the stages again while readers keep the old revision.

## The working text

\`\`\`mermaid
stateDiagram-v2
  [*] --> draft
${articleArrows().join('\n')}
\`\`\`

${table(['Step', 'From', 'To', 'Reason asked', 'Who, on their own article', 'Who, on somebody else’s'], articleRows())}

"Own" means: began it, is named among its authors, or stands in for one of them today. Nobody passes, returns or approves what is their own.
A step marked * is open only when readers have, or have had, the article; the desk may then correct it as well as its authors.

## A publication

\`\`\`mermaid
stateDiagram-v2
  [*] --> scheduled : approve
${publicationArrows().join('\n')}
\`\`\`

${table(['Step', 'From', 'To', 'Reason asked', 'Who'], publicationRows())}

The worker publishes what is due. Approving plans the publications; approving a correction replaces the text of those that are live at once.
Every chief withdraws, also what carries their own name; no other step here is open to whoever took part.
`
}

const { steps, names } = articleWorkflow
const articleArrows = () => names.flatMap((name) => steps[name].from.map((from) => `  ${from} --> ${steps[name].to} : ${name}`))

function articleRows(): string[][] {
  return names.map((name) => {
    const { from, to, reason } = steps[name]
    return [`\`${name}\``, from.join(', '), to, reason ? 'yes' : '', whoArticle(name, own), whoArticle(name, own + 1)]
  })
}

function whoArticle(name: (typeof names)[number], id: number): string {
  const may = (role: string, publications: readonly PublicationStatus[]) =>
    steps[name].from.some((from) => articleWorkflow.allows(name, actor(id, role), subject(from, publications)))
  return words(roles.flatMap((role) => (may(role, []) ? [role] : may(role, ['live']) ? [`${role}*`] : [])))
}

const { steps: placing, names: placingNames } = publicationWorkflow
const publicationArrows = () =>
  placingNames.flatMap((name) => placing[name].from.map((from) => `  ${from} --> ${placing[name].to} : ${name}`))

function publicationRows(): string[][] {
  return placingNames.map((name) => {
    const { from, to, reason } = placing[name]
    const about = { status: from[0]!, article: subject('approved', [from[0]!]) }
    const who = roles.filter((role) => publicationWorkflow.allows(name, actor(own + 1, role), about))
    return [
      `\`${name}\``,
      from.join(', '),
      to,
      reason ? 'yes' : '',
      words([...who, ...(publicationWorkflow.allows(name, null, about) ? ['the worker'] : [])]),
    ]
  })
}

const words = (list: readonly string[]) => (list.length > 0 ? list.join(', ') : 'nobody')

const table = (heads: readonly string[], rows: readonly string[][]) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

if (import.meta.main) await writeFile(join(import.meta.dirname, '../docs/workflow.md'), workflowDocument())

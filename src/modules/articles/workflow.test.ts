import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Actor, Grant } from '../../kernel/access.ts'
import { workflowDocument } from '../../../tools/workflow.ts'
import { publicationWorkflow, statusWord, type PublicationStatus, type Stages, type Status, type Subject } from './article.ts'
import { articleWorkflow, canWrite } from './workflow.ts'

// One site (1) with two sections (10, 11), another site (2). The article stands in section 10 of site 1; Mai wrote it, An took its pictures.
const mai = 1
const an = 2
const son = 30
const grant = (role: string, site: number | null = 1, sections: number[] | null = null, of?: number): Grant => ({
  role,
  site,
  sections,
  ...(of && { of }),
})
const person = (id: number, grants: Grant[], standsFor: number[] = []): Actor => ({ id, name: `p${id}`, lang: 'vi', grants, standsFor })

const people = {
  author: person(mai, [grant('contributor')]),
  coauthor: person(an, [grant('contributor')]),
  authorWithoutRole: person(mai, []),
  otherContributor: person(3, [grant('contributor')]),
  editor: person(10, [grant('editor')]),
  editorOfSection: person(11, [grant('editor', 1, [10])]),
  editorOfOtherSection: person(12, [grant('editor', 1, [11])]),
  editorOfOtherSite: person(13, [grant('editor', 2)]),
  editorOfNetwork: person(14, [grant('editor', null)]),
  editorWhoEdited: person(15, [grant('editor')]),
  editorForAuthor: person(16, [grant('editor'), grant('contributor', 1, null, mai)], [mai]),
  secretary: person(20, [grant('secretary')]),
  chief: person(son, [grant('chief')]),
  chiefWhoTookPart: person(an, [grant('chief')]),
  chiefOfOtherSite: person(31, [grant('chief', 2)]),
  chiefForAuthor: person(32, [grant('chief'), grant('contributor', 1, null, mai)], [mai]),
  chiefForCoauthor: person(33, [grant('chief')], [an]),
  delegateOfChief: person(34, [grant('contributor'), grant('chief', 1, null, son)], [son]),
  authorForChief: person(mai, [grant('contributor'), grant('chief', 1, null, son)], [son]),
  leader: person(40, [grant('leader')]),
  leaderOfOtherSite: person(45, [grant('leader', 2)]),
  leaderWhoTookPart: person(an, [grant('leader')]),
  leaderForAuthor: person(46, [grant('leader'), grant('contributor', 1, null, mai)], [mai]),
  secretaryOfOtherSite: person(21, [grant('secretary', 2)]),
  secretaryForCoauthor: person(22, [grant('secretary')], [an]),
  delegateOfLeader: person(47, [grant('editor', 2), grant('leader', 1, null, 40)], [40]),
  delegateOfSecretary: person(48, [grant('contributor'), grant('secretary', 1, null, 20)], [20]),
  accountant: person(41, [grant('accountant')]),
  keeper: person(42, [grant('keeper')]),
  admin: person(43, [grant('admin', null)]),
  stranger: person(44, []),
} satisfies Record<string, Actor>
type Who = keyof typeof people

const article = (status: Status, ...publications: PublicationStatus[]) => inTable(2, status, ...publications)
const inTable = (stages: Stages, status: Status, ...publications: PublicationStatus[]): Subject => ({
  stages,
  siteId: 1,
  sectionId: 10,
  status,
  createdBy: mai,
  contributions: [
    { personId: mai, role: 'text' },
    { personId: an, role: 'photo' },
    { personId: 15, role: 'edit' },
  ],
  publications: publications.map((one, index) => ({ siteId: index + 1, status: one })),
})

const writing: Who[] = ['author', 'coauthor', 'editorForAuthor', 'chiefWhoTookPart', 'chiefForAuthor', 'authorForChief', 'leaderForAuthor']
// Stands for An, but neither the role of An nor a role of the chief's own lets a stand-in of An decide: the chief's own role lets him write.
const involvedToo: Who[] = [...writing, 'chiefForCoauthor', 'secretaryForCoauthor']
const deskOnly: Who[] = [
  'editor',
  'editorOfSection',
  'editorOfNetwork',
  'editorWhoEdited',
  'secretary',
  'delegateOfSecretary',
  'chief',
  'delegateOfChief',
]
const secretariesToo: Who[] = ['secretary', 'delegateOfSecretary', 'chief', 'delegateOfChief']
const leadersToo: Who[] = ['leader', 'delegateOfLeader', 'chief', 'delegateOfChief']
const chiefsOnly: Who[] = ['chief', 'delegateOfChief']

type Expected = Partial<Record<Who, string>>
const all = (who: readonly Who[], steps: string): Expected => Object.fromEntries(who.map((one) => [one, steps]))
const both = (...parts: Expected[]): Expected => {
  const joined: Record<string, string> = {}
  for (const part of parts) for (const [who, steps] of Object.entries(part)) joined[who] = [joined[who], steps].filter(Boolean).join(' ')
  return joined
}

// Written by hand from the rules of the house, never from the table under test. Who is not named may do nothing.
const matrix: [name: string, subject: ReturnType<typeof article>, expected: Expected][] = [
  ['a draft', article('draft'), all(involvedToo, 'submit')],
  ['a draft that was sent back', article('returned'), all(involvedToo, 'submit')],
  ['what waits for editing', article('submitted'), both(all(involvedToo, 'retract'), all(deskOnly, 'pass return'))],
  ['what waits for approval', article('edited'), all(chiefsOnly, 'approve return back')],
  ['what waits for its hour', article('approved', 'scheduled'), all(chiefsOnly, 'return')],
  ['what readers have', article('approved', 'live'), all([...involvedToo, ...deskOnly], 'revise')],
  [
    'what readers have on one site and wait for on another',
    article('approved', 'live', 'scheduled'),
    all([...involvedToo, ...deskOnly], 'revise'),
  ],
  ['what was withdrawn', article('approved', 'withdrawn'), both(all([...involvedToo, ...deskOnly], 'revise'), all(chiefsOnly, 'return'))],
  ['a correction being written', article('draft', 'live'), all([...involvedToo, ...deskOnly], 'abandon submit')],
  ['a correction that was sent back', article('returned', 'live'), all([...involvedToo, ...deskOnly], 'abandon submit')],
  ['a correction that waits for editing', article('submitted', 'live'), both(all(involvedToo, 'retract'), all(deskOnly, 'pass return'))],
  ['a correction that waits for approval', article('edited', 'live'), all(chiefsOnly, 'approve return back')],
  // One stage: the board alone.
  ['a draft for one stage', inTable(1, 'draft'), all(involvedToo, 'submit')],
  ['what was sent to the board alone', inTable(1, 'edited'), both(all(involvedToo, 'retract'), all(chiefsOnly, 'approve return'))],
  ['what the board alone approved for later', inTable(1, 'approved', 'scheduled'), all(chiefsOnly, 'return')],
  ['a correction of one stage', inTable(1, 'returned', 'live'), all([...involvedToo, ...deskOnly], 'abandon submit')],
  ['what never comes by one stage', inTable(1, 'submitted'), {}],
  ['what never comes by two stages', article('proofing'), {}],
  // Three: an editor, the secretary, the board.
  ['a returned text of three stages', inTable(3, 'returned'), all(involvedToo, 'submit')],
  ['the first of three stages', inTable(3, 'submitted'), both(all(involvedToo, 'retract'), all(deskOnly, 'pass return'))],
  ['the second of three stages', inTable(3, 'proofing'), all(secretariesToo, 'proof return back')],
  ['the last of three stages', inTable(3, 'edited'), all(chiefsOnly, 'approve return back')],
  ['the second of three stages, of a correction', inTable(3, 'proofing', 'live'), all(secretariesToo, 'proof return back')],
  ['what never comes by three stages', inTable(3, 'endorsing'), {}],
  ['what went live by three stages', inTable(3, 'approved', 'live'), all([...involvedToo, ...deskOnly], 'revise')],
  // Four: an editor, the secretary, whoever leads the unit, the board.
  ['the first of four stages', inTable(4, 'submitted'), both(all(involvedToo, 'retract'), all(deskOnly, 'pass return'))],
  ['the second of four stages', inTable(4, 'proofing'), all(secretariesToo, 'proof return back')],
  ['the third of four stages', inTable(4, 'endorsing'), all(leadersToo, 'endorse return back')],
  ['the last of four stages', inTable(4, 'edited'), all(chiefsOnly, 'approve return back')],
  ['what four stages planned', inTable(4, 'approved', 'scheduled'), all(chiefsOnly, 'return')],
  [
    'what was withdrawn after four stages',
    inTable(4, 'approved', 'withdrawn'),
    both(all([...involvedToo, ...deskOnly], 'revise'), all(chiefsOnly, 'return')),
  ],
]

for (const [name, subject, expected] of matrix)
  test(`the steps open to each person on ${name}`, () => {
    const found = Object.fromEntries(
      Object.entries(people).map(([who, actor]) => [who, articleWorkflow.open(actor, subject).toSorted().join(' ')]),
    )
    const wanted = Object.fromEntries(Object.keys(people).map((who) => [who, (expected[who as Who] ?? '').split(' ').toSorted().join(' ')]))
    assert.deepEqual(found, wanted)
  })

test('whoever took part, and whoever stands for them, never decides about the article at any stage', () => {
  for (const [, subject] of matrix)
    for (const who of [...involvedToo, 'leaderWhoTookPart'] as const) {
      const open = articleWorkflow.open(people[who], subject)
      for (const step of ['pass', 'proof', 'endorse', 'return', 'back', 'approve'] as const)
        assert.equal(open.includes(step), false, `${who} ${step} ${subject.status}`)
    }
})

const mayMove: Who[] = secretariesToo
const publications: [PublicationStatus, Expected][] = [
  ['scheduled', both(all(chiefsOnly, 'publish'), all(mayMove, 'reschedule'))],
  // Nobody can keep an item before readers by putting the chief's name under it.
  ['live', all([...chiefsOnly, 'chiefWhoTookPart', 'chiefForAuthor', 'chiefForCoauthor', 'authorForChief'], 'withdraw')],
  ['withdrawn', all(chiefsOnly, 'restore')],
]
for (const [status, expected] of publications)
  test(`the steps open to each person on a publication that is ${status}`, () => {
    const subject = article('approved', status)
    const found = Object.fromEntries(
      Object.entries(people).map(([who, actor]) => [
        who,
        publicationWorkflow.open(actor, { status, article: subject }).toSorted().join(' '),
      ]),
    )
    const wanted = Object.fromEntries(Object.keys(people).map((who) => [who, (expected[who as Who] ?? '').split(' ').toSorted().join(' ')]))
    assert.deepEqual(found, wanted)
  })

test('the worker publishes what is due, takes down what has an hour for it, and does nothing else', () => {
  const open = (status: PublicationStatus) => publicationWorkflow.open(null, { status, article: article('approved', status) })
  assert.deepEqual([open('scheduled'), open('live'), open('withdrawn')], [['publish'], ['withdraw'], []])
})

test('the text belongs to its authors before it is sent, then to whoever it waits for', () => {
  const writers = (subject: ReturnType<typeof article>) =>
    (Object.keys(people) as Who[]).filter((who) => canWrite(people[who], subject)).toSorted()
  assert.deepEqual(writers(article('draft')), involvedToo.toSorted())
  assert.deepEqual(writers(article('returned')), involvedToo.toSorted())
  assert.deepEqual(writers(article('submitted')), deskOnly.toSorted())
  assert.deepEqual(writers(article('edited')), chiefsOnly.toSorted())
  assert.deepEqual(writers(inTable(4, 'proofing')), secretariesToo.toSorted())
  // Whoever leads a unit agrees or sends back; the words stay with the desk.
  assert.deepEqual(writers(inTable(4, 'endorsing')), chiefsOnly.toSorted())
  assert.deepEqual(writers(article('approved', 'live')), [])
  assert.deepEqual(writers(article('draft', 'live')), [...involvedToo, ...deskOnly].toSorted())
})

test('where each step leads, in each of the four tables', () => {
  const walked = (stages: Stages) => {
    const way: Status[] = ['draft']
    for (const step of ['submit', 'pass', 'proof', 'endorse', 'approve'] as const) {
      const at = inTable(stages, way.at(-1)!)
      if (articleWorkflow.begins(step, at)) way.push(articleWorkflow.leadsTo(step, at))
    }
    return way.join(' ')
  }
  assert.deepEqual(
    [walked(1), walked(2), walked(3), walked(4)],
    [
      'draft edited approved',
      'draft submitted edited approved',
      'draft submitted proofing edited approved',
      'draft submitted proofing endorsing edited approved',
    ],
  )
  const back = (stages: Stages, ...from: Status[]) => from.map((one) => articleWorkflow.leadsTo('back', inTable(stages, one)))
  assert.deepEqual(back(2, 'edited'), ['submitted'])
  assert.deepEqual(back(3, 'proofing', 'edited'), ['submitted', 'proofing'])
  assert.deepEqual(back(4, 'proofing', 'endorsing', 'edited'), ['submitted', 'proofing', 'endorsing'])
})

test('the words for the state of an article', () => {
  const word = (status: Status, ...states: PublicationStatus[]) =>
    statusWord(
      status,
      states.map((one) => ({ status: one })),
    )
  assert.deepEqual([word('draft'), word('submitted'), word('returned'), word('edited')], ['draft', 'submitted', 'returned', 'edited'])
  assert.deepEqual(
    [word('approved', 'scheduled'), word('approved', 'live'), word('approved', 'withdrawn')],
    ['scheduled', 'live', 'withdrawn'],
  )
  assert.equal(word('approved', 'live', 'scheduled'), 'scheduled')
  assert.equal(word('approved', 'live', 'withdrawn'), 'live')
  assert.equal(word('draft', 'live'), 'draft')
})

test('the page about the workflow says what the tables say', async () => {
  assert.equal(
    await readFile(new URL('../../../docs/workflow.md', import.meta.url), 'utf8'),
    workflowDocument(),
    'run: node --import ./tools/jsx.ts tools/workflow.ts',
  )
})

import type { ActivityKinds } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import type { Deps, Reaction, ToldActivity } from '../../../kernel/module.ts'
import { notify, type Told } from '../../notices/index.ts'
import { accountsAmong, actorById, holdersOf } from '../../people/index.ts'
import { sitesOf } from '../../sites/index.ts'
import { authorsOf, decides, hosts, isStage, type Article, type Stage, type Status } from '../article.ts'
import { articleUrl } from '../newsroom/address.ts'
import { bundleUrl } from '../newsroom/bundles/address.ts'
import { remarkUrl } from '../newsroom/remarks/address.ts'
import { reviewing } from '../newsroom/reviewers.ts'
import { shareUrl, sharingPath } from '../newsroom/sharing/address.ts'
import { anyArticle } from '../queries.ts'
import { threadById } from '../remarks/queries.ts'
import { copiesOf } from '../sharing/placing.ts'
import { shareById } from '../sharing/queries.ts'
import type { ArticleStep } from '../workflow.ts'
import type { NoticeKind } from './kinds.ts'

/** Who is told of which activity. Who is named twice is told what stands first; whoever acted is left out by `notify`, delegates are added there. */
type Group = { people: readonly number[]; kind: NoticeKind; path?: string }
type Case = { deps: Deps; db: Db; activity: ToldActivity; article: Article }
type Teller<Kind extends keyof ActivityKinds> = (about: Case, detail: ActivityKinds[Kind]) => Promise<Group[]>

const tellers: { [K in keyof ActivityKinds]?: Teller<K> } = {
  'article.submitted': async (about, on) => [{ kind: 'article.submitted', people: await nextDesk(about, on, 'submit') }],
  'article.edited': async (about, on) => [{ kind: 'article.edited', people: await nextDesk(about, on, 'pass') }],
  'article.proofread': async (about, on) => [{ kind: 'article.passedOn', people: await nextDesk(about, on, 'proof') }],
  'article.endorsed': async (about, on) => [{ kind: 'article.passedOn', people: await nextDesk(about, on, 'endorse') }],
  'article.sentBack': async (about, on) => [{ kind: 'article.sentBack', people: await nextDesk(about, on, 'back') }],
  'article.assigned': async (_about, { from, to }) => [
    { kind: 'article.assigned', people: to === null ? [] : [to] },
    { kind: 'article.takenOver', people: from === null ? [] : [from] },
  ],
  'article.reminded': async (about, { stage, overdue }) => [
    { kind: overdue ? 'article.overdue' : 'article.reminded', people: about.article.status === stage ? await deskAt(about, stage) : [] },
  ],
  'article.remarked': async (about, { remark }) => [
    { kind: 'article.remarked', people: await minding(about), path: remarkUrl(about.article.id, remark) },
  ],
  'article.remarkAnswered': async (about, { remark }) => ofTalk(about, remark, 'article.remarkAnswered'),
  'article.remarkResolved': async (about, { remark }) => ofTalk(about, remark, 'article.remarkResolved'),
  'article.suggestionAccepted': async (about, { remark }) => ofTalk(about, remark, 'article.suggestionAccepted'),
  'article.suggestionRejected': async (about, { remark }) => ofTalk(about, remark, 'article.suggestionRejected'),
  'article.returned': async (about) => [
    { kind: 'article.returned', people: await withAccounts(about, authorsOf(about.article)) },
    { kind: 'article.answeredNo', people: await askers(about, 'return') },
  ],
  'article.approved': async (about, { corrected }) => [
    { kind: corrected ? 'article.corrected' : 'article.approved', people: await everybodyIn(about) },
    { kind: 'article.answeredYes', people: await askers(about, 'approve') },
    ...(corrected ? [{ kind: 'article.corrected', people: [...(await chiefsOf(about)), ...(await elsewhere(about))] } as const] : []),
  ],
  'article.rescheduled': async (about) => [{ kind: 'article.rescheduled', people: await everybodyIn(about) }],
  // On other sites it comes out in the same moment: once is enough.
  'article.published': async (about, { publication }) =>
    about.article.publications.some(({ id, canonical }) => canonical && id === publication)
      ? [{ kind: 'article.published', people: await everybodyIn(about) }]
      : [],
  'article.withdrawn': async (about, { publication, also = [] }) => [
    { kind: 'article.withdrawn', people: [...(await everybodyIn(about)), ...(await chiefsOf(about))] },
    { kind: 'article.withdrawn', people: await elsewhere(about) },
    ...(await atCopies(about, 'article.withdrawn', [publication, ...also])),
  ],
  'article.restored': async (about) => [{ kind: 'article.restored', people: await everybodyIn(about) }],
  'article.offered': async (about, { sites, pushed }) => offered(about, sites, pushed),
  'article.askedFor': async (about, { share }) => [
    { kind: 'share.askedFor', people: await hostsOf(about, about.article.siteId), path: shareUrl(share) },
  ],
  'article.shared': async (about, { share, copy }) => [
    { kind: 'share.taken', people: await madeIt(about, share), path: articleUrl(copy ?? about.article.id) },
  ],
  'article.shareDeclined': async (about, { share }) => [{ kind: 'share.declined', people: await madeIt(about, share), path: sharingPath }],
  'article.shareTakenBack': async (about, { share }) => [
    { kind: 'share.takenBack', people: await answering(about, share), path: sharingPath },
  ],
  'article.leftOff': async (about) => [{ kind: 'share.leftOff', people: await hostsOf(about, about.article.siteId) }],
  'article.recalled': async (about, { places }) => [
    { kind: 'share.recalled', people: await hostsAt(about, placesIn(about.article, places)) },
    ...(await atCopies(about, 'share.recalled', places)),
  ],
}

/** For the module's record. */
export const noticeReactions: Partial<Record<keyof ActivityKinds, Reaction>> = {
  ...Object.fromEntries(Object.keys(tellers).map((kind) => [kind, tellOfArticle])),
  'bundle.held': (deps, activity) => tellOfBundle(deps, activity, 'bundle.held'),
  'bundle.released': async (deps, activity) => {
    if ((activity.detail as ActivityKinds['bundle.released']).failed.length > 0) await tellOfBundle(deps, activity, 'bundle.leftBehind')
  },
}

async function tellOfArticle(deps: Deps, activity: ToldActivity) {
  const article = await anyArticle(deps.db, activity.subjectId)
  const teller = tellers[activity.kind] as Teller<typeof activity.kind>
  const groups = await teller({ deps, db: deps.db, activity, article }, activity.detail as never)
  await notify(
    deps,
    activity,
    groups.map(({ path = articleUrl(article.id), ...group }): Told => ({ path, ...group })),
  )
}

/** Whoever gathered it. */
async function tellOfBundle(deps: Deps, activity: ToldActivity, kind: NoticeKind) {
  const { made_by } = await deps.db.selectFrom('bundles').select('made_by').where('id', '=', activity.subjectId).executeTakeFirstOrThrow()
  await notify(deps, activity, [{ kind, people: [made_by], path: bundleUrl(activity.subjectId) }])
}

/** Where the step led, as the record has it: the article may have gone on since. */
async function nextDesk(about: Case, { revision }: { revision: number | null }, step: ArticleStep): Promise<readonly number[]> {
  const taken = await about.db
    .selectFrom('transitions')
    .select('went_to')
    .where('article_id', '=', about.article.id)
    .where('revision_id', '=', revision)
    .where('step', '=', step)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const stage = taken?.went_to as Status | undefined
  return stage && isStage(stage) ? deskAt(about, stage) : []
}

/** Whoever was given it there and may still do it, else everybody whose task the stage is. */
async function deskAt({ deps, db, article }: Case, stage: Stage): Promise<readonly number[]> {
  const given = article.status === stage && article.assigneeId !== null ? await actorById(db, article.assigneeId) : null
  if (given && decides(given, article, stage)) return [given.id]
  return (await reviewing(db, sitesOf(deps), article))[stage].map(({ id }) => id)
}

const chiefsOf = async ({ deps, db, article }: Case) => (await reviewing(db, sitesOf(deps), article)).edited.map(({ id }) => id)

/** Whom a word about the text concerns: its writers, and whoever works on it now when it is somebody's. */
const minding = async (about: Case) => {
  const { assigneeId } = about.article
  return withAccounts(about, [...authorsOf(about.article), ...(assigneeId === null ? [] : [assigneeId])])
}

/** Of a talk hears who began it and who spoke in it. */
async function ofTalk(about: Case, remark: number, kind: NoticeKind): Promise<Group[]> {
  const thread = await threadById(about.db, about.article.id, remark)
  const people = [
    thread.byId,
    ...thread.answers.map(({ byId }) => byId),
    ...(kind === 'article.remarkAnswered' ? await minding(about) : []),
  ]
  return [{ kind, people: await withAccounts(about, people), path: remarkUrl(about.article.id, remark) }]
}

/** The authors and whoever else did something for it. */
const everybodyIn = (about: Case) =>
  withAccounts(about, [...authorsOf(about.article), ...about.article.contributions.map(({ personId }) => personId)])

const withAccounts = async ({ db }: Case, people: readonly number[]) => {
  const accounts = await accountsAmong(db, people)
  return people.filter((id) => accounts.has(id))
}

/** Who sent the link by which this was decided; nobody when it was decided in the newsroom. */
async function askers({ db, activity, article }: Case, decision: 'approve' | 'return'): Promise<number[]> {
  const { revision } = activity.detail as ActivityKinds['article.approved' | 'article.returned']
  const rows = await db
    .selectFrom('approval_links')
    .select('sent_by')
    .where('article_id', '=', article.id)
    .where('revision_id', '=', revision)
    .where('person_id', '=', activity.actorId ?? 0)
    .where('decision', '=', decision)
    .execute()
  return rows.map(({ sent_by }) => sent_by)
}

const hostsOf = async ({ db }: Case, siteId: number) => (await holdersOf(db, hosts, siteId)).map(({ id }) => id)

async function hostsAt(about: Case, sites: Iterable<number>) {
  const found: number[] = []
  for (const site of new Set(sites)) found.push(...(await hostsOf(about, site)))
  return found
}

/** Other sites on which readers find it, or found it until this moment. */
const elsewhere = (about: Case) =>
  hostsAt(
    about,
    about.article.publications.filter(({ canonical, status }) => !canonical && status !== 'scheduled').map(({ siteId }) => siteId),
  )

const placesIn = ({ publications }: Article, ids: readonly number[]) =>
  publications.filter(({ id }) => ids.includes(id)).map(({ siteId }) => siteId)

/** What another site made of the item went with it: there it leads to their own. */
async function atCopies(about: Case, kind: NoticeKind, publications: readonly number[]): Promise<Group[]> {
  const groups: Group[] = []
  for (const copy of await copiesOf(about.db, about.article.id))
    if (placesIn(copy, publications).length > 0) groups.push({ kind, people: await hostsOf(about, copy.siteId), path: articleUrl(copy.id) })
  return groups
}

async function offered(about: Case, sites: readonly number[], pushed: readonly number[]): Promise<Group[]> {
  const shares = await about.db
    .selectFrom('shares')
    .select(['id', 'site_id'])
    .where('article_id', '=', about.article.id)
    .where('site_id', 'in', [...sites])
    .where('kind', '=', 'offer')
    .orderBy('id', 'desc')
    .execute()
  const groups: Group[] = []
  for (const site of sites) {
    const isThere = pushed.includes(site)
    const share = shares.find(({ site_id }) => site_id === site)
    const path = isThere || !share ? articleUrl(about.article.id) : shareUrl(share.id)
    groups.push({ kind: isThere ? 'share.pushed' : 'share.offered', people: await hostsOf(about, site), path })
  }
  return groups
}

/** Whoever speaks for the site that offered, or asked. */
async function madeIt(about: Case, id: number) {
  const { kind, from, to } = await shareById(about.db, id)
  return hostsOf(about, kind === 'offer' ? from : to)
}

async function answering(about: Case, id: number) {
  const { kind, from, to } = await shareById(about.db, id)
  return hostsOf(about, kind === 'offer' ? to : from)
}

import type { Actor } from '../../../kernel/access.ts'
import type { ActivityKinds } from '../../../kernel/activity.ts'
import type { Db } from '../../../kernel/db/db.ts'
import type { Deps, Notice, Notices } from '../../../kernel/module.ts'
import type { Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { peopleNamed } from '../../people/index.ts'
import { siteById } from '../../sites/index.ts'
import { mayBundle } from '../bundles/bundle.ts'
import { visibleTo, workingVisibleTo } from '../policy.ts'
import type { ArticleStep } from '../workflow.ts'
import type { NoticeKind } from './kinds.ts'
import { text } from './text.ts'

/** An article as this reader may name it. `isOwn`: the working text is open to them, and with it the words of a return. */
type Named = { title: string; isOwn: boolean; planned: Temporal.Instant | null; siteId: number; stages: number }
type Known = {
  lang: Lang
  articles: ReadonlyMap<number, Named>
  bundles: ReadonlyMap<number, string>
  reasons: ReadonlyMap<string, string>
  names: ReadonlyMap<number, { name: string }>
  site: (id: number) => string
}

/** What leads to an article or a bundle that the reader has no access to is left out. */
export const sentences: Notices['sentences'] = async (deps, reader, notices) => {
  const known = await knownTo(deps, reader, notices)
  return new Map(
    notices.flatMap((notice) => {
      const sentence = sentenceOf(notice, known)
      return sentence ? [[notice.id, sentence] as const] : []
    }),
  )
}

/** A copy is named by where the notice leads, everything else by the activity. */
const articleIn = ({ path, activity }: Notice) => Number(/^\/toa-soan\/bai-viet\/(\d+)/.exec(path)?.[1] ?? activity.subjectId)
const isOfBundle = ({ kind }: Notice) => kind.startsWith('bundle.')

async function knownTo(deps: Deps, reader: Actor, notices: readonly Notice[]): Promise<Known> {
  const { db } = deps
  const ofArticles = notices.filter((notice) => !isOfBundle(notice))
  const ofBundles = notices.filter(isOfBundle).map(({ activity }) => activity.subjectId)
  const actors = notices.flatMap(({ activity }) => activity.actorId ?? [])
  return {
    lang: reader.lang,
    articles: await articlesNamed(db, reader, ofArticles.map(articleIn)),
    bundles: await bundlesNamed(db, reader, ofBundles),
    reasons: await reasonsOf(db, notices),
    names: await peopleNamed(db, actors),
    site: (id) => siteById(deps, id)?.name ?? '',
  }
}

async function articlesNamed(db: Db, reader: Actor, ids: readonly number[]): Promise<ReadonlyMap<number, Named>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('articles')
    .select((eb) => [
      'articles.id',
      'articles.site_id as siteId',
      'articles.title',
      'articles.stages',
      visibleTo(reader)(eb).as('isVisible'),
      workingVisibleTo(reader)(eb).as('isOwn'),
      eb
        .selectFrom('publications')
        .innerJoin('revisions', 'revisions.id', 'publications.revision_id')
        .select('revisions.title')
        .whereRef('publications.article_id', '=', 'articles.id')
        .where('canonical', '=', true)
        .where('publications.status', '<>', 'scheduled')
        .as('shown'),
      eb
        .selectFrom('publications')
        .select('publications.id')
        .whereRef('publications.article_id', '=', 'articles.id')
        .where('canonical', '=', true)
        .where('publications.status', '=', 'live')
        .as('live'),
      eb
        .selectFrom('publications')
        .select('publish_at')
        .whereRef('publications.article_id', '=', 'articles.id')
        .where('canonical', '=', true)
        .where('publications.status', '=', 'scheduled')
        .as('planned'),
    ])
    .where('articles.id', 'in', [...new Set(ids)])
    .where('articles.hidden_at', 'is', null)
    .execute()
  return new Map(
    rows.flatMap(({ id, siteId, stages, title, shown, isVisible, isOwn, live, planned }) => {
      const working = isVisible && isOwn
      // What readers have at home anybody may name.
      const seen = working ? title || '' : isVisible || live !== null ? shown : null
      return seen === null ? [] : [[id, { siteId, stages, planned, title: seen, isOwn: Boolean(working) }] as const]
    }),
  )
}

async function bundlesNamed(db: Db, reader: Actor, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('bundles')
    .select(['id', 'site_id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.flatMap(({ id, site_id, name }) => (mayBundle(reader, site_id) ? [[id, name] as const] : [])))
}

const reasonKey = (step: string, article: number, revision: number | null) => `${step} ${article}/${revision}`
const reasoned: Partial<Record<NoticeKind, ArticleStep>> = { 'article.returned': 'return', 'article.sentBack': 'back' }

/** What was said with a step back, by the article and the revision it was about. */
async function reasonsOf(db: Db, notices: readonly Notice[]): Promise<ReadonlyMap<string, string>> {
  const returned = notices.filter(({ kind }) => kind in reasoned).map(({ activity }) => activity.subjectId)
  if (returned.length === 0) return new Map()
  const rows = await db
    .selectFrom('transitions')
    .select(['article_id', 'revision_id', 'step', 'reason'])
    .where('article_id', 'in', [...new Set(returned)])
    .where('step', 'in', Object.values(reasoned))
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ step, article_id, revision_id, reason }) => [reasonKey(step, article_id, revision_id), reason]))
}

function sentenceOf(notice: Notice, known: Known): string | null {
  const { activity } = notice
  const t = text[known.lang]
  const kind = notice.kind as NoticeKind
  if (isOfBundle(notice)) return bundleSentence(notice, known)
  const article = known.articles.get(articleIn(notice))
  if (!article) return null
  const title = article.title || t.untitled
  const who = activity.actorId === null ? t.program : (known.names.get(activity.actorId)?.name ?? t.program)
  if (kind.startsWith('share.')) return shareSentence(kind, { who, title, from: known.site(article.siteId), notice, known })
  const when = article.planned && formatDateTime(article.planned, known.lang)
  const step = reasoned[kind]
  if (step) {
    const { revision } = activity.detail as ActivityKinds['article.returned']
    const reason = article.isOwn ? known.reasons.get(reasonKey(step, activity.subjectId, revision)) : ''
    if (kind === 'article.sentBack') return reason ? t.sentBackWith(who, title, reason) : t.sentBack(who, title)
    return reason ? t.returned(who, title, reason) : t.returnedPlainly(who, title)
  }
  if (kind === 'article.approved') return when ? t.approvedFor(who, title, when) : t.approved(who, title)
  if (kind === 'article.rescheduled') return when ? t.rescheduledTo(who, title, when) : t.rescheduled(who, title)
  if (kind === 'article.published') return t.published(title)
  if (kind === 'article.reminded') return t.reminded(title)
  if (kind === 'article.overdue') return t.overdue(title)
  if (kind === 'article.submitted' && article.stages === 1) return t.submittedForApproval(who, title)
  if (kind === 'article.edited' && article.stages > 2) return t.editedFurther(who, title)
  return t[kind.slice('article.'.length) as Plain](who, title)
}

type Plain =
  | 'submitted'
  | 'edited'
  | 'passedOn'
  | 'assigned'
  | 'takenOver'
  | 'remarked'
  | 'remarkAnswered'
  | 'remarkResolved'
  | 'suggestionAccepted'
  | 'suggestionRejected'
  | 'corrected'
  | 'withdrawn'
  | 'restored'
  | 'answeredYes'
  | 'answeredNo'

type Sharing = { who: string; title: string; from: string; notice: Notice; known: Known }

function shareSentence(kind: NoticeKind, { who, title, from, notice, known }: Sharing) {
  const t = text[known.lang]
  const word = kind.slice('share.'.length) as
    | 'offered'
    | 'pushed'
    | 'askedFor'
    | 'taken'
    | 'declined'
    | 'takenBack'
    | 'leftOff'
    | 'recalled'
  if (word === 'declined' || word === 'takenBack') return t[word](who, title)
  const { site } = notice.activity.detail as { site?: number }
  const receives = word === 'askedFor' || word === 'taken' || word === 'leftOff'
  return t[word](who, title, receives ? known.site(site ?? 0) : from)
}

function bundleSentence({ kind, activity }: Notice, { lang, bundles }: Known) {
  const name = bundles.get(activity.subjectId)
  if (name === undefined) return null
  const { failed } = activity.detail as ActivityKinds['bundle.held']
  return kind === 'bundle.held' ? text[lang].held(name) : text[lang].leftBehind(name, failed.length)
}

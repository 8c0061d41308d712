import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import type pg from 'pg'
import type { Abilities, Actor, Place } from './access.ts'
import type { ActivityKind, Spine } from './activity.ts'
import type { Assets } from './assets.ts'
import type { Config } from './config.ts'
import type { Db } from './db/db.ts'
import type { Files } from './files/files.ts'
import type { Hosts } from './hosts.ts'
import type { Cron } from './jobs.ts'
import type { Log } from './log.ts'
import type { Post } from './mail/mail.ts'
import type { Pages } from './pages/pages.ts'
import type { RuleForm } from './rules.ts'
import type { Setting } from './settings.ts'
import type { Lang } from './text.ts'

/** Everything a module's routes and jobs are given. One per process. */
export type Deps = Spine & {
  config: Config
  pool: pg.Pool
  files: Files
  post: Post
  pages: Pages
  assets: Assets
  hosts: Hosts
  log: Log
  /** The ordered modules of app.ts; frames read their menus, home pages their blocks, screens their panels. */
  modules: readonly Module[]
}

/** `signal`: the worker is told to stop and will not wait long. */
export type Job = (deps: Deps, payload: unknown, signal?: AbortSignal) => Promise<void>
/** Reacts to an activity; must be idempotent, since a job may run twice. */
export type Reaction = (deps: Deps, activity: ToldActivity) => Promise<void>
/** An activity as it is read back: what its command told, who acted and when. */
export type ToldActivity = {
  id: number
  at: Temporal.Instant
  actorId: number | null
  kind: ActivityKind
  subjectId: number
  siteId: number | null
  detail: unknown
}

/** An entry of the newsroom's menu; shown to whoever holds the ability. `count` = what waits there for this person. */
export type MenuEntry = {
  label: Record<Lang, string>
  href: string
  icon: string
  group: 'work' | 'content' | 'manage'
  ability: string
  position: number
  /** The letter that leads here after `g`. */
  key: string
  count?: (deps: Deps, actor: Actor) => Promise<number>
}

export type WantedBlock = { id: number; kind: string; options: unknown }
/**
 * The blocks a module offers to portal pages. All blocks of one page are loaded together, so that a page costs a query, not a query a block.
 * A block that is not in `nodes` has nothing to show and leaves no gap.
 */
export type BlockSet = {
  kinds: Readonly<Record<string, Record<Lang, string>>>
  load: (
    deps: Deps,
    at: { siteId: number; lang: Lang },
    wanted: readonly WantedBlock[],
  ) => Promise<{ tags: readonly string[]; nodes: ReadonlyMap<number, ComponentChildren> }>
}

/** A later module's part of an earlier module's screen. */
export type Panel = {
  screen: string
  position: number
  ability: string
  load: (deps: Deps, actor: Actor, subjectId: number) => Promise<ComponentChildren | null>
}

/** A check of `doctor` and the health page: what is wrong in one sentence and what to do. */
export type Check = (deps: Deps) => Promise<Finding[]>
export type Finding = { level: 'good' | 'warn' | 'bad'; what: Record<Lang, string>; todo?: Record<Lang, string> }

/** What a module has standing at a row of an earlier one: what readers see there, and whether the row has to stay. */
export type Standing = { seen: number; bound: boolean }

/** The pictures of a site's library, for a module that shows one without keeping any. */
export type Pictures = {
  ofSite: (db: Db, siteId: number) => Promise<{ address: string; label: string }[]>
  isOfSite: (db: Db, siteId: number, address: string) => Promise<boolean>
}

/** How a person is told of one group of notices beside the inbox: a letter at once, one with others in the morning, or none. */
export const noticeWays = ['once', 'digest', 'inbox'] as const
export type NoticeWay = (typeof noticeWays)[number]
/** A notice to be drawn for somebody: its kind, where it leads, and the activity it is about. */
export type Notice = { id: number; kind: string; path: string; activity: ToldActivity }
/** What a module tells people of. A notice keeps no words: they are drawn when it is read, by what this reader may see at that moment. */
export type Notices = {
  /** What people choose by; `initial` holds while somebody has not chosen. */
  groups: Readonly<Record<string, { label: Record<Lang, string>; initial: NoticeWay }>>
  /** Every kind of this module and its group; a word that no other module has taken. */
  kinds: Readonly<Record<string, string>>
  /** A sentence for each notice; one that the reader has no access to any more is left out. */
  sentences: (deps: Deps, reader: Actor, notices: readonly Notice[]) => Promise<ReadonlyMap<number, string>>
}

/** What the newsroom's frame shows beside the menu on every page: how much is new for this person. The count is one look-up. */
export type Bell = { label: Record<Lang, string>; href: string; key: string; count: (deps: Deps, actor: Actor) => Promise<number> }

export type Module = {
  name: string
  abilities?: Abilities
  routes?: (app: FastifyInstance, deps: Deps) => void
  jobs?: Record<string, Job>
  crons?: readonly Cron[]
  on?: { [K in ActivityKind]?: Reaction }
  menu?: readonly MenuEntry[]
  blocks?: BlockSet
  panels?: readonly Panel[]
  notices?: Notices
  bell?: Bell
  checks?: readonly Check[]
  /** The keys of the rules this module goes by, each with the form of its value. */
  rules?: Readonly<Record<string, RuleForm>>
  /** The settings whose keys this module owns. */
  settings?: readonly Setting[]
  /** What stands at these rows of an earlier module, by its word for them (`section`): asked before one is removed. */
  standing?: (db: Db, subject: string, ids: readonly number[]) => Promise<ReadonlyMap<number, Standing>>
  pictures?: Pictures
  /** Where grants can hold, from memory; the module that keeps the sites says it. */
  places?: (deps: Pick<Deps, 'hosts'>) => readonly Place[]
  /** Work to do once at start, after the migrations (loading what is kept in memory). */
  start?: (deps: Deps) => Promise<void>
  /** Tags were dropped, here or on another node: forget what this process keeps in memory of them. */
  dropped?: (deps: Deps, tags: readonly string[]) => Promise<void>
  /** First run with the sample network: fills this module's part. Modules are called in order. */
  sample?: (deps: Deps, folder: string) => Promise<void>
}

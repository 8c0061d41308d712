// Generated from db/migrations by `npm run schema`; the only file that knows the tables.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
type Timestamp = ColumnType<Temporal.Instant, Temporal.Instant | string, Temporal.Instant | string>
type Day = ColumnType<Temporal.PlainDate, Temporal.PlainDate | string, Temporal.PlainDate | string>
/** Exact: read as its decimal text. */
type Numeric = ColumnType<string, string | number, string | number>
/** Written as JSON text (`json()` of kernel/db) or as an object; a bare array would become a PostgreSQL array. */
type JsonInput = string | number | boolean | (object & { length?: never })
type Json = ColumnType<unknown, JsonInput, JsonInput>

export interface Schema {
  access_records: AccessRecords
  activities: Activities
  alerts: Alerts
  approval_links: ApprovalLinks
  article_faces: ArticleFaces
  articles: Articles
  blocks: Blocks
  bundle_items: BundleItems
  bundles: Bundles
  contributions: Contributions
  corrections: Corrections
  delegations: Delegations
  films: Films
  grants: Grants
  house_words: HouseWords
  import_pictures: ImportPictures
  import_rows: ImportRows
  import_runs: ImportRuns
  media: Media
  media_uses: MediaUses
  menu_entries: MenuEntries
  named_counts: NamedCounts
  notice_choices: NoticeChoices
  notice_hours: NoticeHours
  notices: Notices
  opening_counts: OpeningCounts
  page_counts: PageCounts
  pen_names: PenNames
  people: People
  presences: Presences
  publications: Publications
  recovery_codes: RecoveryCodes
  redirects: Redirects
  remarks: Remarks
  renditions: Renditions
  return_reasons: ReturnReasons
  revisions: Revisions
  rules: Rules
  saves: Saves
  seals: Seals
  search_entries: SearchEntries
  sections: Sections
  sessions: Sessions
  settings: Settings
  shares: Shares
  sign_in_attempts: SignInAttempts
  site_hosts: SiteHosts
  sites: Sites
  suggestions: Suggestions
  transitions: Transitions
  units: Units
  uploads: Uploads
  visit_counts: VisitCounts
  visit_salts: VisitSalts
  visitors_seen: VisitorsSeen
  word_pictures: WordPictures
  word_readings: WordReadings
  wordings: Wordings
}

export interface AccessRecords {
  id: Generated<number>
  at: Timestamp
  source: string
  account_id: number | null
  action: string
  outcome: string
}

export interface Activities {
  id: Generated<number>
  at: Timestamp
  actor_id: number | null
  kind: string
  subject: string
  subject_id: number
  site_id: number | null
  detail: Generated<Json>
  tags: Generated<string[]>
  request_id: string | null
  xid: Generated<string>
  hash: Buffer
}

export interface Alerts {
  id: Generated<number>
  site_id: number | null
  kind: string
  words: string
  href: Generated<string>
  show_at: Timestamp
  hide_at: Timestamp
  away_from: Timestamp | null
  away_until: Timestamp | null
  sudden: Generated<boolean>
  shown_at: Timestamp | null
  ended_at: Timestamp | null
  created_by: number
  created_at: Timestamp
}

export interface ApprovalLinks {
  id: Generated<number>
  article_id: number
  revision_id: number
  version: number
  token_hash: Buffer
  person_id: number
  lent: boolean
  plan: Json
  sent_by: number
  sent_at: Timestamp
  expires_at: Timestamp
  opened_at: Timestamp | null
  decided_at: Timestamp | null
  decision: string | null
  revoked_at: Timestamp | null
  revoked_by: number | null
}

export interface ArticleFaces {
  article_id: number
  working: boolean
  marks: string
}

export interface Articles {
  id: Generated<number>
  site_id: number
  genre: string
  lang: Generated<string>
  status: Generated<string>
  section_id: number | null
  title: Generated<string>
  lead: Generated<string>
  body: Generated<Json>
  cover_media_id: number | null
  tags: Generated<string[]>
  source: Generated<string>
  version: Generated<number>
  revision_id: number | null
  approved_revision_id: number | null
  created_by: number
  created_at: Timestamp
  saved_by: number
  saved_at: Timestamp
  status_at: Timestamp
  due_at: Timestamp | null
  hidden_at: Timestamp | null
  embargo_until: Timestamp | null
  copied_from: number | null
  stages: Generated<number>
  assignee_id: number | null
  remind_at: Timestamp | null
}

export interface Blocks {
  id: Generated<number>
  site_id: number
  page: Generated<string>
  position: Generated<number>
  kind: string
  options: Generated<Json>
  hidden_at: Timestamp | null
}

export interface BundleItems {
  bundle_id: number
  article_id: number
  waiting: boolean
  failure: string | null
  added_by: number
  added_at: Timestamp
}

export interface Bundles {
  id: Generated<number>
  site_id: number
  name: string
  release_at: Timestamp
  whole: boolean
  state: string
  held_at: Timestamp | null
  released_at: Timestamp | null
  made_by: number
  made_at: Timestamp
}

export interface Contributions {
  id: Generated<number>
  article_id: number
  person_id: number
  role: string
  share: number
  pen_name: Generated<string>
  position: Generated<number>
}

export interface Corrections {
  id: Generated<number>
  article_id: number
  revision_id: number
  original: string
  corrected: string
  notice: string
  made_by: number
  made_at: Timestamp
  reason: Generated<string>
}

export interface Delegations {
  id: Generated<number>
  person_id: number
  delegate_id: number
  valid_from: Timestamp
  valid_to: Timestamp
  reason: Generated<string>
  revoked_at: Timestamp | null
}

export interface Films {
  media_id: number
  state: string
  percent: Generated<number>
  changed_at: Timestamp
}

export interface Grants {
  id: Generated<number>
  person_id: number
  role: string
  site_id: number | null
  section_id: number | null
  granted_by: number | null
  granted_at: Timestamp
}

export interface HouseWords {
  id: Generated<number>
  site_id: number | null
  kind: string
  wrong: string
  right: Generated<string>
  added_by: number
  added_at: Timestamp
}

export interface ImportPictures {
  id: Generated<number>
  run_id: number
  row_id: number
  place: string
  address: string
  alt: Generated<string>
  caption: Generated<string>
  credit: Generated<string>
  state: Generated<string>
  media_id: number | null
  tries: Generated<number>
  next_at: Timestamp
  trouble: Generated<string>
}

export interface ImportRows {
  id: Generated<number>
  run_id: number
  site_id: number
  key: string
  position: number
  title: string
  address: Generated<string>
  article_id: number | null
  notes: Generated<Json>
}

export interface ImportRuns {
  id: Generated<number>
  site_id: number
  format: string
  source: string
  digest: string
  bytes: number
  options: Generated<Json>
  state: string
  total: Generated<number>
  position: Generated<number>
  preview: Generated<Json>
  trouble: Generated<string>
  started_by: number
  started_at: Timestamp
  moved_at: Timestamp
}

export interface Media {
  id: Generated<number>
  key: string
  site_id: number
  kind: string
  content_type: string
  bytes: number
  sha256: Buffer
  source_sha256: Buffer
  width: number | null
  height: number | null
  seconds: number | null
  name: string
  caption: Generated<string>
  credit: Generated<string>
  alt: Generated<string>
  decorative: Generated<boolean>
  words: Generated<string>
  focal_x: Generated<number>
  focal_y: Generated<number>
  placeholder: Buffer | null
  poster_id: number | null
  uploaded_by: number | null
  uploaded_at: Timestamp
  hidden_at: Timestamp | null
  hidden_reason: Generated<string>
  owner: Generated<string>
  licence: Generated<string>
  origin: Generated<string>
  permission: Generated<string>
  licence_until: Day | null
  licence_told: Day | null
  written_credit: Generated<string>
  place: Generated<string>
  taken_on: Day | null
  dhash: number | null
  like_id: number | null
  compared_at: Timestamp | null
  unused: Generated<boolean>
  no_credit: GeneratedAlways<boolean>
  no_alt: GeneratedAlways<boolean>
  small: GeneratedAlways<boolean>
  found: GeneratedAlways<string>
}

export interface MediaUses {
  media_id: number
  subject: string
  subject_id: number
}

export interface MenuEntries {
  id: Generated<number>
  site_id: number
  place: string
  heading: Generated<string>
  position: Generated<number>
  label: string
  href: string | null
  section_id: number | null
}

export interface NamedCounts {
  day: Day
  site_id: number
  kind: string
  name: string
  hits: Generated<number>
}

export interface NoticeChoices {
  person_id: number
  kind_group: string
  way: string
}

export interface NoticeHours {
  person_id: number
  quiet_from: number
  quiet_to: number
  quiet_days_off: boolean
  digest_at: number
  tried_at: Timestamp | null
}

export interface Notices {
  id: Generated<number>
  person_id: number
  activity_id: number
  kind: string
  path: string
  instead_of: number | null
  at: Timestamp
  seen_at: Timestamp | null
  mail_after: Timestamp | null
  mailed_at: Timestamp | null
}

export interface OpeningCounts {
  site_id: number
  measure: string
  value: number
  until: Day
  source: string
}

export interface PageCounts {
  day: Day
  site_id: number
  path: string
  subject: Generated<string>
  subject_id: Generated<number>
  views: Generated<number>
  bot_views: Generated<number>
}

export interface PenNames {
  id: Generated<number>
  person_id: number
  name: string
  name_key: Generated<string>
}

export interface People {
  id: Generated<number>
  name: string
  name_key: Generated<string>
  address_form: Generated<string>
  email: string | null
  unit_id: number | null
  language: Generated<string>
  password_hash: string | null
  password_changed_at: Timestamp | null
  password_temporary: Generated<boolean>
  totp_secret: Buffer | null
  totp_confirmed_at: Timestamp | null
  totp_last_step: number | null
  disabled_at: Timestamp | null
  last_seen_at: Timestamp | null
  created_at: Timestamp
  keys: Generated<boolean>
}

export interface Presences {
  article_id: number
  session: string
  person_id: number
  doing: string
  block: Generated<string>
  seen_at: Timestamp
  taken_by: number | null
  taken_at: Timestamp | null
}

export interface Publications {
  id: Generated<number>
  article_id: number
  site_id: number
  section_id: number
  canonical: boolean
  slug: string
  genre: string
  revision_id: number
  status: string
  publish_at: Timestamp
  live_at: Timestamp | null
  withdrawn_at: Timestamp | null
  withdrawal_notice: Generated<string>
  corrected_at: Timestamp | null
  featured: number | null
  html: Generated<string>
  withdrawal_reason: string | null
  replaced_by: number | null
  featured_until: Timestamp | null
  expires_at: Timestamp | null
  headline: Generated<string>
}

export interface RecoveryCodes {
  id: Generated<number>
  person_id: number
  code_hash: Buffer
  used_at: Timestamp | null
}

export interface Redirects {
  site_id: number
  path: string
  target: string
  created_at: Timestamp
}

export interface Remarks {
  id: Generated<number>
  article_id: number
  thread_id: number | null
  place: Generated<string>
  quote: Generated<string>
  start_at: Generated<number>
  before: Generated<string>
  after: Generated<string>
  revision_id: number | null
  version: number
  words: string
  author_id: number
  said_at: Timestamp
  resolved_by: number | null
  resolved_at: Timestamp | null
  hidden_by: number | null
  hidden_at: Timestamp | null
  hidden_why: Generated<string>
}

export interface Renditions {
  media_id: number
  name: string
  key: string
  content_type: string
  width: number
  height: number
  bytes: number
  sha256: Buffer
}

export interface ReturnReasons {
  transition_id: number
  reason: string
}

export interface Revisions {
  id: Generated<number>
  article_id: number
  number: number
  title: string
  lead: string
  body: Json
  genre: string
  section_id: number | null
  cover_media_id: number | null
  tags: string[]
  source: string
  byline: Generated<Json>
  name: Generated<string>
  reason: string
  created_by: number
  created_at: Timestamp
}

export interface Rules {
  id: Generated<number>
  key: string
  value: Json
  valid_from: Day
  valid_to: Day | null
  legal_basis: string
  source_mark: Generated<string>
  created_at: Timestamp
  confirmed_by: number | null
  confirmed_at: Timestamp | null
}

export interface Saves {
  article_id: number
  version: number
  session: string
  outline: Json
  sent: Json | null
  saved_by: number
  saved_at: Timestamp
}

export interface Seals {
  position: number
  activity_id: number
  mac: Buffer
  at: Timestamp
}

export interface SearchEntries {
  kind: string
  subject_id: number
  site_id: number
  at: Timestamp
  lang: string
  title: string
  title_exact: string
  title_plain: string
  text: string
  lexemes: string
}

export interface Sections {
  id: Generated<number>
  site_id: number
  parent_id: number | null
  slug: string
  name: string
  description: Generated<string>
  position: Generated<number>
  hidden_at: Timestamp | null
}

export interface Sessions {
  id: Generated<number>
  token_hash: Buffer
  previous_hash: Buffer | null
  person_id: number
  created_at: Timestamp
  seen_at: Timestamp
  rotated_at: Timestamp
  confirmed_at: Timestamp | null
  expires_at: Timestamp
  second_factor_at: Timestamp | null
  source: Generated<string>
  agent: Generated<string>
}

export interface Settings {
  key: string
  value: Json
  changed_at: Timestamp
}

export interface Shares {
  id: Generated<number>
  article_id: number
  site_id: number
  kind: string
  state: string
  mode: string | null
  section_id: number | null
  headline: Generated<string>
  words: Generated<string>
  copy_id: number | null
  made_by: number
  made_at: Timestamp
  answered_by: number | null
  answered_at: Timestamp | null
  answer: Generated<string>
}

export interface SignInAttempts {
  key: Buffer
  failures: number
  last_at: Timestamp
  next_at: Timestamp
}

export interface SiteHosts {
  host: string
  site_id: number
  canonical: Generated<boolean>
}

export interface Sites {
  id: Generated<number>
  key: string
  position: Generated<number>
  unit_id: number | null
  name: string
  owner: Generated<string>
  superior: Generated<string>
  responsible: Generated<string>
  address: Generated<string>
  phone: Generated<string>
  email: Generated<string>
  description: Generated<string>
  theme: Generated<Json>
  created_at: Timestamp
}

export interface Suggestions {
  remark_id: number
  wording: string
  state: Generated<string>
  decided_by: number | null
  decided_at: Timestamp | null
  decided_words: Generated<string>
}

export interface Transitions {
  id: Generated<number>
  article_id: number
  revision_id: number
  step: string
  came_from: string
  went_to: string
  actor_id: number | null
  on_behalf_of: number | null
  reason: Generated<string>
  at: Timestamp
}

export interface Units {
  id: Generated<number>
  key: string
  parent_id: number | null
  name: string
  short_name: Generated<string>
  valid_from: Day | null
  valid_to: Day | null
}

export interface Uploads {
  id: string
  person_id: number
  site_id: number
  name: string
  bytes: number
  caption: Generated<string>
  credit: Generated<string>
  alt: Generated<string>
  decorative: Generated<boolean>
  begun_at: Timestamp
  touched_at: Timestamp
  media_id: number | null
}

export interface VisitCounts {
  day: Day
  site_id: number
  visits: Generated<number>
  visitors: Generated<number>
  views: Generated<number>
  bot_views: Generated<number>
}

export interface VisitSalts {
  day: Day
  salt: Buffer
}

export interface VisitorsSeen {
  day: Day
  site_id: number
  visitor: Buffer
  last_at: Timestamp
}

export interface WordPictures {
  reading_id: number
  number: number
  type: string
  bytes: Buffer
  media_id: number | null
  refused: string | null
}

export interface WordReadings {
  id: Generated<number>
  person_id: number
  article_id: number | null
  site_id: number
  section_id: number | null
  genre: string
  name: string
  reading: Json
  read_at: Timestamp
  taken_at: Timestamp | null
}

export interface Wordings {
  id: Generated<number>
  article_id: number
  place: string
  wording: Json
  session: string
  written_by: number
  written_at: Timestamp
  choice: string | null
  chosen_by: number | null
  chosen_at: Timestamp | null
  chosen_in: string | null
}

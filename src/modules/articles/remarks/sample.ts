import type { Actor } from '../../../kernel/access.ts'
import type { Outcome } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { setClock } from '../../../kernel/time.ts'
import { anyArticle } from '../queries.ts'
import { anchorIn, placesOf } from './anchor.ts'
import { answer, remark, settle } from './commands.ts'

/** A talk of the sample: `quote` stands somewhere in the text; `resolved`: who closed it, at the last hour named. */
export type SampleRemark = {
  at: string
  by: string
  quote: string
  words: string
  wording?: string
  answers?: { at: string; by: string; words: string }[]
  resolved?: { at: string; by: string }
}
type Telling = { id: number; remarks: readonly SampleRemark[]; hour(iso: string): Temporal.Instant; actor(key: string): Promise<Actor> }

export async function sampleRemarks(deps: Deps, { id, remarks, hour, actor }: Telling) {
  for (const { at, by, quote, words, wording, answers = [], resolved } of remarks) {
    const article = await anyArticle(deps.db, id)
    const place = placesOf(article).find((one) => one !== '' && anchorIn(article, one, quote))
    if (place === undefined) throw new Error(`sample: “${quote}” stands nowhere`)
    setClock(() => hour(at))
    const thread = sure(await remark(deps, await actor(by), id, { place, quote, words, ...(wording !== undefined && { wording }) })).id
    for (const said of answers) {
      setClock(() => hour(said.at))
      sure(await answer(deps, await actor(said.by), id, thread, said.words))
    }
    if (!resolved) continue
    setClock(() => hour(resolved.at))
    sure(await settle(deps, await actor(resolved.by), id, thread, true))
  }
}

function sure<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`sample: ${JSON.stringify(outcome.issues)}`)
  return outcome.value
}

import { addJob } from '../../kernel/jobs.ts'
import type { Deps, Job } from '../../kernel/module.ts'
import { now } from '../../kernel/time.ts'
import { picturesSoon } from './commands.ts'
import { look } from './looking.ts'
import { move } from './moving.ts'
import { turnOf } from './opened.ts'
import { fetchPictures } from './pictures.ts'

/** Short turns: between two of them others have theirs, and the house can close its doors. */
const turn = 3_000

const runOf = (payload: unknown) => (payload as { run: number }).run

export const lookJob: Job = async (deps, payload) => {
  const id = runOf(payload)
  if ((await look(deps, id, turnOf(turn))) === 'more') await again(deps, 'imports.look', id)
}

export const moveJob: Job = async (deps, payload) => {
  const id = runOf(payload)
  if ((await move(deps, id, turnOf(turn))) === 'more') await again(deps, 'imports.move', id)
}

export const picturesJob: Job = async (deps, payload) => {
  const id = runOf(payload)
  const next = await fetchPictures(deps, id, turnOf(turn))
  if (next) await picturesSoon(deps.db, id, Temporal.Instant.compare(next, now()) > 0 ? next : null)
}

const again = ({ db }: Deps, task: string, run: number) => addJob(db, task, { run }, { key: `${task}:${run}` })

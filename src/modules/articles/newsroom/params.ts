import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../kernel/errors.ts'
import type { Flash } from '../../../ui/desk/desk.tsx'
import { text } from './text.ts'

/** A number as PostgreSQL's int takes it. */
export const Id = z.coerce.number().int().positive().max(2_147_483_647)

/** A number in the address; what is no number names nothing. */
export function idParam(request: FastifyRequest, name = 'id'): number {
  const read = Id.safeParse((request.params as Record<string, string>)[name])
  if (!read.success) throw notFound()
  return read.data
}

/** A number among the parameters, when there is a good one. */
export const numberIn = (request: FastifyRequest, name: string) => Id.safeParse((request.query as Record<string, unknown>)[name]).data

/** The numbers chosen in a list of boxes; what is no number was not chosen. */
export const chosenIn = (body: unknown, name: string): number[] =>
  [(body as Record<string, unknown> | null)?.[name] ?? []].flat().flatMap((one) => Id.safeParse(one).data ?? [])

/** What the page before has just done: `?vua=` names one of our own sentences, anything else is passed over. */
export function flashOf(
  request: FastifyRequest,
  { flash }: { flash: Record<string, string> } = text[request.actor!.lang],
): Flash | undefined {
  const { vua } = request.query as Record<string, unknown>
  return typeof vua === 'string' && Object.hasOwn(flash, vua) ? { kind: 'success', text: flash[vua]! } : undefined
}

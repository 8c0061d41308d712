import { Id, queryOf } from '../../../kernel/http/params.ts'
import type { FastifyRequest } from 'fastify'
import type { Flash } from '../../../ui/desk/desk.tsx'
import { text } from './text.ts'

/** A number among the parameters, when there is a good one. */
export const numberIn = (request: FastifyRequest, name: string) => Id.safeParse(queryOf(request)[name]).data

/** The numbers chosen in a list of boxes; what is no number was not chosen. */
export const chosenIn = (body: unknown, name: string): number[] =>
  [(body as Record<string, unknown> | null)?.[name] ?? []].flat().flatMap((one) => Id.safeParse(one).data ?? [])

/** What the page before has just done: `?vua=` names one of our own sentences, anything else is passed over. */
export function flashOf(
  request: FastifyRequest,
  { flash }: { flash: Record<string, string> } = text[request.actor!.lang],
): Flash | undefined {
  const { vua } = queryOf(request)
  return typeof vua === 'string' && Object.hasOwn(flash, vua) ? { kind: 'success', text: flash[vua]! } : undefined
}

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../kernel/errors.ts'
import type { Flash } from '../../../ui/desk/desk.tsx'

const Id = z.coerce.number().int().positive().max(2_147_483_647)

/** A number in the address; what is no number names nothing. */
export function idParam(request: FastifyRequest, name = 'id'): number {
  const read = Id.safeParse((request.params as Record<string, string>)[name])
  if (!read.success) throw notFound()
  return read.data
}

/** What the page before has just done: `?xong=` names one of the page's own sentences, anything else is passed over. */
export function told(request: FastifyRequest, sentences: Record<string, string>): Flash | undefined {
  const { xong } = request.query as Record<string, unknown>
  return typeof xong === 'string' && Object.hasOwn(sentences, xong) ? { kind: 'success', text: sentences[xong]! } : undefined
}

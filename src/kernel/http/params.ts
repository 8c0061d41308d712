import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../errors.ts'

/** A row's number, as PostgreSQL's int takes it. */
export const Id = z.coerce.number().int().positive().max(2_147_483_647)

/** A number in the address; what is no number names nothing. Throws `notFound`. */
export function idParam(request: FastifyRequest, name = 'id'): number {
  const read = Id.safeParse((request.params as Record<string, string>)[name])
  if (!read.success) throw notFound()
  return read.data
}

/** What stands behind the `?` of the address; nobody has looked at it yet. */
export const queryOf = (request: FastifyRequest) => request.query as Record<string, unknown>

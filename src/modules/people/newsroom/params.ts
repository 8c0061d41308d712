import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../../../kernel/errors.ts'

const Id = z.coerce.number().int().positive().max(2_147_483_647)

/** A number in the address; what is no number names nothing. */
export function idParam(request: FastifyRequest, name = 'id'): number {
  const read = Id.safeParse((request.params as Record<string, string>)[name])
  if (!read.success) throw notFound()
  return read.data
}

export const queryOf = (request: FastifyRequest) => request.query as Record<string, unknown>
export const pageOf = (request: FastifyRequest) => Id.safeParse(queryOf(request).trang).data ?? 1

import type { FastifyRequest } from 'fastify'
import { Id, queryOf } from '../../../kernel/http/params.ts'

export const pageOf = (request: FastifyRequest) => Id.safeParse(queryOf(request).trang).data ?? 1

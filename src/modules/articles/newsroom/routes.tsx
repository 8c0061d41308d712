import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../kernel/module.ts'

export function newsroomRoutes(_app: FastifyInstance, _deps: Deps) {}

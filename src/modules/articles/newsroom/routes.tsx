import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../kernel/module.ts'
import { aboutRoutes } from './about/routes.tsx'
import { approvalRoutes } from './approval/routes.tsx'
import { boardRoutes } from './board/routes.tsx'
import { bundleRoutes } from './bundles/routes.tsx'
import { compareRoutes } from './compare/routes.tsx'
import { decideRoutes } from './decide/routes.tsx'
import { lastingRoutes } from './lasting/routes.tsx'
import { procedureRoutes } from './procedure/routes.tsx'
import { remarkRoutes } from './remarks/routes.tsx'
import { reviewRoutes } from './review/routes.tsx'
import { strictnessRoutes } from './strictness/routes.tsx'
import { sharingRoutes } from './sharing/routes.tsx'
import { wordRoutes } from './word/routes.tsx'
import { writingRoutes } from './writing/routes.tsx'

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  boardRoutes(app, deps)
  writingRoutes(app, deps)
  wordRoutes(app, deps)
  aboutRoutes(app, deps)
  reviewRoutes(app, deps)
  compareRoutes(app, deps)
  remarkRoutes(app, deps)
  decideRoutes(app, deps)
  approvalRoutes(app, deps)
  lastingRoutes(app, deps)
  bundleRoutes(app, deps)
  sharingRoutes(app, deps)
  procedureRoutes(app, deps)
  strictnessRoutes(app, deps)
}

import type { FastifyInstance } from 'fastify'
import { notFound } from '../../../kernel/errors.ts'
import type { Deps } from '../../../kernel/module.ts'
import { entriesFor } from '../menu.ts'
import { renewTokens } from '../signin/identify.ts'
import { accountRoutes } from './account/routes.tsx'
import { authorRoutes } from './authors/routes.tsx'
import { delegationRoutes } from './delegations/routes.tsx'
import { factorRoutes } from './factor/routes.tsx'
import { gateRoutes } from './gate/routes.tsx'
import { peopleRoutes } from './people/routes.tsx'

export function newsroomRoutes(app: FastifyInstance, deps: Deps) {
  renewTokens(app)
  gateRoutes(app, deps)
  accountRoutes(app, deps)
  peopleRoutes(app, deps)
  factorRoutes(app, deps)
  authorRoutes(app, deps)
  delegationRoutes(app, deps)

  // An address that nobody serves is refused as one that is somebody else's: the sign-in page for those who have not signed in.
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/toa-soan/*',
    config: { access: 'mine', face: 'newsroom' },
    handler: () => {
      throw notFound()
    },
  })

  app.get('/toa-soan', { config: { access: 'signedIn', face: 'newsroom' } }, async (request, reply) => {
    const entries = entriesFor(deps, request.actor!)
    // What waits comes first; whoever has no work of their own keeps the house in order.
    const first = entries.find(({ group }) => group === 'work') ?? entries.find(({ group }) => group === 'manage') ?? entries[0]
    return reply.redirect(first?.href ?? '/tai-khoan', 303)
  })
}

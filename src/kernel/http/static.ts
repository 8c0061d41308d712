import type { FastifyInstance } from 'fastify'
import type { Assets } from '../assets.ts'
import { notFound } from '../errors.ts'
import { acceptedEncodings } from '../pages/encoding.ts'

/** Style sheets, islands, fonts and drawings under names that change with their content: kept for a year, packed beforehand. */
export function serveAssets(app: FastifyInstance, assets: Assets) {
  app.get('/_tinh/:file', { config: { access: 'public', face: 'both' } }, async (request, reply) => {
    const file = assets.file((request.params as { file: string }).file)
    if (!file) throw notFound()
    reply.type(file.type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
    // A preview is framed without our origin and still wants our fonts; nothing here is private.
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    const accepted = acceptedEncodings(request.headers['accept-encoding'] as string | undefined)
    for (const encoding of accepted) {
      const packed = encoding === 'br' ? file.br : encoding === 'gzip' ? file.gz : null
      if (packed) return reply.header('content-encoding', encoding).send(packed)
    }
    return reply.send(file.bytes)
  })
}

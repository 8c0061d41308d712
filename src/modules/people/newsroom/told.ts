import type { FastifyRequest } from 'fastify'
import { queryOf } from '../../../kernel/http/params.ts'
import type { Flash } from '../../../ui/desk/desk.tsx'

/** What the page before has just done: `?xong=` names one of the page's own sentences, anything else is passed over. */
export function told(request: FastifyRequest, sentences: Record<string, string>): Flash | undefined {
  const { xong } = queryOf(request)
  return typeof xong === 'string' && Object.hasOwn(sentences, xong) ? { kind: 'success', text: sentences[xong]! } : undefined
}

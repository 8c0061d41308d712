import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../kernel/access.ts'
import type { Issues } from '../../../kernel/errors.ts'
import { typed, type Typed } from '../../../kernel/form.ts'
import type { Deps } from '../../../kernel/module.ts'
import { desk } from '../../people/index.ts'
import { captionAll, chosenMedia, mostCaptions, type Caption } from '../captions.ts'
import { descriptionOf } from '../import.ts'
import { lengths, type Listed } from '../medium.ts'
import { canManage } from '../policy.ts'
import { text } from '../text.ts'
import { CaptionsPage, fieldOf } from './captions.tsx'
import { captionsPath } from './library.tsx'
import { words } from './text.ts'

/** The chosen media in one form. They are chosen by the address, so that the page can be opened again; saved in one command. */
export function captionRoutes(app: FastifyInstance, deps: Deps) {
  const tends = { config: { access: 'media.read', face: 'newsroom', page: 'captions' } } as const
  app.get(captionsPath, tends, async (request, reply) => {
    const items = await mayCaption(deps, request.actor!, chosenIds(request.query))
    return sendCaptions(deps, request, reply, items)
  })
  app.post(captionsPath, tends, async (request, reply) => {
    const sent = typed(request.body)
    const ids = Object.keys(sent).flatMap((name) => /^chon-(\d{1,9})$/.exec(name)?.[1] ?? [])
    const items = await mayCaption(deps, request.actor!, ids.map(Number))
    if (items.length === 0) return sendCaptions(deps, request, reply, [])
    const issues = issuesOf(items, sent)
    if (Object.keys(issues).length > 0) return sendCaptions(deps, request, reply, items, { issues, typed: sent })
    await captionAll(deps, request.actor!, captionsOf(items, sent))
    return reply.redirect('/toa-soan/tu-lieu?vua=da-ghi-ca', 303)
  })
}

/** Of the chosen, those the actor tends: others are left out, as if they were not there. */
async function mayCaption({ db }: Deps, actor: Actor, ids: readonly number[]) {
  return (await chosenMedia(db, actor, ids)).filter((item) => canManage(actor, item))
}

function chosenIds(query: unknown): number[] {
  const { chon } = query as { chon?: unknown }
  return [chon]
    .flat()
    .filter((one): one is string => typeof one === 'string' && /^\d{1,9}$/.test(one))
    .slice(0, mostCaptions)
    .map(Number)
}

const names = ['caption', 'credit', 'alt'] as const

function issuesOf(items: readonly Listed[], sent: Typed): Issues {
  const tooLong = (field: string, name: (typeof names)[number]) => [...(sent[field] ?? '')].length > lengths[name]
  const fields = [
    ...(['caption', 'credit'] as const).map((name) => [name, name] as const),
    ...items.flatMap(({ id }) => names.map((name) => [fieldOf(name, id), name] as const)),
  ]
  return Object.fromEntries(fields.filter(([field, name]) => tooLong(field, name)).map(([field]) => [field, 'tooLong']))
}

/** What is typed for all goes where nothing is. */
function captionsOf(items: readonly Listed[], sent: Typed): Caption[] {
  return items.map(({ id, ...had }) => {
    const said = (name: 'caption' | 'credit' | 'alt') => sent[fieldOf(name, id)] ?? had[name]
    const { caption, credit, alt } = descriptionOf({
      caption: said('caption').trim() || sent.caption,
      credit: said('credit').trim() || sent.credit,
      alt: said('alt'),
    })
    return { id, caption, credit, alt }
  })
}

type Again = { issues: Issues; typed: Typed }

async function sendCaptions(deps: Deps, request: FastifyRequest, reply: FastifyReply, items: readonly Listed[], again?: Again) {
  const { lang } = request.actor!
  const current = '/toa-soan/tu-lieu'
  const options = {
    title: words[lang].captions.title,
    current,
    back: { href: current, label: text[lang].back },
    sheets: ['library.sheet.css'],
  }
  const page = await desk(deps, request, options, <CaptionsPage lang={lang} items={items} {...again} />)
  return reply.code(again ? 422 : 200).view(page)
}

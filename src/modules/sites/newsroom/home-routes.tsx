import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, type Issues } from '../../../kernel/errors.ts'
import { parseForm, typed } from '../../../kernel/form.ts'
import { idParam } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { addBlock, changeBlock, hideBlock, moveBlock, removeBlock } from '../commands/blocks.ts'
import { BlockForm } from '../forms.ts'
import { current, siteDesk, tabHref } from './frame.tsx'
import { BlockPage, HomePage, type Kinds } from './home.tsx'
import { blocksOf, sectionTree, siteKept } from './queries.ts'
import { text } from './text.ts'

const config = { access: 'sites.keep', face: 'newsroom' } as const
const base = `${current}/:id/trang-chu`

/** All kinds of blocks that the modules of this installation can draw. */
export const kindsOf = ({ modules }: Pick<Deps, 'modules'>): Kinds =>
  Object.assign({}, ...modules.map(({ blocks }) => blocks?.kinds ?? {})) as Kinds

export function homeRoutes(app: FastifyInstance, deps: Deps) {
  app.get(base, { config: { ...config, page: 'home-blocks' } }, async (request, reply) => reply.view(await homePage(deps, request)))

  app.post(base, { config }, async (request, reply) => {
    const form = parseForm(BlockForm, request.body)
    const outcome = form.ok ? await addBlock(deps, request.actor!, idParam(request), form.value, Object.keys(kindsOf(deps))) : form
    return outcome.ok ? back(request, reply, 'da-them') : reply.code(422).view(await homePage(deps, request, outcome.issues))
  })

  app.get(`${base}/:block`, { config: { ...config, page: 'block-edit' } }, async (request, reply) =>
    reply.view(await blockPage(deps, request)),
  )

  app.post(`${base}/:block`, { config }, async (request, reply) => {
    const form = parseForm(BlockForm.omit({ kind: true }), request.body)
    const outcome = form.ok ? await changeBlock(deps, request.actor!, idParam(request), idParam(request, 'block'), form.value) : form
    return outcome.ok ? back(request, reply, 'da-luu') : reply.code(422).view(await blockPage(deps, request, outcome.issues))
  })

  for (const [word, direction] of [
    ['len', 'up'],
    ['xuong', 'down'],
  ] as const)
    app.post(`${base}/:block/${word}`, { config }, async (request, reply) => {
      await moveBlock(deps, request.actor!, idParam(request), idParam(request, 'block'), direction)
      return back(request, reply, 'da-chuyen')
    })

  for (const [word, hidden, said] of [
    ['an', true, 'da-an'],
    ['hien', false, 'da-hien'],
  ] as const)
    app.post(`${base}/:block/${word}`, { config }, async (request, reply) => {
      await hideBlock(deps, request.actor!, idParam(request), idParam(request, 'block'), hidden)
      return back(request, reply, said)
    })

  app.post(`${base}/:block/xoa`, { config }, async (request, reply) => {
    await removeBlock(deps, request.actor!, idParam(request), idParam(request, 'block'))
    return back(request, reply, 'da-xoa')
  })
}

const back = (request: FastifyRequest, reply: FastifyReply, what: keyof typeof text.vi.told) =>
  reply.redirect(`${tabHref(idParam(request), 'home')}?xong=${what}`, 303)

async function loaded(deps: Deps, request: FastifyRequest) {
  const site = await siteKept(deps.db, request.actor!, idParam(request), deps.config.baseHost)
  const [blocks, sections] = await Promise.all([blocksOf(deps.db, site.id), sectionTree(deps.db, site.id)])
  return { site, blocks, sections }
}

async function homePage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { site, ...lines } = await loaded(deps, request)
  const page = (
    <HomePage
      lang={request.actor!.lang}
      siteId={site.id}
      {...lines}
      kinds={kindsOf(deps)}
      issues={issues}
      typed={issues && typed(request.body)}
    />
  )
  return siteDesk(deps, request, site, { tab: 'home', issues }, page)
}

async function blockPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const { lang } = request.actor!
  const { site, blocks, sections } = await loaded(deps, request)
  const block = blocks.find(({ id }) => id === idParam(request, 'block'))
  if (!block) throw notFound()
  const name = block.title ?? kindsOf(deps)[block.kind]?.[lang] ?? block.kind
  const page = (
    <BlockPage lang={lang} siteId={site.id} block={block} sections={sections} issues={issues} typed={issues && typed(request.body)} />
  )
  return siteDesk(deps, request, site, { tab: 'home', issues, below: `${text[lang].home.editTitle}: ${name}` }, page)
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { forbidden, issues, type Issues, type Outcome } from '../../../kernel/errors.ts'
import { parseForm, typed, type Typed } from '../../../kernel/form.ts'
import type { Deps } from '../../../kernel/module.ts'
import type { RuleForm } from '../../../kernel/rules.ts'
import { desk } from '../../people/index.ts'
import { add } from '../commands.ts'
import { blankShape, KeyForm, readValue, ReplaceForm } from '../forms.ts'
import { canConfirm } from '../policy.ts'
import { latestOf } from '../queries.ts'
import { isMany } from '../rule.ts'
import { text } from '../text.ts'
import { formsRead } from '../read.ts'
import { AddKeyPage, addPath, AddRowPage } from './add.tsx'
import { current } from './list.tsx'

const confirming = { access: 'rules.confirm', face: 'newsroom' } as const
type Named = { key: string; form: RuleForm }

/** A row for a key that has none: first key and form, then the value with its days and its legal basis. */
export function addRoutes(app: FastifyInstance, deps: Deps) {
  app.get(addPath, { config: { ...confirming, page: 'rule-new' } }, async (request, reply) => {
    mayKeep(request)
    const { key, form, sua } = typed(request.query)
    if (key === undefined || sua !== undefined) return reply.view(await keyPage(deps, request, { key: key ?? '', form: form ?? '' }, {}))
    const named = await namedBy(deps, { key, form: form ?? '' })
    return named.ok
      ? reply.view(await rowPage(deps, request, named.value, {}, {}))
      : reply.code(422).view(await keyPage(deps, request, { key, form: formsRead(deps).get(key) ?? form ?? '' }, named.issues))
  })

  app.post(addPath, { config: confirming }, async (request, reply) => {
    mayKeep(request)
    const sent = typed(request.body)
    const named = await namedBy(deps, sent)
    if (!named.ok) return reply.code(422).view(await keyPage(deps, request, sent, named.issues))
    const outcome = await written(deps, request, named.value, sent)
    return outcome.ok
      ? reply.redirect(`${current}/${outcome.value}?xong=da-them`, 303)
      : reply.code(422).view(await rowPage(deps, request, named.value, sent, outcome.issues))
  })
}

/** A rule holds for the whole installation, so a chief of one site only reads it. */
function mayKeep({ actor }: FastifyRequest) {
  if (!canConfirm(actor!)) throw forbidden()
}

/** May there be a new row of this key and form? What a module reads has to come in the form in which it is read. */
async function namedBy(deps: Deps, sent: Typed): Promise<Outcome<Named>> {
  const form = parseForm(KeyForm, sent)
  if (!form.ok) return form
  const { key } = form.value
  if (!isMany(key) && (await latestOf(deps.db, key)) !== null) return issues({ key: 'keyKnown' })
  const read = formsRead(deps).get(key)
  return read !== undefined && read !== form.value.form ? issues({ form: 'formDiffers' }) : form
}

async function written(deps: Deps, request: FastifyRequest, { key, form }: Named, sent: Typed): Promise<Outcome<number>> {
  const shape = blankShape(form, formsRead(deps).has(key), sent.unit)
  const value = shape ? readValue(shape, sent) : issues({ unit: 'unitBad' })
  const rest = parseForm(ReplaceForm, sent)
  if (!value.ok || !rest.ok) return issues({ ...(value.ok ? {} : value.issues), ...(rest.ok ? {} : rest.issues) })
  return add(deps, request.actor!, { key, ...rest.value, value: value.value })
}

async function keyPage(deps: Deps, request: FastifyRequest, sent: Typed, found: Issues) {
  const existing = found.key === 'keyKnown' ? await latestOf(deps.db, sent.key!.trim()) : null
  const { lang } = request.actor!
  return framed(deps, request, <AddKeyPage lang={lang} typed={sent} issues={found} existing={existing ?? undefined} />)
}

function rowPage(deps: Deps, request: FastifyRequest, { key, form }: Named, sent: Typed, found: Issues) {
  const read = formsRead(deps).has(key)
  const { lang } = request.actor!
  const shape = blankShape(form, read, 'day')!
  return framed(deps, request, <AddRowPage {...{ lang, form, shape }} ruleKey={key} typed={sent} issues={found} unused={!read} />)
}

function framed(deps: Deps, request: FastifyRequest, page: Parameters<typeof desk>[3]) {
  const t = text[request.actor!.lang]
  return desk(deps, request, { title: t.addTitle, current, narrow: true, back: { href: current, label: t.back } }, page)
}

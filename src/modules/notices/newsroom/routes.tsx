import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Issues } from '../../../kernel/errors.ts'
import { parseForm, typed, type Typed } from '../../../kernel/form.ts'
import { Id, idParam, queryOf } from '../../../kernel/http/params.ts'
import type { Deps } from '../../../kernel/module.ts'
import { formatTime } from '../../../kernel/time.ts'
import { accountsAmong, desk, told } from '../../people/index.ts'
import { choicesPath, inboxPath, noticeUrl, seenPath, trialPath } from '../address.ts'
import { choicesOf, choose, HoursForm, tryMail, waysIn } from '../choices.ts'
import { groupsOf } from '../kinds.ts'
import { inboxOf, markSeen, openNotice, pageSize, unseenCount } from '../queries.ts'
import { sentencesFor } from '../sentences.ts'
import { text } from '../text.ts'
import { ChoicesPage } from './choices.tsx'
import { InboxPage } from './inbox.tsx'

const config = { access: 'mine', face: 'newsroom' } as const

export function noticeRoutes(app: FastifyInstance, deps: Deps) {
  app.get(inboxPath, { config: { ...config, page: 'notices' } }, async (request, reply) => reply.view(await inboxPage(deps, request)))

  app.post(seenPath, { config }, async (request, reply) => {
    const upTo = Id.safeParse(typed(request.body).den)
    if (upTo.success) await markSeen(deps.db, request.actor!.id, upTo.data)
    return reply.redirect(`${inboxPath}?xong=da-xem`, 303)
  })

  app.get(noticeUrl(0).replace('0', ':id'), { config }, async (request, reply) => {
    const path = await openNotice(deps.db, request.actor!.id, idParam(request))
    return reply.header('cache-control', 'no-store').redirect(path, 303)
  })

  app.get(choicesPath, { config: { ...config, page: 'notice-choices' } }, async (request, reply) =>
    reply.view(await choicesPage(deps, request)),
  )

  app.post(choicesPath, { config }, async (request, reply) => {
    const form = parseForm(HoursForm, request.body)
    if (!form.ok) return reply.code(422).view(await choicesPage(deps, request, form.issues))
    await choose(deps, request.actor!, { ways: waysIn(deps, typed(request.body)), hours: form.value })
    return reply.redirect(`${choicesPath}?xong=da-luu`, 303)
  })

  app.post(trialPath, { config }, async (request, reply) => {
    const outcome = await tryMail(deps, request.actor!)
    if (!outcome.ok) return reply.code(429).view(await choicesPage(deps, request, outcome.issues))
    return reply.redirect(`${choicesPath}?xong=da-gui-thu`, 303)
  })
}

async function inboxPage(deps: Deps, request: FastifyRequest) {
  const actor = request.actor!
  const { lang } = actor
  const page = Math.min(Id.safeParse(queryOf(request).trang).data ?? 1, 10_000)
  const [{ rows, count, newest }, unseen] = await Promise.all([inboxOf(deps.db, actor.id, page), unseenCount(deps.db, actor.id)])
  const sentences = await sentencesFor(deps, actor, rows)
  const lines = rows.map(({ id, at, seenAt, insteadOf }) => ({
    id,
    at,
    insteadOf,
    isSeen: seenAt !== null,
    sentence: sentences.get(id),
  }))
  return desk(
    deps,
    request,
    { title: text[lang].title, current: inboxPath, flash: told(request, text[lang].told) },
    <InboxPage {...{ lang, lines, unseen, newest, page }} pages={Math.ceil(count / pageSize)} />,
  )
}

async function choicesPage(deps: Deps, request: FastifyRequest, issues?: Issues) {
  const actor = request.actor!
  const { lang } = actor
  const [choices, accounts] = await Promise.all([choicesOf(deps.db, [actor.id]), accountsAmong(deps.db, [actor.id])])
  const { ways, hours } = choices(actor.id)
  const groups = groupsOf(deps).map(({ key, label, initial }) => ({ key, label: label[lang], way: ways[key] ?? initial }))
  const written: Typed = {
    quietFrom: clock(hours.quietFrom),
    quietTo: clock(hours.quietTo),
    digestAt: clock(hours.digestAt),
    quietDaysOff: hours.quietDaysOff ? '1' : '',
  }
  const asTyped = issues && !('form' in issues) ? typed(request.body) : written
  const t = text[lang].choices
  return desk(
    deps,
    request,
    { title: t.title, narrow: true, back: { href: '/tai-khoan', label: t.back }, flash: told(request, text[lang].told) },
    <ChoicesPage {...{ lang, groups, issues }} typed={asTyped} address={accounts.get(actor.id)?.address ?? ''} />,
  )
}

const clock = (minutes: number) => formatTime(Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }))

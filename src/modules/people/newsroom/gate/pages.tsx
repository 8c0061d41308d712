import type { ComponentChildren } from 'preact'
import type { Issues } from '../../../../kernel/errors.ts'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Field } from '../../../../ui/field/field.tsx'
import { ErrorSummary, Form, FormActions } from '../../../../ui/form/form.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { QrCode } from '../../../../ui/qr/code.ts'
import { Qr } from '../../../../ui/qr/qr.tsx'
import { issueLines, issueText } from '../../text.ts'
import { Gate, type GateFace } from './gate.tsx'
import { text } from './text.ts'

export type Told = 'het-han' | 'da-ra' | 'da-ra-het'
type Common = {
  face: GateFace
  ve: string | null
  issues?: Issues
  /** A sentence in the place of issues: when to try again. */ wait?: string
}

export function SignInPage({ face, ve, issues, wait, email, told }: Common & { email?: string; told?: Told }) {
  const t = text[face.lang]
  return (
    <Gate {...face} title={t.signIn}>
      <Problems face={face} issues={issues} wait={wait} />
      {told === 'het-han' && (
        <Notice kind="warning" title={t.expiredTitle}>
          {' '}
          {t.expired}
        </Notice>
      )}
      {told === 'da-ra' && <Notice kind="success">{t.signedOut}</Notice>}
      {told === 'da-ra-het' && <Notice kind="success">{t.signedOutAll}</Notice>}
      <Step action="/dang-nhap" face={face} ve={ve} button={t.signIn}>
        <Field name="email" type="email" label={t.email} value={email} autocomplete="username" spellcheck={false} required />
        <Field name="password" type="password" label={t.password} autocomplete="current-password" required />
      </Step>
      <p class="cv-nho">{t.forgot}</p>
    </Gate>
  )
}

export function CodePage({ face, ve, issues, wait }: Common) {
  const t = text[face.lang]
  return (
    <Gate {...face} title={t.codeTitle} signOut>
      <Problems face={face} issues={issues} wait={wait} />
      <p>{t.codeLead}</p>
      <Step action="/dang-nhap/ma" face={face} ve={ve} button={t.confirm}>
        <Code face={face} issues={issues} hint={t.codeHint} />
      </Step>
      <p class="cv-nho">{t.lost}</p>
    </Gate>
  )
}

type Offered = { qr: QrCode; secret: string }

export function EnrolPage({
  face,
  ve,
  issues,
  wait,
  must,
  askOld,
  offered,
}: Common & { must: boolean; askOld: boolean; offered: Offered }) {
  const t = text[face.lang]
  return (
    <Gate {...face} title={t.enrolTitle} signOut={must}>
      <Problems face={face} issues={issues} wait={wait} />
      {must && <p>{t.enrolMust}</p>}
      <ol class="cv-buoc">
        {t.enrolSteps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <Qr code={offered.qr} label={t.qr} />
      <p class="cv-nho">
        {t.byHand} <code class="cv-khoa">{offered.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Step action="/dang-nhap/hai-buoc" face={face} ve={ve} button={t.turnOn}>
        <Code face={face} issues={issues} />
        {askOld && <OldPassword face={face} issues={issues} />}
      </Step>
    </Gate>
  )
}

export function CodesPage({ face, ve, codes }: Common & { codes: readonly string[] }) {
  const t = text[face.lang]
  return (
    <Gate {...face} title={t.codesTitle}>
      <Notice kind="warning">{t.codesLead}</Notice>
      <ol class="cv-ma num">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <FormActions>
        <LinkButton kind="primary" class="cv-nut" href={ve ?? '/toa-soan'}>
          {t.codesDone}
        </LinkButton>
      </FormActions>
    </Gate>
  )
}

export function PasswordPage({
  face,
  ve,
  issues,
  wait,
  minimum,
  askOld,
  email,
}: Common & { minimum: number; askOld: boolean; email: string }) {
  const t = text[face.lang]
  return (
    <Gate {...face} title={t.passwordTitle} signOut>
      <Problems face={face} issues={issues} wait={wait} />
      <p>{t.passwordLead}</p>
      <Step action="/dang-nhap/mat-khau" face={face} ve={ve} button={t.save}>
        <input class="vh" type="text" name="email" value={email} autocomplete="username" readonly tabindex={-1} aria-hidden="true" />
        {askOld && <OldPassword face={face} issues={issues} />}
        <NewPassword face={face} issues={issues} minimum={minimum} />
      </Step>
    </Gate>
  )
}

/** Used in the own account too. */
export function NewPassword({ face, issues, minimum }: { face: { lang: GateFace['lang'] }; issues?: Issues; minimum: number }) {
  const t = text[face.lang]
  return (
    <>
      <Field
        name="password"
        type="password"
        label={t.newPassword}
        hint={t.passwordHint(minimum)}
        autocomplete="new-password"
        required
        error={issueText(face.lang, issues?.password)}
      />
      <Field
        name="again"
        type="password"
        label={t.again}
        autocomplete="new-password"
        required
        error={issueText(face.lang, issues?.again)}
      />
    </>
  )
}

/** Asked again in a session that was not begun a moment ago. */
const OldPassword = ({ face, issues }: { face: GateFace; issues?: Issues }) => (
  <Field
    name="old"
    type="password"
    label={text[face.lang].oldPassword}
    autocomplete="current-password"
    required
    error={issueText(face.lang, issues?.old)}
  />
)

const Code = ({ face, issues, hint }: { face: GateFace; issues?: Issues; hint?: string }) => (
  <Field
    name="code"
    label={text[face.lang].code}
    hint={hint}
    autocomplete="one-time-code"
    spellcheck={false}
    inputMode={hint ? 'text' : 'numeric'}
    width="medium"
    required
    error={issueText(face.lang, issues?.code)}
  />
)

type StepProps = { action: string; face: GateFace; ve: string | null; button: string; children: ComponentChildren }

const Step = ({ action, face, ve, button, children }: StepProps) => (
  <Form action={face.lang === 'en' && face.otherHref ? `${action}?nn=en` : action}>
    {ve && <input type="hidden" name="ve" value={ve} />}
    {children}
    <FormActions>
      <Button class="cv-nut">{button}</Button>
    </FormActions>
  </Form>
)

function Problems({ face, issues = {}, wait }: { face: GateFace; issues?: Issues; wait?: string }) {
  const t = text[face.lang]
  const lines = issueLines(face.lang, issues, { code: t.code, old: t.oldPassword, password: t.newPassword, again: t.again })
  return <ErrorSummary errors={wait ? [{ message: wait }, ...lines] : lines} title={wait ? t.waiting : undefined} />
}

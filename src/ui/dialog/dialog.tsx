import type { ComponentChildren } from 'preact'
import { Button, LinkButton, type ButtonKind } from '../button/button.tsx'
import { useUi } from '../context.ts'
import { Field } from '../field/field.tsx'
import { Form } from '../form/form.tsx'
import type { IconName } from '../icon/icon.tsx'
import { text } from '../text.ts'

export type DialogProps = { id: string; title: string; children: ComponentChildren; actions?: ComponentChildren; wide?: boolean }

/** A native dialog; a `DialogButton` with the same id opens it. Esc and "Đóng" close it, the focus goes back by itself. */
export function Dialog({ id, title, children, actions, wide }: DialogProps) {
  const { lang } = useUi()
  return (
    <dialog id={id} class={wide ? 'hop-tn rong-tn' : 'hop-tn'} aria-labelledby={`${id}-ten`}>
      <header>
        <h2 id={`${id}-ten`}>{title}</h2>
        <form method="dialog">
          <Button kind="plain" icon="x" label={text[lang].close} />
        </form>
      </header>
      <div class="hop-than">{children}</div>
      {actions && <footer class="nut">{actions}</footer>}
    </dialog>
  )
}

export type DialogButtonProps = {
  opens: string
  /** The page that does the same without script or in an old browser. */ href: string
  kind?: ButtonKind
  icon?: IconName
  children: ComponentChildren
}

/** A link to the page that does the same; the newsroom's island opens the dialog instead. */
export const DialogButton = ({ opens, href, kind = 'outline', icon, children }: DialogButtonProps) => (
  <span data-mo={opens}>
    <LinkButton href={href} kind={kind} icon={icon}>
      {children}
    </LinkButton>
  </span>
)

export type ConfirmProps = {
  title: string
  /** The effect in numbers: what will happen to what. */
  children: ComponentChildren
  action: string
  /** The verb itself: "Gỡ bài", never "OK". */
  verb: string
  danger?: boolean
  cancelHref: string
  /** A word to type before it happens (closing a month). */
  typed?: { name: string; word: string; error?: string }
  /** More fields: a reason, a time. */
  fields?: ComponentChildren
}

/** The body of a page that asks once more; the focus is on "Hủy". */
export function Confirm({ title, children, action, verb, danger, cancelHref, typed, fields }: ConfirmProps) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <section class="card bx hoi">
      <h1>{title}</h1>
      <div class="xep">{children}</div>
      <Form action={action}>
        {fields}
        {typed && <Field name={typed.name} label={t.typeToConfirm(typed.word)} error={typed.error} autocomplete="off" width="medium" />}
        <div class="nut">
          <a class="btn o" href={cancelHref} autofocus>
            {t.cancel}
          </a>
          <Button kind={danger ? 'danger' : 'primary'}>{verb}</Button>
        </div>
      </Form>
    </section>
  )
}

import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { text } from '../text.ts'

export type FormProps = {
  action: string
  /** get for filters and search, post for everything that changes something. */
  method?: 'get' | 'post'
  /** The form carries files. */
  upload?: boolean
  id?: string
  class?: string
  label?: string
  role?: 'search'
  children: ComponentChildren
}

/** The server judges, so the browser's own bubbles stay off; forgery is stopped by the Origin check, not by a token. */
export function Form({ method = 'post', upload, label, children, ...rest }: FormProps) {
  return (
    <form method={method} enctype={upload ? 'multipart/form-data' : undefined} novalidate aria-label={label} {...rest}>
      {children}
    </form>
  )
}

/** A row of buttons at the end of a form; the main one first. */
export const FormActions = ({ children }: { children: ComponentChildren }) => <div class="nut">{children}</div>

/** Fields side by side where there is room. */
export const FormRow = ({ children }: { children: ComponentChildren }) => <div class="hang">{children}</div>

export type ErrorLine = { field?: string; message: string }

/** All errors at the top, with links to their fields; takes the focus when the page opens. */
export function ErrorSummary({ errors, title }: { errors: readonly ErrorLine[]; title?: string }) {
  const { lang } = useUi()
  if (errors.length === 0) return null
  return (
    <div class="loi-tom" role="alert" aria-labelledby="loi-tom" tabindex={-1} autofocus>
      <h2 id="loi-tom">{title ?? text[lang].errorTitle}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  )
}

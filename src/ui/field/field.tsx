import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'preact'
import { described, fieldId, FieldFrame, type FieldFace } from './frame.tsx'

export type { FieldFace } from './frame.tsx'

/** short: numbers, codes · medium: names · full: everything else. */
export type FieldWidth = 'short' | 'medium' | 'full'

type Native =
  | 'autocomplete'
  | 'inputMode'
  | 'maxlength'
  | 'minlength'
  | 'placeholder'
  | 'autofocus'
  | 'readonly'
  | 'disabled'
  | 'pattern'
  | 'spellcheck'

export type FieldProps = FieldFace &
  Pick<InputHTMLAttributes, Native | 'min' | 'max' | 'step'> & {
    type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'number' | 'time' | 'month'
    value?: string | number
    width?: FieldWidth
    /** Words after the control, such as "đồng". */
    unit?: string
  }

/** One line of text. The typed value comes back as it was typed. */
export function Field({ type = 'text', value, width = 'full', unit, ...rest }: FieldProps) {
  const { face, native } = split(rest)
  // Preact ties each input type to its own set of attributes; ours are the ones they share.
  const input = (
    <input {...native} {...described(face)} id={fieldId(face)} name={face.name} type={type as 'text'} value={value} class={widths[width]} />
  )
  return (
    <FieldFrame face={face}>
      {unit ? (
        <span class="dv">
          {input}
          <span>{unit}</span>
        </span>
      ) : (
        input
      )}
    </FieldFrame>
  )
}

export type AreaFieldProps = FieldFace & Pick<TextareaHTMLAttributes, Exclude<Native, 'pattern'>> & { value?: string; rows?: number }

/** Several lines of text. */
export function AreaField({ value, rows = 4, ...rest }: AreaFieldProps) {
  const { face, native } = split(rest)
  return (
    <FieldFrame face={face}>
      <textarea {...native} {...described(face)} id={fieldId(face)} name={face.name} rows={rows} value={value} />
    </FieldFrame>
  )
}

const widths: Record<FieldWidth, string | undefined> = { short: 'ngan', medium: 'vua', full: undefined }

function split<Rest extends FieldFace>(props: Rest): { face: FieldFace; native: Omit<Rest, keyof FieldFace> } {
  const { name, label, id, hint, error, optional, required, quiet, class: extra, ...native } = props
  return { face: { name, label, id, hint, error, optional, required, quiet, class: extra }, native }
}

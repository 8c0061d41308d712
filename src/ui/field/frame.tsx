import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { text } from '../text.ts'

export type FieldFace = {
  name: string
  label: string
  /** The element's id; the name when left out. The error summary links to it. */
  id?: string
  hint?: ComponentChildren
  /** A sentence that says what is wrong and how to put it right. */
  error?: string
  /** Adds "(không bắt buộc)" to the label. */
  optional?: boolean
  required?: boolean
  /** The label is there for screen readers only. */
  quiet?: boolean
  class?: string
}

export const fieldId = (face: FieldFace) => face.id ?? face.name

/** What the control says about itself: its hint, its error. */
export function described(face: FieldFace) {
  const id = fieldId(face)
  const by = [face.hint && `${id}-goi-y`, face.error && `${id}-loi`].filter(Boolean).join(' ')
  return {
    'aria-describedby': by || undefined,
    'aria-invalid': face.error ? ('true' as const) : undefined,
    required: face.required,
  }
}

/** Label above, hint, error, then the control: one control. */
export function FieldFrame({ face, children }: { face: FieldFace; children: ComponentChildren }) {
  return (
    <div class={fieldClass(face)}>
      <label class={face.quiet ? 'vh' : undefined} for={fieldId(face)}>
        {face.label}
        <Optional face={face} />
      </label>
      <Words face={face} />
      {children}
    </div>
  )
}

/** The same for a group of choices, as a fieldset. */
export function GroupFrame({ face, children }: { face: FieldFace; children: ComponentChildren }) {
  const { 'aria-describedby': by } = described(face)
  return (
    <fieldset class={fieldClass(face)} id={fieldId(face)} tabindex={-1} aria-describedby={by}>
      <legend class={face.quiet ? 'vh' : undefined}>
        {face.label}
        <Optional face={face} />
      </legend>
      <Words face={face} />
      {children}
    </fieldset>
  )
}

const fieldClass = (face: FieldFace) => ['fld', face.error && 'co-loi', face.class].filter(Boolean).join(' ')

function Optional({ face }: { face: FieldFace }) {
  const { lang } = useUi()
  return face.optional ? <span class="ht"> ({text[lang].optional})</span> : null
}

function Words({ face }: { face: FieldFace }) {
  const { lang } = useUi()
  const id = fieldId(face)
  return (
    <>
      {face.hint && (
        <p class="ht" id={`${id}-goi-y`}>
          {face.hint}
        </p>
      )}
      {face.error && (
        <p class="loi" id={`${id}-loi`}>
          <Icon name="circle-alert" />
          <span>
            <span class="vh">{text[lang].error}: </span>
            {face.error}
          </span>
        </p>
      )}
    </>
  )
}

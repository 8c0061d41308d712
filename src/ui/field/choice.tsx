import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { text } from '../text.ts'
import { described, fieldId, FieldFrame, GroupFrame, type FieldFace } from './frame.tsx'

export type Option = { value: string; label: string; hint?: string; disabled?: boolean }
export type OptionGroup = { label: string; options: Option[] }

export type SelectFieldProps = FieldFace & { options: (Option | OptionGroup)[]; value?: string; empty?: string | false; disabled?: boolean }

/** A list to pick one from; `empty` is the first, unchosen line ("Chọn…" by default, `false` for none). */
export function SelectField({ options, value, empty, disabled, ...face }: SelectFieldProps) {
  const { lang } = useUi()
  return (
    <FieldFrame face={face}>
      <select {...described(face)} id={fieldId(face)} name={face.name} disabled={disabled}>
        {empty !== false && <option value="">{empty ?? `${text[lang].choose}…`}</option>}
        {options.map((option) =>
          'options' in option ? (
            <optgroup label={option.label}>
              {option.options.map((one) => (
                <SelectOption option={one} value={value} />
              ))}
            </optgroup>
          ) : (
            <SelectOption option={option} value={value} />
          ),
        )}
      </select>
    </FieldFrame>
  )
}

export type CheckFieldProps = FieldFace & { checked?: boolean; value?: string; disabled?: boolean }

/** One yes or no. */
export function CheckField({ checked, value = '1', disabled, ...face }: CheckFieldProps) {
  return (
    <div class={face.error ? 'fld co-loi' : 'fld'}>
      <Choice
        face={face}
        type="checkbox"
        id={fieldId(face)}
        value={value}
        checked={checked}
        disabled={disabled}
        label={face.label}
        hint={face.hint}
      />
      {face.error && (
        <p class="loi" id={`${fieldId(face)}-loi`}>
          {face.error}
        </p>
      )}
    </div>
  )
}

export type ChecksFieldProps = FieldFace & { options: Option[]; values?: readonly string[]; columns?: boolean }

/** Several of a few. */
export function ChecksField({ options, values = [], columns, ...face }: ChecksFieldProps) {
  return (
    <GroupFrame face={face}>
      <div class={columns ? 'chon cot' : 'chon'}>
        {options.map((option, index) => (
          <Choice face={face} type="checkbox" id={`${fieldId(face)}-${index}`} checked={values.includes(option.value)} {...option} />
        ))}
      </div>
    </GroupFrame>
  )
}

export type RadioFieldProps = FieldFace & { options: Option[]; value?: string; columns?: boolean }

/** Exactly one of a few. */
export function RadioField({ options, value, columns, ...face }: RadioFieldProps) {
  return (
    <GroupFrame face={face}>
      <div class={columns ? 'chon cot' : 'chon'}>
        {options.map((option, index) => (
          <Choice face={face} type="radio" id={`${fieldId(face)}-${index}`} checked={option.value === value} {...option} />
        ))}
      </div>
    </GroupFrame>
  )
}

const SelectOption = ({ option, value }: { option: Option; value?: string }) => (
  <option value={option.value} selected={option.value === value} disabled={option.disabled}>
    {option.label}
  </option>
)

type ChoiceProps = {
  face: FieldFace
  type: 'checkbox' | 'radio'
  id: string
  value: string
  label: string
  hint?: ComponentChildren
  checked?: boolean
  disabled?: boolean
}

function Choice({ face, type, id, value, label, hint, checked, disabled }: ChoiceProps) {
  return (
    <label class="o-chon" for={id}>
      <input
        type={type}
        id={id}
        name={face.name}
        value={value}
        checked={checked}
        disabled={disabled}
        required={type === 'radio' && face.required}
      />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  )
}

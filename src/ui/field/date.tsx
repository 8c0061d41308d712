import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { text } from '../text.ts'
import { described, fieldId, FieldFrame, type FieldFace } from './frame.tsx'

export type DateFieldProps = FieldFace & { value?: string; autocomplete?: string }

/**
 * A date typed as dd/mm/yyyy (the server also reads 1/2/26). With script a button beside it opens the device's own calendar;
 * the calendar never replaces typing.
 */
export function DateField({ value, autocomplete = 'off', hint, ...rest }: DateFieldProps) {
  const { lang, assets } = useUi()
  const t = text[lang]
  const face: FieldFace = { ...rest, hint: hint ?? t.dateHint }
  return (
    <FieldFrame face={face}>
      <span class="ngay-o" data-ngay>
        <input
          {...described(face)}
          id={fieldId(face)}
          name={face.name}
          type="text"
          inputMode="numeric"
          autocomplete={autocomplete}
          value={value}
        />
        <button type="button" class="btn o vuong" hidden aria-label={`${t.chooseDate}: ${face.label}`}>
          <Icon name="calendar-days" />
        </button>
        <input type="date" tabindex={-1} aria-hidden="true" disabled />
      </span>
      <script type="module" src={assets.url('date.island.js')} />
    </FieldFrame>
  )
}

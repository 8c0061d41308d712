import type { Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions, FormRow } from '../../../ui/form/form.tsx'
import { Picture } from '../../../ui/picture/picture.tsx'
import type { Medium, RenderMedia } from '../medium.ts'
import { issueText, text } from '../text.ts'
import { fitting } from './item.ts'

type Props = {
  lang: Lang
  medium: Medium
  shown: RenderMedia
  typed?: Readonly<Record<string, string>>
  issues: Readonly<Record<string, string>>
}

/** Two numbers, set by a click on the picture where there is script (`focal.island.ts`); the four crops show what they do. */
export function FocalForm({ lang, medium, shown, typed, issues }: Props) {
  const t = text[lang]
  const [x, y] = [Math.round(medium.focal.x * 100), Math.round(medium.focal.y * 100)]
  const wrong = (field: string) => issues[field] && issueText(lang, issues[field])
  const small = fitting(shown, 480)
  return (
    <section class="tl-hop" aria-labelledby="diem">
      <h2 id="diem">{t.focalTitle}</h2>
      <p>{t.focalLead}</p>
      <Form action={`/toa-soan/tu-lieu/${medium.id}/tieu-diem`} class="tl-diem">
        <div class="tl-bam" data-diem data-nhan={t.focalMark}>
          <img src={fitting(shown, 960)} alt={shown.alt} width={shown.width} height={shown.height} />
        </div>
        <ul class="tl-cat">
          {(Object.keys(t.crops) as (keyof typeof t.crops)[]).map((crop) => (
            <li>
              <span class={crop}>
                <Picture src={small} alt="" width={480} height={320} focus={{ x, y }} />
              </span>
              {t.crops[crop]}
            </li>
          ))}
        </ul>
        <FormRow>
          <Field
            name="focalX"
            label={t.focalX}
            width="short"
            inputMode="decimal"
            value={typed?.focalX ?? String(x)}
            error={wrong('focalX')}
          />
          <Field
            name="focalY"
            label={t.focalY}
            width="short"
            inputMode="decimal"
            value={typed?.focalY ?? String(y)}
            error={wrong('focalY')}
          />
        </FormRow>
        <FormActions>
          <Button kind="outline">{t.focalSave}</Button>
        </FormActions>
      </Form>
    </section>
  )
}

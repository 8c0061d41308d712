import type { Issues } from '../../../kernel/errors.ts'
import type { Typed } from '../../../kernel/form.ts'
import { formatNumber, type Lang } from '../../../kernel/text.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Card } from '../../../ui/card/card.tsx'
import { RadioField, SelectField } from '../../../ui/field/choice.tsx'
import { Field } from '../../../ui/field/field.tsx'
import { Form, FormActions } from '../../../ui/form/form.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { safeUrl } from '../../../ui/url.ts'
import { contrast, grounds, isReadable, nearestReadable, presets, readColour } from '../accent.ts'
import { tabHref } from './frame.tsx'
import type { SiteRow } from './lines.ts'
import { issueText } from './issues.ts'
import { text } from './text.ts'

type LookProps = { lang: Lang; site: SiteRow; emblems: readonly { value: string; label: string }[]; issues?: Issues; typed?: Typed }

export function LookPage({ lang, site, emblems, issues = {}, typed }: LookProps) {
  const t = text[lang].look
  const { accent = '', band = 'brocade', art = 'ban', emblem = '' } = site.theme
  const value: Typed = typed ?? { accent, band, art, emblem }
  const colour = readColour(value.accent ?? '')
  const choices =
    emblem === '' || emblems.some((one) => one.value === emblem) ? emblems : [{ value: emblem, label: t.emblemNow }, ...emblems]
  return (
    <Card>
      <p class="mo-ta">{t.lead}</p>
      <Form action={tabHref(site.id, 'look')}>
        <Field
          name="accent"
          label={t.accent}
          hint={t.accentHint}
          value={value.accent}
          width="short"
          maxlength={7}
          autocomplete="off"
          spellcheck={false}
          error={issueText(lang, issues.accent)}
        />
        {colour && !isReadable(colour) && <Suggestion lang={lang} colour={nearestReadable(colour)} />}
        {colour && <Sample lang={lang} colour={colour} />}
        <p class="mau-ten">
          <b>{t.presets}</b>
        </p>
        <div class="mau-chon">
          {presets.map((preset) => (
            <Button kind="outline" small name="preset" value={preset} label={t.preset(preset)}>
              <Swatch colour={preset} />
              {preset}
            </Button>
          ))}
        </div>
        <RadioField
          name="band"
          label={t.band}
          value={value.band}
          columns
          options={(['brocade', 'none'] as const).map((one) => ({ value: one, label: t.bands[one] }))}
        />
        <RadioField
          name="art"
          label={t.art}
          value={value.art}
          columns
          options={(['ban', 'none'] as const).map((one) => ({ value: one, label: t.arts[one] }))}
        />
        <SelectField
          name="emblem"
          label={t.emblem}
          hint={t.emblemHint}
          value={value.emblem}
          empty={t.noEmblem}
          options={[...choices]}
          error={issueText(lang, issues.emblem)}
        />
        {emblem && (
          <p>
            <img class="huy-nho" src={safeUrl(emblem)} alt={t.emblemNow} />
          </p>
        )}
        <FormActions>
          <Button>{text[lang].save}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

const Suggestion = ({ lang, colour }: { lang: Lang; colour: string }) => (
  <Notice kind="warning">
    <p>{text[lang].look.suggest(colour)}</p>
    <Button kind="outline" small name="preset" value={colour}>
      <Swatch colour={colour} />
      {text[lang].look.useSuggested(colour)}
    </Button>
  </Notice>
)

/** Drawn as a picture: colours that a person typed never come near a style sheet of the newsroom. */
function Sample({ lang, colour }: { lang: Lang; colour: string }) {
  const t = text[lang].look
  const [paper, white] = grounds.map((ground) => formatNumber(Math.floor(contrast(colour, ground) * 10) / 10, lang, 1)) as [string, string]
  return (
    <figure>
      <svg class="mau-mau" viewBox="0 0 480 96" role="img" aria-label={t.sampleText}>
        {grounds.map((ground, index) => (
          <g transform={`translate(${index * 240} 0)`}>
            <rect width="240" height="96" fill={ground} />
            <path d="M20 34l7-7 7 7-7 7z" fill={colour} />
            <text x="44" y="40" font-size="17" font-weight="700" fill={colour}>
              {t.sampleTitle}
            </text>
            <text x="20" y="72" font-size="13" fill={colour}>{`${lang === 'vi' ? 'Đọc tiếp' : 'Read on'} → ${ground}`}</text>
          </g>
        ))}
      </svg>
      <figcaption class="meta">{t.ratio(paper, white)}</figcaption>
    </figure>
  )
}

const Swatch = ({ colour }: { colour: string }) => (
  <svg class="mau-o" viewBox="0 0 16 16" aria-hidden="true">
    <rect width="16" height="16" rx="3" fill={colour} />
  </svg>
)

import type { Backup } from '../../../kernel/archive/last.ts'
import type { Finding } from '../../../kernel/module.ts'
import { formatBytes, formatNumber, type Lang } from '../../../kernel/text.ts'
import { formatDateTime } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Card, Facts } from '../../../ui/card/card.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { PageHead } from '../../../ui/desk/head.tsx'
import { AreaField } from '../../../ui/field/field.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { text } from '../text.ts'

export const healthPath = '/toa-soan/suc-khoe'
export type Examination = { at: Temporal.Instant; seconds: number; findings: readonly Finding[] }

const looks = {
  bad: { tone: 'wrong', icon: 'circle-x' },
  warn: { tone: 'waiting', icon: 'triangle-alert' },
  good: { tone: 'done', icon: 'circle-check' },
} as const
const levels = ['bad', 'warn', 'good'] as const

export function HealthPage({ lang, examination, backup }: { lang: Lang; examination: Examination; backup: Backup | null }) {
  const t = text[lang].health
  const sorted = levels.flatMap((level) => examination.findings.filter((finding) => finding.level === level))
  const actions = (
    <>
      <Form action={healthPath}>
        <Button icon="refresh-cw">{t.again}</Button>
      </Form>
      <LinkButton icon="download" href={`${healthPath}/bao-cao.txt`} download>
        {t.report}
      </LinkButton>
    </>
  )
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead(formatDateTime(examination.at, lang), formatNumber(examination.seconds, lang, 1))}
        actions={actions}
      />
      <Verdict lang={lang} findings={examination.findings} />
      <ul class="n card sk">
        {sorted.map(({ level, what, todo }) => (
          <li>
            <Chip tone={looks[level].tone} icon={looks[level].icon}>
              {t.levels[level]}
            </Chip>
            <div>
              <p>{what[lang]}</p>
              {todo && level !== 'good' && (
                <p class="mo-ta">
                  <b>{t.todo}:</b> {todo[lang]}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <LastBackup lang={lang} backup={backup} />
      <Card title={t.copyTitle}>
        <AreaField
          name="report"
          label={t.copyTitle}
          quiet
          hint={t.copyHint}
          readonly
          rows={8}
          value={reportText(lang, examination)}
          spellcheck={false}
        />
      </Card>
    </>
  )
}

/** Plain lines for a mail or a chat. */
export function reportText(lang: Lang, { at, findings }: Examination): string {
  const t = text[lang].health
  const lines = levels.flatMap((level) =>
    findings
      .filter((finding) => finding.level === level)
      .flatMap(({ what, todo }) => [`[${t.levels[level]}] ${what[lang]}`, ...(todo && level !== 'good' ? [`    ${todo[lang]}`] : [])]),
  )
  return [`${t.reportTitle}, ${formatDateTime(at, lang)}`, '', ...lines].join('\n')
}

function Verdict({ lang, findings }: { lang: Lang; findings: readonly Finding[] }) {
  const t = text[lang].health
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  if (count('bad') > 0)
    return (
      <Notice kind="error">
        <p>{t.bad(count('bad'))}</p>
      </Notice>
    )
  return count('warn') > 0 ? (
    <Notice kind="warning">
      <p>{t.warn(count('warn'))}</p>
    </Notice>
  ) : (
    <Notice kind="success">
      <p>{t.allGood}</p>
    </Notice>
  )
}

function LastBackup({ lang, backup }: { lang: Lang; backup: Backup | null }) {
  const t = text[lang].health
  if (!backup) return null
  return (
    <Card title={t.lastTitle}>
      <Facts
        facts={[
          { label: t.lastWhen, value: formatDateTime(backup.at, lang) },
          { label: t.lastSize, value: formatBytes(backup.bytes, lang) },
          { label: t.lastPosition, value: formatNumber(backup.position, lang) },
        ]}
      />
    </Card>
  )
}

import { Button } from '../../../../ui/button/button.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { wordsPath, type Finding } from '../../../coach/index.ts'
import { text } from '../text.ts'
import type { ChecksProps } from './checks.tsx'
import { awayHref, changeOf, findingHint, findingWords, isRequired, listable, spotHref } from './findings.ts'

type LineProps = Pick<ChecksProps, 'lang' | 'article' | 'inEditor' | 'mayMend' | 'mayList'> & { finding: Finding }

/** One sentence, the way to its place, and what one tap does about it. */
export function FindingLine({ lang, article, inEditor, mayMend, mayList, finding }: LineProps) {
  const t = text[lang]
  const words = findingWords(lang, finding)
  const hint = findingHint(lang, finding)
  const change = inEditor ? changeOf(finding) : null
  const word = mayList ? listable(finding) : null
  return (
    <li class={isRequired(finding) ? 'can' : 'nen'}>
      <Icon name={isRequired(finding) ? 'circle-alert' : 'triangle-alert'} />
      <span>
        {words}
        {hint && <small>{hint}</small>}
        {!finding.values.includes(finding.quote) && finding.quote && <q>{shortened(finding.quote)}</q>}
      </span>
      {mayMend && (
        <a href={inEditor ? spotHref(article.id, finding) : awayHref(article.id, finding)}>
          {finding.quote ? t.see : t.mend}
          <span class="vh">: {words}</span>
        </a>
      )}
      {(change || word) && (
        <div class="ck-lam">
          {change && (
            <Button type="button" kind="outline" small data-sua={JSON.stringify(change)}>
              {changeWords(t, finding)}
            </Button>
          )}
          {word && (
            <form method="post" action={wordsPath} data-them>
              <input type="hidden" name="kind" value="allowed" />
              <input type="hidden" name="wrong" value={word} />
              <input type="hidden" name="site" value={article.siteId} />
              <Button kind="plain" small>
                {finding.rule === 'private' ? t.mayShow : t.isRight(word)}
              </Button>
            </form>
          )}
        </div>
      )}
    </li>
  )
}

function changeWords(t: (typeof text)['vi'], { rule, change = '', quote }: Finding): string {
  if (change === '') return t.takeOut
  if (rule === 'private') return t.maskAs(change)
  // Blanks and signs alone say nothing on a button.
  return /\p{L}|\d/u.test(change) || /\p{L}/u.test(quote) ? t.changeTo(change) : t.mend
}

const shortened = (quote: string) => (quote.length > 90 ? `${quote.slice(0, 88).trimEnd()}…` : quote)

import { countSyllables, nfc, type Lang } from '../../../../kernel/text.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import type { Finding } from '../../../coach/index.ts'
import type { Article } from '../../article.ts'
import { text } from '../text.ts'
import { FindingLine } from './finding.tsx'
import { isRequired } from './findings.ts'
import { Ring } from './ring.tsx'

export type ChecksProps = {
  lang: Lang
  article: Pick<Article, 'id' | 'siteId' | 'title' | 'lead' | 'sectionId'>
  findings: readonly Finding[]
  section: string
  /** In the editor a link only jumps, and a change is one tap. */ inEditor?: boolean
  mayMend: boolean
  /** Whether this person keeps the list of the site's words. */ mayList: boolean
}

/** As much as somebody mends in one sitting; the rest comes up when these are gone. */
const most = 40

/** What is left to do before sending, each line with the way to its spot; what is done; then what might be better. */
export function Checks(props: ChecksProps) {
  const { lang, article, findings, section } = props
  const t = text[lang]
  const todos = findings.filter(isRequired)
  const advice = findings.filter((finding) => !isRequired(finding))
  const done = doneOf(lang, article, section, todos)
  return (
    <div data-con={todos.length}>
      <div class="tong">
        {todos.length > 0 ? <Ring done={done.length} all={done.length + todos.length} /> : <Icon name="circle-check" />}
        <div>
          <b>{todos.length > 0 ? t.toDo(todos.length) : t.allDone}</b>
          <p>{todos.length > 0 ? t.toDoHint : t.allDoneHint}</p>
        </div>
      </div>
      {todos.length > 0 && <h3>{t.required}</h3>}
      <ul class="ck n">
        {todos.map((finding) => (
          <FindingLine {...props} finding={finding} />
        ))}
        {done.map((words) => (
          <li class="ok">
            <Icon name="circle-check" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {advice.length > 0 && <h3>{t.advised(advice.length)}</h3>}
      <ul class="ck n">
        {advice.slice(0, most).map((finding) => (
          <FindingLine {...props} finding={finding} />
        ))}
      </ul>
      {advice.length > most && <p>{t.more(advice.length - most)}</p>}
    </div>
  )
}

function doneOf(lang: Lang, article: ChecksProps['article'], section: string, todos: readonly Finding[]): string[] {
  const { done } = text[lang]
  const open = new Set(todos.map(({ rule }) => rule))
  const within = todos.some(({ place }) => !('field' in place) || place.field === 'body')
  return [
    ...(open.has('title') ? [] : [done.title([...nfc(article.title)].length)]),
    ...(open.has('lead') || !article.lead.trim() ? [] : [done.lead(countSyllables(article.lead))]),
    ...(open.has('section') ? [] : [done.section(section)]),
    ...(within ? [] : [done.body]),
  ]
}

import { countSyllables, nfc, type Lang } from '../../../../kernel/text.ts'
import { Icon } from '../../../../ui/icon/icon.tsx'
import type { Article } from '../../article.ts'
import { issuesBefore } from '../../check.ts'
import { articleUrl } from '../address.ts'
import { sortHref } from '../editor/props.ts'
import { text } from '../text.ts'
import { adviceOn, todosOf, type Todo } from './checks.ts'
import { Ring } from './ring.tsx'
import { misspeltIn } from './spelling.ts'

export type ChecksProps = {
  lang: Lang
  article: Pick<Article, 'id' | 'lang' | 'title' | 'lead' | 'body' | 'sectionId' | 'coverId'>
  section: string
  /** In the editor a link only jumps. */ inEditor?: boolean
  mayMend: boolean
}

/** What is left to do before sending, each line with the way to its spot; then what is done. */
export function Checks({ lang, article, section, inEditor, mayMend }: ChecksProps) {
  const t = text[lang]
  const todos = todosOf(article)
  const hrefOf = (todo: Todo) => (inEditor ? (todo.spot === 'thong-tin' ? sortHref : todo.spot) : spotHref(article.id, todo))
  const advice = adviceOn(article)
  const done = doneOf(lang, article, section)
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
        {todos.map((todo) => (
          <li class="can">
            <Icon name="circle-alert" />
            <span>
              {todoWords(lang, todo)}
              {'thing' in todo && <small>{t.missingHint[todo.key]}</small>}
            </span>
            {mayMend && (
              <a href={hrefOf(todo)}>
                {t.mend}
                <span class="vh">: {todoWords(lang, todo)}</span>
              </a>
            )}
          </li>
        ))}
        {done.map((words) => (
          <li class="ok">
            <Icon name="circle-check" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {advice.length > 0 && <h3>{t.advised}</h3>}
      <ul class="ck n">
        {advice.map(({ key, spot }) => (
          <li class="nen">
            <Icon name="triangle-alert" />
            <span>
              {t.advice[key]}
              <small>{t.adviceHint[key]}</small>
            </span>
            {mayMend && (
              <a
                href={
                  spot === 'cover'
                    ? articleUrl(article.id, '/thong-tin#cover')
                    : inEditor
                      ? spot
                      : `${articleUrl(article.id, '/viet')}${spot}`
                }
              >
                {t.mend}
                <span class="vh">: {t.advice[key]}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <Spelling lang={lang} article={article} inEditor={inEditor} mayMend={mayMend} />
    </div>
  )
}

function Spelling({ lang, article, inEditor, mayMend }: Pick<ChecksProps, 'lang' | 'article' | 'inEditor' | 'mayMend'>) {
  const t = text[lang]
  const found = misspeltIn(article)
  if (found.length === 0) return null
  return (
    <>
      <h3>{t.spelling(found.length)}</h3>
      <ul class="ck n">
        {found.map(({ kind, wrong, right, spot }) => (
          <li class="nen">
            <Icon name="triangle-alert" />
            <span>
              {right ? t.shouldBe(wrong, right) : t.noSyllable(wrong)}
              <small>{t.spellingHint[kind]}</small>
            </span>
            {mayMend && (
              <a href={inEditor ? spot : `${articleUrl(article.id, '/viet')}${spot}`}>
                {t.see}
                <span class="vh">: {wrong}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Where a thing left to do can be done, from anywhere. */
export const spotHref = (id: number, { spot }: Pick<Todo, 'spot'>) =>
  spot === 'thong-tin' ? articleUrl(id, '/thong-tin#section') : `${articleUrl(id, '/viet')}${spot}`

export function todoWords(lang: Lang, todo: Todo): string {
  const t = text[lang]
  return 'thing' in todo ? t.missingIn[todo.key](t.things[todo.thing](todo.number)) : t.missing[todo.key]
}

function doneOf(lang: Lang, article: ChecksProps['article'], section: string): string[] {
  const { done } = text[lang]
  const wrong = issuesBefore(article)
  return [
    ...(wrong.title ? [] : [done.title([...nfc(article.title)].length)]),
    ...(wrong.lead ? [] : [done.lead(countSyllables(article.lead))]),
    ...(wrong.section ? [] : [done.section(section)]),
    ...(wrong.body ? [] : [done.body]),
  ]
}

import type { ComponentChildren } from 'preact'
import { Margin } from '../remarks/margin.tsx'
import { text } from '../text.ts'
import type { ReviewPage } from './review.tsx'

/** The text, or what changed in it; beside each block the way to say something about it, and what was said. */
export function ReviewText({ read: { actor, article, working }, shown: { written, blocks, compared }, threads }: ReviewPage) {
  const t = text[actor.lang]
  const own = article.lang === actor.lang ? undefined : article.lang
  const margin = (block: string) => working && <Margin actor={actor} article={article} block={block} threads={threads} />
  if (!compared)
    return (
      <article class="xb-chu" lang={own}>
        <Block id="title" margin={margin('title')}>
          <h1 class="td">{written.title || t.untitled}</h1>
        </Block>
        {written.lead && (
          <Block id="lead" margin={margin('lead')}>
            <p class="sp-o">{written.lead}</p>
          </Block>
        )}
        <div class="bai">
          {blocks.map(({ id, html }) => (
            <Block id={id} html={html} margin={margin(id)} />
          ))}
        </div>
      </article>
    )
  const { diff } = compared
  return (
    <>
      <h1 class="vh">{written.title || t.untitled}</h1>
      <div class="xb-chu xb-sua" lang={own}>
        <Block id="title" html={`<div class="td">${diff.title}</div>`} margin={margin('title')} />
        {diff.lead && <Block id="lead" html={`<div class="sp-o">${diff.lead}</div>`} margin={margin('lead')} />}
        <div class="bai">
          {diff.blocks.map(({ id, html, there }) => (there ? <Block id={id} html={html} margin={margin(id)} /> : <Block html={html} />))}
        </div>
      </div>
    </>
  )
}

type BlockProps = { id?: string; html?: string; margin?: ComponentChildren; children?: ComponentChildren }

/** `html` comes only from our own renderers, which escape. */
const Block = ({ id, html, margin, children }: BlockProps) => (
  <div class="gy-doan" id={id && `doan-${id}`}>
    {html === undefined ? <div class="gy-chu">{children}</div> : <div class="gy-chu" dangerouslySetInnerHTML={{ __html: html }} />}
    {margin}
  </div>
)

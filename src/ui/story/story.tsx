import type { ComponentChildren } from 'preact'
import { Picture, type PictureProps } from '../picture/picture.tsx'
import { safeUrl } from '../url.ts'

/** What a list shows of an article; `meta` is ready in words ("Lò Thị Mai · hôm nay 08:30"). */
export type Story = {
  href: string
  title: string
  /** Section or topic, in the accent colour. */
  label?: { text: string; href: string }
  summary?: string
  meta?: ComponentChildren
  picture?: PictureProps
}

/** The first story of a home page: large picture, large headline. */
export const LeadStory = ({ story, heading: Heading = 'h2' }: { story: Story; heading?: 'h2' | 'h3' }) => (
  <article class="chinh">
    {story.picture && (
      <a href={safeUrl(story.href)} tabindex={-1} aria-hidden="true">
        <Picture sizes="(min-width: 75rem) 42rem, (min-width: 60rem) 56vw, 100vw" first {...story.picture} alt="" />
      </a>
    )}
    <Label story={story} />
    <Heading>
      <a href={safeUrl(story.href)}>{story.title}</a>
    </Heading>
    {story.summary && <p>{story.summary}</p>}
    {story.meta && <p class="meta num">{story.meta}</p>}
  </article>
)

/** A row: words left, thumbnail right. */
const StoryRow = ({ story, heading: Heading = 'h3', small }: { story: Story; heading?: 'h2' | 'h3'; small?: boolean }) => (
  <article class={['tin', small && 'nho', !story.picture && 'tron'].filter(Boolean).join(' ')}>
    <div>
      <Label story={story} />
      <Heading>
        <a href={safeUrl(story.href)}>{story.title}</a>
      </Heading>
      {story.summary && <p>{story.summary}</p>}
      {story.meta && <p class="meta num">{story.meta}</p>}
    </div>
    {story.picture && <Picture sizes="9rem" {...story.picture} alt="" />}
  </article>
)

/** Rows under each other with hairlines; `children` are more <li>. */
export const StoryList = ({
  stories,
  heading,
  small,
  children,
}: {
  stories: readonly Story[]
  heading?: 'h2' | 'h3'
  small?: boolean
  children?: ComponentChildren
}) => (
  <ul class="ds n">
    {stories.map((story) => (
      <li>
        <StoryRow story={story} heading={heading} small={small} />
      </li>
    ))}
    {children}
  </ul>
)

export type LatestItem = { time: string; at?: string; title: string; href: string }

/** Titles with the time they came, under a small heading. */
export const Latest = ({ title, items }: { title: string; items: readonly LatestItem[] }) => (
  <>
    <h2 class="moi-h">{title}</h2>
    <ul class="n moi num">
      {items.map((item) => (
        <li>
          <time datetime={item.at}>{item.time}</time>
          <a href={safeUrl(item.href)}>{item.title}</a>
        </li>
      ))}
    </ul>
  </>
)

const Label = ({ story }: { story: Story }) =>
  story.label ? (
    <a class="the" href={safeUrl(story.label.href)}>
      {story.label.text}
    </a>
  ) : null

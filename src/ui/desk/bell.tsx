import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { text } from '../text.ts'
import { safeUrl } from '../url.ts'
import type { DeskBell } from './desk.tsx'

/** In the sidebar, above the menu. */
export const BellLink = ({ bell }: { bell: DeskBell }) => (
  <ul class="n">
    <li>
      <a href={safeUrl(bell.href)} aria-current={bell.current ? 'page' : undefined} data-phim={bell.key}>
        <Icon name="bell" />
        {bell.label}
        <Unseen count={bell.count} />
      </a>
    </li>
  </ul>
)

/** In the bar of a phone, where it is seen without opening the menu. */
export const BellButton = ({ bell }: { bell: DeskBell }) => (
  <a class="btn g vuong chuong" href={safeUrl(bell.href)} aria-current={bell.current ? 'page' : undefined}>
    <Icon name="bell" />
    <span class="vh">{bell.label} </span>
    <Unseen count={bell.count} />
  </a>
)

function Unseen({ count }: { count?: number }) {
  const { lang } = useUi()
  return count ? (
    <span class="dem num">
      {count > 99 ? '99+' : count}
      <span class="vh"> {text[lang].unseen}</span>
    </span>
  ) : null
}

import { useUi } from '../context.ts'
import { Icon, type IconName } from '../icon/icon.tsx'
import { lookHref, textSizes, themes, type Look, type Theme } from '../look.ts'
import { text } from '../text.ts'

type LookPanelProps = { look: Look; path: string }

/** Colours and text size as plain links that come back to the page; the frame's island does the same without a reload. */
export function LookPanel({ look, path }: LookPanelProps) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <details class="tn">
      <summary>
        <Icon name="accessibility" />
        {t.accessibility}
      </summary>
      <LookChoices look={look} path={path} />
    </details>
  )
}

/** The same choices where they stand open: in the newsroom's menu, on the accessibility page. */
export function LookChoices({ look, path }: LookPanelProps) {
  const { lang } = useUi()
  const t = text[lang]
  return (
    <div class="tn-o">
      <p>{t.theme}</p>
      <ul class="n">
        {themes.map((theme) => (
          <li>
            <a
              href={lookHref({ theme }, look, path)}
              rel="nofollow"
              data-giao-dien={`theme=${theme}`}
              aria-current={theme === look.theme ? 'true' : undefined}
            >
              <Icon name={icons[theme]} />
              {t.themes[theme]}
            </a>
          </li>
        ))}
      </ul>
      <p>{t.textSize}</p>
      <ul class="n">
        {textSizes.map((size) => (
          <li>
            <a
              href={lookHref({ text: size }, look, path)}
              rel="nofollow"
              data-giao-dien={`text=${size}`}
              aria-current={size === look.text ? 'true' : undefined}
            >
              <span class="num" aria-hidden="true">
                {size}%
              </span>
              {t.textSizes[size]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const icons: Record<Theme, IconName> = { auto: 'monitor', light: 'sun', dark: 'moon', contrast: 'eye' }

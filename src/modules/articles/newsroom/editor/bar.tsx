import { Avatar } from '../../../../ui/avatar/avatar.tsx'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { StatusChip } from '../../../../ui/chip/chip.tsx'
import { Icon, type IconName } from '../../../../ui/icon/icon.tsx'
import { localTime } from './clock.ts'
import type { EditorProps, StepAction } from './props.ts'
import type { SaveState } from './saving.ts'
import { text } from './text.ts'

/** What stands in the bar above the editor: give it to Desk as `bar`. */
export function EditorBar(props: EditorProps) {
  const { lang, article, backUrl, previewUrl, actions, people, side } = props
  const t = text[lang]
  return (
    <>
      <LinkButton kind="plain" icon="arrow-left" href={backUrl} label={t.back} />
      <span class="only-d">
        <StatusChip status={article.status}>
          <span id="so-ban">· {t.revision(article.revision)}</span>
        </StatusChip>
      </span>
      <SaveLine lang={lang} time={article.savedAt ? localTime(article.savedAt) : ''} />
      <span class="sp" />
      <People lang={lang} people={people} />
      <LinkButton class="only-d" kind="outline" icon="eye" href={previewUrl} newTab>
        {t.preview}
      </LinkButton>
      <OtherSteps {...props} />
      <LinkButton class="only-m" kind="plain" icon="eye" href={previewUrl} label={t.preview} newTab />
      {actions
        .filter((action) => action.primary)
        .map((action) => (
          <StepForm {...props} action={action} count={side[0]?.count} />
        ))}
    </>
  )
}

function People({ lang, people }: Pick<EditorProps, 'lang' | 'people'>) {
  const words = text[lang].open(people.map(named).join(', '))
  return (
    <span class="avs" id="cung-mo" role="img" aria-label={words} title={words} hidden={people.length === 0}>
      {people.slice(0, 4).map(({ name }) => (
        <Avatar name={name} />
      ))}
    </span>
  )
}

/** On a phone they stand at the end of the panel. */
function OtherSteps(props: EditorProps) {
  const others = props.actions.filter((action) => !action.primary)
  if (others.length === 0) return null
  return (
    <details class="ed-them only-d">
      <summary class="btn g vuong" aria-label={text[props.lang].more}>
        <Icon name="ellipsis" />
      </summary>
      <div class="ed-them-o">
        {others.map((action) => (
          <StepForm {...props} action={action} />
        ))}
      </div>
    </details>
  )
}

const named = ({ name, note }: { name: string; note?: string }) => (note ? `${name} (${note})` : name)

const stateIcons: [SaveState['name'], IconName][] = [
  ['saved', 'cloud'],
  ['saving', 'cloud-upload'],
  ['offline', 'wifi-off'],
  ['failed', 'circle-alert'],
  ['signedOut', 'log-in'],
  ['clash', 'triangle-alert'],
  ['held', 'lock'],
]

function SaveLine({ lang, time }: { lang: EditorProps['lang']; time: string }) {
  return (
    <span class="luu num" id="luu" data-trang-thai="saved">
      {/* All of them from the start: the sprite may not be reached just when the line is gone. */}
      {stateIcons.map(([state, icon]) => (
        <Icon name={icon} class={`ed-tt-${state}`} />
      ))}
      <span role="status">{time ? text[lang].saved(time) : ''}</span>
      <button type="button" class="ed-lai" hidden />
      <a class="ed-lai" target="_blank" rel="noopener" hidden>
        {text[lang].signIn}
      </a>
    </span>
  )
}

/** The form of one step; the script saves the text and fills in its version before it goes. */
export function StepForm({ lang, saveUrl, article, action, count }: EditorProps & { action: StepAction; count?: number }) {
  return (
    <form
      method="post"
      action={action.url ?? `${saveUrl}/${action.step}`}
      data-buoc={action.step}
      data-chinh={action.primary ? '' : undefined}
    >
      <input type="hidden" name="version" value={article.version} />
      <Button
        kind={action.step === 'approve' ? 'approve' : action.primary ? 'primary' : 'plain'}
        icon={action.icon ?? (action.primary ? 'send' : undefined)}
      >
        {action.primary && action.short ? (
          <>
            <span class="only-d">{action.label}</span>
            <span class="only-m">{action.short}</span>
          </>
        ) : (
          action.label
        )}
        {action.primary && (
          <em class="num only-d" data-con hidden={!count}>
            {count ? text[lang].remaining(count) : ''}
          </em>
        )}
      </Button>
    </form>
  )
}

import { Button } from '../../../../ui/button/button.tsx'
import { StepForm } from './bar.tsx'
import type { EditorProps, SideTab } from './props.ts'
import { text } from './text.ts'

/** Beside the text on a wide screen; on a narrow one the same tabs in a sheet that the pill opens. */
export function Panel(props: EditorProps) {
  const { lang, side, actions } = props
  const t = text[lang]
  const others = actions.filter((action) => !action.primary)
  return (
    <>
      <div class="veil" id="man" hidden />
      <aside class="pan" id="tro-giup" aria-label={t.help} tabindex={-1}>
        <div class="tabs">
          <div class="ed-cac-tab" role="tablist" aria-label={t.help}>
            {side.map((tab, index) => (
              <Tab tab={tab} chosen={index === 0} />
            ))}
          </div>
          <Button class="ed-dong" kind="plain" icon="x" type="button" label={t.closeHelp} id="dong-tro-giup" />
        </div>
        <p class="ed-da-sua" id="da-sua" role="status" />
        {side.map((tab, index) => (
          <div
            class="kt"
            role="tabpanel"
            id={`tam-${tab.key}`}
            aria-labelledby={`tab-${tab.key}`}
            data-lam-moi={tab.refreshUrl}
            hidden={index > 0}
          >
            {tab.content}
          </div>
        ))}
        {others.length > 0 && (
          <div class="kt ed-khac">
            <h3>{t.otherSteps}</h3>
            {others.map((action) => (
              <StepForm {...props} action={action} />
            ))}
          </div>
        )}
      </aside>
    </>
  )
}

function Tab({ tab, chosen }: { tab: SideTab; chosen: boolean }) {
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${tab.key}`}
      aria-controls={`tam-${tab.key}`}
      aria-selected={chosen}
      tabindex={chosen ? 0 : -1}
    >
      {tab.label}{' '}
      <sup class={tab.tone === 'talk' ? 'num b' : 'num'} hidden={!tab.count}>
        {tab.count ?? ''}
      </sup>
    </button>
  )
}

import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../kernel/text.ts'
import { Button, LinkButton } from '../../../ui/button/button.tsx'
import { Chip } from '../../../ui/chip/chip.tsx'
import { Form } from '../../../ui/form/form.tsx'
import { text } from './text.ts'

/** A list whose order means something: one line each with what can be done to it. */
export const Rows = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <ul class="n card xs" aria-label={label}>
    {children}
  </ul>
)

export type RowProps = { title: ComponentChildren; note?: ComponentChildren; depth?: number; hidden?: string; children?: ComponentChildren }

export const Row = ({ title, note, depth = 0, hidden, children }: RowProps) => (
  <li class={`xs-d cap-${Math.min(depth, 4)}`}>
    <div>
      <b>{title}</b>
      {hidden && (
        <Chip tone="none" icon="eye-off">
          {hidden}
        </Chip>
      )}
      {note && <small>{note}</small>}
    </div>
    <span class="xs-v">{children}</span>
  </li>
)

type StepsProps = {
  lang: Lang
  /** Posts to `<action>/len` and `<action>/xuong`. */ action: string
  name: string
  first: boolean
  last: boolean
}

/** Up and down, each only where there is room; its place is kept, so that the arrows stand in columns. */
export const Steps = ({ lang, action, name, first, last }: StepsProps) => (
  <>
    {first ? (
      <span class="xs-o" />
    ) : (
      <Form action={`${action}/len`}>
        <Button kind="plain" small icon="arrow-up" label={text[lang].up(name)} />
      </Form>
    )}
    {last ? (
      <span class="xs-o" />
    ) : (
      <Form action={`${action}/xuong`}>
        <Button kind="plain" small icon="arrow-down" label={text[lang].down(name)} />
      </Form>
    )}
  </>
)

export const EditLink = ({ lang, href, name }: { lang: Lang; href: string; name: string }) => (
  <LinkButton small icon="pencil" href={href} label={text[lang].editOf(name)}>
    {text[lang].edit}
  </LinkButton>
)

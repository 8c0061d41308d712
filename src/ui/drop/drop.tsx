import type { ComponentChildren } from 'preact'
import { useUi } from '../context.ts'
import { Icon } from '../icon/icon.tsx'
import { described, fieldId, FieldFrame, type FieldFace } from '../field/frame.tsx'
import { text } from '../text.ts'

export type FileDropProps = FieldFace & {
  accept?: string
  multiple?: boolean
  /** Open the phone's camera. */ camera?: boolean
  children?: ComponentChildren
}

/** A file input on a large surface: a dropped file lands on the input itself, so it works without script. Islands find `[data-tha]`. */
export function FileDrop({ accept, multiple, camera, children, ...face }: FileDropProps) {
  const { lang } = useUi()
  return (
    <FieldFrame face={face}>
      <div class="tha" data-tha>
        <Icon name={camera ? 'camera' : 'cloud-upload'} />
        <p aria-hidden="true">{camera ? text[lang].shootHere : text[lang].dropHere}</p>
        <input
          {...described(face)}
          id={fieldId(face)}
          name={face.name}
          type="file"
          accept={accept}
          multiple={multiple}
          capture={camera ? 'environment' : undefined}
        />
        {children}
      </div>
    </FieldFrame>
  )
}

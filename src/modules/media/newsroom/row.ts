/** What the upload queue says; handed to it by the page. */
export type Words = Record<
  | 'waiting'
  | 'sending'
  | 'paused'
  | 'judging'
  | 'ready'
  | 'failed'
  | 'retry'
  | 'pause'
  | 'resume'
  | 'remove'
  | 'line'
  | 'edit'
  | 'twin'
  | 'caption'
  | 'credit'
  | 'alt'
  | 'saved',
  string
>

export type State = 'waiting' | 'sending' | 'paused' | 'judging' | 'ready' | 'failed'

/** A file's line in the queue: its face, its progress, its words, its buttons. */
export function lineFor(file: File, words: Words): HTMLLIElement {
  const picture = file.type.startsWith('image/')
  const line = document.createElement('li')
  line.append(faceOf(file, picture))
  const body = line.appendChild(document.createElement('div'))
  body.append(
    element('b', { textContent: file.name }),
    element('progress', { max: 1, value: 0, ariaLabel: file.name }),
    element('p', { role: 'status', textContent: words.waiting }),
    ...(['caption', 'credit', ...(picture ? (['alt'] as const) : [])] as const).map((name) => fieldFor(name, words[name])),
    element('a', { hidden: true, textContent: words.edit }),
    button(words.pause, 'dung', 'o'),
    button(words.resume, 'tiep', 'o'),
    button(words.retry, 'lai', 'o'),
    button(words.remove, 'bo', 'g'),
  )
  return line
}

export const part = <T extends HTMLElement = HTMLElement>(line: HTMLElement, selector: string) => line.querySelector<T>(selector)!

export const say = (line: HTMLElement, words: string) => {
  part(line, '[role=status]').textContent = words
}

export const wordsIn = (line: HTMLElement) => [...line.querySelectorAll<HTMLInputElement>('input[data-o]')]

export const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, values: object): HTMLElementTagNameMap[Name] =>
  Object.assign(document.createElement(name), values)

function faceOf(file: File, picture: boolean) {
  const face = element(picture ? 'img' : 'span', { className: 'tl-mau' })
  if (face instanceof HTMLImageElement) {
    face.alt = ''
    face.src = URL.createObjectURL(file)
    face.addEventListener('load', () => URL.revokeObjectURL(face.src), { once: true })
    // A phone's own format that this browser cannot show.
    face.addEventListener('error', () => face.removeAttribute('src'), { once: true })
  }
  return face
}

function fieldFor(name: string, label: string) {
  const input = element('input', { type: 'text', autocomplete: 'off' })
  input.dataset.o = name
  const wrap = document.createElement('label')
  wrap.append(label, input)
  return wrap
}

function button(label: string, verb: string, look: string) {
  const made = element('button', { type: 'button', className: `btn ${look} nho`, textContent: label })
  made.setAttribute(`data-${verb}`, '')
  return made
}

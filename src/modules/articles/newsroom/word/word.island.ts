import { sendWord } from './send.ts'

type Words = Record<'sending' | 'reading' | 'line' | 'failed' | 'pictures' | 'writing', string>

/** A line with a bar, in words; `at` of `of`, or without an end when nobody knows it. */
function progressIn(place: HTMLElement) {
  const bar = Object.assign(document.createElement('progress'), { max: 1 })
  const words = document.createElement('p')
  place.append(words, bar)
  return {
    show(text: string, part: number | null) {
      place.hidden = false
      place.classList.remove('hong')
      words.textContent = text
      bar.hidden = false
      bar.ariaLabel = text
      if (part === null) bar.removeAttribute('value')
      else bar.value = part
    },
    fail(text: string) {
      place.hidden = false
      place.classList.add('hong')
      words.textContent = text
      bar.hidden = true
    },
  }
}

/** The file goes out with its progress; then the server reads it, which for a book may take a second or two. */
function uploading(form: HTMLFormElement) {
  const place = form.querySelector<HTMLElement>('.word-tien')!
  const words = JSON.parse(place.dataset.words!) as Words
  const input = form.querySelector<HTMLInputElement>('input[type=file]')!
  const progress = progressIn(place)
  let busy = false
  form.addEventListener('submit', (event) => {
    // Without a file the server says what is missing, as it does without script.
    if (!input.files?.length) return
    event.preventDefault()
    if (busy) return
    busy = true
    forgetErrors(form)
    progress.show(words.sending, 0)
    void sendWord(form.action, new FormData(form), (part) =>
      part < 1 ? progress.show(words.sending, part) : progress.show(words.reading, null),
    ).then((sent) => {
      if ('url' in sent) return location.assign(sent.url)
      busy = false
      progress.fail(sent.why ?? words.line)
      input.focus()
    })
  })
}

/** What the page said of the file before is not true of this one. */
function forgetErrors(form: HTMLFormElement) {
  document.querySelector('.loi-tom')?.remove()
  for (const field of form.querySelectorAll('.co-loi')) {
    field.classList.remove('co-loi')
    field.querySelector('.loi')?.remove()
    field.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid')
  }
}

/** The pictures go into the library one by one, counted; then the form goes as it would without script. */
function taking(form: HTMLFormElement) {
  const place = form.querySelector<HTMLElement>('.word-tien')!
  const words = JSON.parse(place.dataset.words!) as Words
  const all = Number(place.dataset.anh)
  const progress = progressIn(place)
  let busy = false
  const run = async () => {
    for (let left = all; left > 0;) {
      progress.show(`${words.pictures}: ${all - left + 1}/${all}`, (all - left) / all)
      const answer = await fetch(`${form.action}/anh`, { method: 'POST', headers: { accept: 'application/json' } }).catch(() => null)
      const said = answer?.ok ? ((await answer.json()) as { left: number }) : null
      if (!said) {
        busy = false
        return progress.fail(words.line)
      }
      left = Math.min(left - 1, said.left)
    }
    progress.show(words.writing, null)
    form.submit()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    void run()
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form.word-tep')) uploading(form)
for (const form of document.querySelectorAll<HTMLFormElement>('form.word-nhan')) taking(form)

import type { CDPSession, Page } from 'playwright-core'

/** How people's keyboards write Vietnamese, as the browser sees it; sent by its debugging protocol, without waiting between the parts of one burst. */
export type Keyboard = { name: string; write(page: Page): Promise<void> }

/** What each of them writes. */
export const sentence = 'Điện Biên được mùa ban nở, Ưng Ậm!'

/** Letters by keys, then for each accent a run of real Backspace keys and the letters in their place. */
type Step = string | [back: number, text: string]
// prettier-ignore
const telexSteps: Step[] = [
  'D', [1, 'Đ'], 'ie', [1, 'ê'], 'n', [2, 'ện'], ' Bie', [1, 'ê'], 'n d', [1, 'đ'], 'uo', [2, 'ươ'], 'c', [2, 'ợc'],
  ' mu', [1, 'ù'], 'a ban no', [1, 'ơ'], [1, 'ở'], ', U', [1, 'Ư'], 'ng A', [1, 'Â'], 'm', [2, 'Ậm'], '!',
]

/** UniKey, EVKey, OpenKey on Windows: Backspace, then VK_PACKET, all at once. */
const packets: Keyboard = {
  name: 'UniKey’s Backspace and VK_PACKET',
  write: (page) =>
    bursts(page, (cdp, text) => [
      cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', windowsVirtualKeyCode: 231, key: text, text }),
      cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: 231, key: text }),
    ]),
}

/** The same with the letters put in as text: macOS, fcitx5-lotus, remote desktops. */
const inserted: Keyboard = {
  name: 'Backspace and inserted text',
  write: (page) => bursts(page, (cdp, text) => [cdp.send('Input.insertText', { text })]),
}

/** ibus-bamboo, iOS, Windows' own Telex: a preedit that grows with every key and changes its accents until it is committed. */
const preedit: Keyboard = {
  name: 'a growing preedit',
  write: (page) =>
    within(page, async (cdp) => {
      for (const part of sentence.split(/(?<=\s)/)) {
        const word = part.trimEnd()
        for (const stage of stagesOf(word)) await composing(cdp, stage)
        await cdp.send('Input.insertText', { text: word })
        if (part !== word) await cdp.send('Input.insertText', { text: ' ' })
      }
    }),
}

/** Gboard, Laban Key: the word is there already without its accents, and is taken back into composition to get them. */
const recomposed: Keyboard = {
  name: 'the last word taken back into composition',
  write: (page) =>
    within(page, async (cdp) => {
      for (const part of sentence.split(/(?<=\s)/)) {
        const word = part.trimEnd()
        const bare = stagesOf(word)[0]!
        await composing(cdp, bare)
        await cdp.send('Input.insertText', { text: bare })
        const end = await caretOffset(page)
        await cdp.send('Input.imeSetComposition', {
          text: word,
          selectionStart: word.length,
          selectionEnd: word.length,
          replacementStart: end - bare.length,
          replacementEnd: end,
        })
        await cdp.send('Input.insertText', { text: word })
        if (part !== word) await cdp.send('Input.insertText', { text: ' ' })
      }
    }),
}

export const keyboards = [packets, inserted, preedit, recomposed]

type Sent = Promise<unknown>

function bursts(page: Page, compose: (cdp: CDPSession, text: string) => Sent[]): Promise<void> {
  return within(page, async (cdp) => {
    for (const step of telexSteps) {
      if (typeof step === 'string') await page.keyboard.type(step)
      else await Promise.all([...Array.from({ length: step[0] }, () => backspace(cdp)).flat(), ...compose(cdp, step[1])])
    }
  })
}

const backspace = (cdp: CDPSession): Sent[] => {
  const key = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 }
  return [cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }), cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })]
}

const composing = (cdp: CDPSession, text: string): Sent =>
  cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })

/** The word as it grows: first without accents, then as it is meant. */
function stagesOf(word: string): string[] {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
  const growing = Array.from({ length: bare.length }, (_, index) => bare.slice(0, index + 1))
  return [bare, ...growing, word]
}

/**
 * Where the cursor stands, in the way of an input method: letters from the start of what is edited. Chromium counts one for each picture and
 * field on the way, and the line breaks that a copied selection would have.
 */
function caretOffset(page: Page): Promise<number> {
  return page.evaluate(() => {
    const place = document.activeElement!
    if (place instanceof HTMLTextAreaElement || place instanceof HTMLInputElement) return place.selectionStart!
    const selection = getSelection()!
    const { anchorNode, anchorOffset } = selection
    const before = document.createRange()
    before.setStart(place, 0)
    before.setEnd(anchorNode!, anchorOffset)
    const objects = [...place.querySelectorAll('img, svg, input, canvas')].filter((object) => before.comparePoint(object, 0) === 0)
    selection.setBaseAndExtent(place, 0, anchorNode!, anchorOffset)
    const { length } = selection.toString()
    selection.setBaseAndExtent(anchorNode!, anchorOffset, anchorNode!, anchorOffset)
    return length + objects.length
  })
}

async function within(page: Page, work: (cdp: CDPSession) => Promise<void>) {
  const cdp = await page.context().newCDPSession(page)
  await work(cdp)
  await cdp.detach()
}

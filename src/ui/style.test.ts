import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const sheets = files('.css').map((path) => ({ path, css: bare(readFileSync(join(here, path), 'utf8')) }))

test('Colours are written in the tokens and nowhere else', () => {
  for (const { path, css } of sheets)
    if (!path.startsWith('tokens/')) assert.doesNotMatch(css, /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|oklab)a?\(/i, path)
})

test('The two sets of dark values are the same', () => {
  const dark = sheets.find(({ path }) => path === 'tokens/dark.css')!.css
  const sets = [...dark.matchAll(/\{(color-scheme:dark;[^}]*)\}/g)].map(([, set]) => set)
  assert.equal(sets.length, 2)
  assert.equal(sets[0], sets[1])
})

test('Dark and contrast set every colour that the light theme has, or mean to keep it', () => {
  const colours = (path: string) =>
    new Set([...sheets.find((sheet) => sheet.path === path)!.css.matchAll(/(--[\w-]+):(?:#|rgb|transparent)/g)].map(([, name]) => name))
  const light = colours('tokens/tokens.css')
  const kept = {
    dark: ['--ban-nen', '--trang', '--tren-cham', '--tren-vang', '--phu', '--phu-2', '--nen-anh', '--vang-5'],
    contrast: ['--trang', '--tren-nut', '--nen-anh', '--man', '--them-nen', '--them', '--bot-nen', '--bot', '--focus'],
  }
  for (const theme of ['dark', 'contrast'] as const) {
    const own = colours(`tokens/${theme}.css`)
    assert.deepEqual(
      [...light].filter((name) => !own.has(name) && !kept[theme].includes(name!)),
      [],
      theme,
    )
  }
})

test('No rule sets a line tighter than 1.25', () => {
  for (const { path, css } of sheets) {
    const heights = [...css.matchAll(/line-height:([\d.]+)|font:[^;}]*\/ ?([\d.]+) /g)].map(([, plain, short]) => Number(plain ?? short))
    assert.ok(
      heights.every((height) => height >= 1.25),
      `${path}: ${heights.join(' ')}`,
    )
  }
})

test('No component has an inline style', () => {
  for (const path of files('.tsx')) assert.doesNotMatch(readFileSync(join(here, path), 'utf8'), /\sstyle=/, path)
})

/** Without comments and without the spaces that mean nothing. */
function bare(css: string) {
  return css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
}

function files(ending: string) {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => path.replaceAll('\\', '/'))
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where the names of the icons stand; read as data, the kernel knows nothing else of the design system. */
export const iconNamesPath = 'src/ui/icon/names.ts'

/** One SVG file of symbols, drawn by lucide (ISC): `<use href="/_tinh/icons-….svg#inbox">`. */
export async function iconSprite(root: string): Promise<string> {
  const { iconNames } = (await import(pathToFileURL(join(root, iconNamesPath)).href)) as { iconNames: readonly string[] }
  const symbols = await Promise.all(iconNames.map((name) => symbol(root, name)))
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

async function symbol(root: string, name: string) {
  const svg = await readFile(join(root, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8')
  const drawing = svg
    .replace(/<!--[^]*?-->/g, '')
    .replace(/^[^]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing
    .replace(/\s+/g, ' ')
    .replace(/ ?(\/?>) ?/g, '$1')
    .trim()}</symbol>`
}

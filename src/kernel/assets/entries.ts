import { glob } from 'node:fs/promises'

/** What is built: two style sheets with the sheets of the modules behind them, sheets for one heavy screen (`x.sheet.css`), every island, every font and drawing. */
export type Entries = { portal: string[]; newsroom: string[]; sheets: string[]; islands: string[]; files: string[] }

export async function entries(root: string): Promise<Entries> {
  const [portal, newsroom, sheets, islands, files] = await Promise.all([
    list(root, 'src/modules/*/portal/**/*.css'),
    list(root, 'src/modules/*/newsroom/**/*.css'),
    list(root, 'src/modules/**/*.sheet.css'),
    list(root, 'src/**/*.island.{ts,tsx}'),
    list(root, 'src/ui/{fonts,img}/*'),
  ])
  const common = (path: string) => !sheets.includes(path)
  return { portal: portal.filter(common), newsroom: newsroom.filter(common), sheets, islands, files }
}

async function list(root: string, pattern: string) {
  const found: string[] = []
  for await (const path of glob(pattern, { cwd: root })) found.push(path.replaceAll('\\', '/'))
  return found.toSorted()
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { iconSprite } from '../../../../kernel/assets/sprite.ts'

const root = join(import.meta.dirname, '../../../../..')

/** The browser's files by name, bundled the way the product bundles them; also tells their weight. */
export async function bundled(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/modules/articles/newsroom/editor/editor.island.ts'],
    bundle: true,
    write: false,
    outdir: '/o',
    format: 'esm',
    splitting: true,
    minify: true,
    chunkNames: 'chunk-[name]-[hash]',
    charset: 'utf8',
    legalComments: 'none',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const sheet = '@import "./src/ui/newsroom.css";\n@import "./src/modules/articles/newsroom/editor/editor.sheet.css";'
  const styles = await build({
    stdin: { contents: sheet, resolveDir: root, loader: 'css' },
    bundle: true,
    write: false,
    outdir: '/o',
    minify: true,
    assetNames: '[name]',
    loader: { '.woff2': 'file', '.svg': 'file', '.webp': 'file', '.jpg': 'file', '.png': 'file' },
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(3), contents]))
  for (const { path, contents } of styles.outputFiles) files.set(path.endsWith('.css') ? 'newsroom.css' : path.slice(3), contents)
  return files
    .set('icons.svg', Buffer.from(await iconSprite(root)))
    .set('ban.svg', await readFile(join(root, 'src/ui/img/ban.svg')))
    .set('desk.island.js', Buffer.from(''))
}

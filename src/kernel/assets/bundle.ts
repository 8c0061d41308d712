import { readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import { entries, type Entries } from './entries.ts'
import { iconNamesPath, iconSprite } from './sprite.ts'

export type Bundle = { files: { name: string; bytes: Buffer }[]; names: Record<string, string>; inputs: string[] }

/** Everything that a browser loads, in memory. `names` leads from a plain name to the one with the hash. */
export async function bundle(root: string): Promise<Bundle> {
  const found = await entries(root)
  const twice = found.islands.find((path, index) => found.islands.findIndex((other) => plain(other) === plain(path)) !== index)
  if (twice) throw new Error(`Two islands are called ${plain(twice)}; rename ${twice}`)
  const result = await build({
    absWorkingDir: root,
    entryPoints: [
      ...['site.css', 'newsroom.css', 'icons.svg'].map(virtualEntry),
      ...[...found.sheets, ...found.islands, ...found.files].map(entry),
    ],
    bundle: true,
    write: false,
    metafile: true,
    outdir: '_tinh',
    publicPath: '/_tinh',
    logLevel: 'silent',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    format: 'esm',
    splitting: true,
    minify: true,
    sourcemap: false,
    charset: 'utf8',
    legalComments: 'none',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'copy', '.woff2': 'copy', '.webp': 'copy', '.png': 'copy', '.jpg': 'copy' },
    plugins: [virtual(root, found)],
  })
  return {
    files: result.outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: Buffer.from(contents) })),
    names: names(result.metafile),
    inputs: inputs(root, result.metafile),
  }
}

const virtualEntry = (name: string) => ({ in: `tinh:${name}`, out: withoutEnding(name) })
const entry = (path: string) => ({ in: path, out: withoutEnding(basename(path)) })
const withoutEnding = (name: string) => name.replace(/\.\w+$/, '')

const plain = (path: string) =>
  basename(path)
    .replace(/^tinh:/, '')
    .replace(/\.tsx?$/, '.js')

function names({ outputs }: Metafile) {
  const found: Record<string, string> = {}
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint) found[plain(entryPoint)] = basename(path)
  return found
}

/** Libraries are covered by the lockfile's hash, and virtual entries by what they import. */
const inputs = (root: string, meta: Metafile) => [
  ...Object.keys(meta.inputs)
    .filter((path) => !path.startsWith('tinh:') && !path.includes('node_modules/'))
    .map((path) => relative(root, join(root, path))),
  iconNamesPath,
]

/** The two sheets and the sprite stand in no file: they are put together from what is found. */
function virtual(root: string, found: Entries): Plugin {
  const sheet = async (own: string, modules: readonly string[]) =>
    [`@import "./${own}";`, ...(await Promise.all(modules.map((path) => importLine(root, path))))].join('\n')
  return {
    name: 'tinh',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^tinh:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'tinh' }))
      onLoad({ filter: /^site\.css$/, namespace: 'tinh' }, async () => ({
        contents: await sheet('src/ui/site.css', found.portal),
        loader: 'css',
        resolveDir: root,
      }))
      onLoad({ filter: /^newsroom\.css$/, namespace: 'tinh' }, async () => ({
        contents: await sheet('src/ui/newsroom.css', found.newsroom),
        loader: 'css',
        resolveDir: root,
      }))
      onLoad({ filter: /^icons\.svg$/, namespace: 'tinh' }, async () => ({ contents: await iconSprite(root), loader: 'copy' }))
    },
  }
}

/** A module's sheet that names no layer of its own goes into `pages`. */
async function importLine(root: string, path: string) {
  const layered = (await readFile(join(root, path), 'utf8')).includes('@layer')
  return `@import "./${path}"${layered ? '' : ' layer(pages)'};`
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { entries } from './assets/entries.ts'
import { pack } from './assets/pack.ts'

/** One built file, ready to send; `gz` and `br` are null where packing does not help (fonts, bitmaps). */
export type AssetFile = { bytes: Buffer; gz: Buffer | null; br: Buffer | null; type: string }

export type Assets = {
  /** `/_tinh/site-ABC123.css` for `site.css`; throws for a name that was not built, because that is a misspelling. */
  url(name: string): string
  /** The file behind an address or its last part; null when there is none. What stands behind an address never changes. */
  file(path: string): AssetFile | null
}

/** What the last build was made of: `hash` covers the inputs, the list of entries and the lockfile. */
type Build = { hash: string; inputs: string[]; names: Record<string, string> }

/**
 * Bundles style sheets, islands, fonts, drawings and the icon sprite into `outDir`, each under a name with a hash of its content.
 * When no input changed since the last time nothing is bundled. Files of earlier builds stay, since stored pages may still name them.
 * @param root the folder with `src`, `node_modules` and the lockfile
 * @throws when a style sheet or an island has a mistake, or when two islands have the same name
 */
export async function buildAssets({ root, outDir }: { root: string; outDir: string }): Promise<Assets> {
  const last = await lastBuild(outDir)
  if (last && (await hashInputs(root, last.inputs)) === last.hash) return open(outDir, last)
  // The bundler weighs some twenty megabytes, and most starts build nothing.
  const { bundle } = await import('./assets/bundle.ts')
  const { files, names, inputs } = await bundle(root)
  await mkdir(outDir, { recursive: true })
  await Promise.all(
    files.map(async ({ name, bytes }) => {
      await put(outDir, name, bytes)
      for (const [ending, packed] of await pack(name, bytes)) await put(outDir, name + ending, packed)
    }),
  )
  const build: Build = { hash: await hashInputs(root, inputs), inputs, names }
  await put(outDir, 'build.json', Buffer.from(JSON.stringify(build)))
  return open(outDir, build)
}

async function lastBuild(outDir: string): Promise<Build | null> {
  try {
    return JSON.parse(await readFile(join(outDir, 'build.json'), 'utf8')) as Build
  } catch {
    return null
  }
}

/** A removed input hashes as empty, a new entry changes the list: both make a new build. */
async function hashInputs(root: string, inputs: readonly string[]) {
  const hash = createHash('sha256')
  const [list, lock, ...contents] = await Promise.all([
    entries(root),
    readFile(join(root, 'package-lock.json')).catch(() => ''),
    ...inputs.map((path) => readFile(join(root, path)).catch(() => '')),
  ])
  hash.update(JSON.stringify([list, inputs])).update(lock)
  for (const content of contents) hash.update('\0').update(content)
  return hash.digest('hex')
}

/** By rename, so that two processes building at once never show half a file. */
async function put(outDir: string, name: string, bytes: Buffer) {
  const draft = join(outDir, `.${name}.${process.pid}`)
  await writeFile(draft, bytes)
  await rename(draft, join(outDir, name))
}

function open(outDir: string, build: Build): Assets {
  const there = new Set(readdirSync(outDir).filter((name) => types[extname(name)]))
  const loaded = new Map<string, AssetFile>()
  return {
    url(name) {
      const file = build.names[name]
      if (!file) throw new Error(`There is no built file called "${name}"`)
      return `/_tinh/${file}`
    },
    file(path) {
      const name = basename(path)
      if (!there.has(name)) return null
      const known = loaded.get(name) ?? load(outDir, name)
      loaded.set(name, known)
      return known
    },
  }
}

function load(outDir: string, name: string): AssetFile {
  const read = (ending: string) => {
    try {
      return readFileSync(join(outDir, name + ending))
    } catch {
      return null
    }
  }
  return { bytes: readFileSync(join(outDir, name)), gz: read('.gz'), br: read('.br'), type: types[extname(name)]! }
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

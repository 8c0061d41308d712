// The source as the laws of the house read it: files, who imports whom, code without its comments.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

export type Import = { from: string; to: string; typeOnly: boolean }

const root = resolve(import.meta.dirname, '..')
export const read = (file: string) => readFileSync(join(root, file), 'utf8')
export const find = (...patterns: string[]) =>
  globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()

/** Made by `npm run schema`, not by a person. */
export const generated = 'src/schema.ts'
export const isTest = (file: string) =>
  file.includes('.test.') || /(^|\/)(test|bench|judges)\//.test(file) || basename(file).startsWith('fixture')
export const everything = find('{src,test,tools,bench,judges}/**/*.{ts,tsx}', 'db/**/*.ts')
export const source = everything.filter((file) => file.startsWith('src/') && !isTest(file))
export const pages = source.filter(
  (file) => file.endsWith('.tsx') && file.startsWith('src/modules/') && !/(^|-)routes\.tsx$/.test(basename(file)),
)
export const imports = source.flatMap(importsOf)
export const runtime = imports.filter(({ typeOnly }) => !typeOnly)

export const moduleOf = (file: string) => /^src\/modules\/([^/]+)\//.exec(file)?.[1]
export const isIn = (folder: string) => (file: string) => file.startsWith(`src/${folder}/`)
export const show = ({ from, to }: Import) => `${from} imports ${to}`
export const none = (found: readonly string[]) => assert.deepEqual(found, [])
export const order = [.../modules: readonly Module\[\] = \[([^\]]+)\]/.exec(read('src/app.ts'))![1]!.matchAll(/\w+/g)].map(([name]) => name)

/** Runtime and type imports of a file, ours as paths from the root. `import { type A }` counts as runtime, since it loads the file. */
export function importsOf(from: string): Import[] {
  const statements = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{},\s$]*?\sfrom\s+)?'([^']+)'/gm
  const found = [...read(from).matchAll(statements)].map(([, type, to]) => ({ to: to!, typeOnly: type !== undefined }))
  // `declare module` only adds names to a type.
  const merged = [...read(from).matchAll(/^declare module '([^']+)'/gm)].map(([, to]) => ({ to: to!, typeOnly: true }))
  const written = [...codeOf(from).matchAll(/(:\s*|\()?\bimport\('([^']+)'\)(\.[A-Z])?/g)].map(([, , to, type]) => ({
    to: to!,
    typeOnly: type !== undefined,
  }))
  return [...found, ...merged, ...written].map(({ to, typeOnly }) => ({
    from,
    to: to.startsWith('.') ? join(dirname(from), to) : to,
    typeOnly,
  }))
}

/** The file with its comments blanked, line for line. */
export function codeOf(file: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')
  return read(file)
    .replace(/(^|\s)\/\*[^]*?\*\//g, blank)
    .replace(/(^|\s)\/\/.*$/gm, blank)
}

export const lines = (text: string, wrong: RegExp) =>
  text.split('\n').flatMap((line, at) => (wrong.test(line) ? [`${at + 1}: ${line.trim().slice(0, 140)}`] : []))

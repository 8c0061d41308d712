import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { Halt } from '../kernel/halt.ts'
import { bringIn, formats, reportWords, type Format } from '../modules/imports/index.ts'
import { programText } from './help.ts'
import { bar } from './progress.ts'
import { text } from './text.ts'
import { withHouse } from './visit.ts'

type Given = {
  site?: string
  as?: string
  dry?: boolean
  section?: string
  sections?: string
  origin?: string
  folder?: string
  pictures: boolean
  report: string
}

/** `import …`: what another portal held. Ctrl+C ends after the items at hand, and the same command goes on from there. */
export function addImportCommand(root: Command) {
  const t = text.import
  root
    .command('import <dạng> <tệp-hoặc-địa-chỉ>')
    .description(programText.import)
    .option('--dry', t.dry)
    .option('--site <khóa>', t.site)
    .option('--as <thư>', t.as)
    .option('--section <tên>', t.section)
    .option('--sections <tệp>', t.sections)
    .option('--origin <địa-chỉ>', t.origin)
    .option('--folder <thư-mục>', t.folder)
    .option('--no-pictures', t.noPictures)
    .option('--report <tệp>', t.report, 'bao-cao-chuyen-du-lieu.csv')
    .action(run)
}

async function run(format: string, source: string, given: Given) {
  if (!(formats as readonly string[]).includes(format)) throw new Halt(text.import.unknownFormat(formats.join(', ')))
  const sections = given.sections ? await readSections(given.sections) : undefined
  let told = false
  process.once('SIGINT', () => {
    told = true
    console.error(`\n${text.import.stopping}`)
  })
  const bars = { look: bar(text.import.looking), move: bar(text.import.moving), pictures: bar(text.import.pictures) }
  await withHouse('guest', async (deps) => {
    const { section, origin, folder, pictures, site, as, dry = false, report } = given
    const {
      run: made,
      counts,
      stopped,
    } = await bringIn(deps, {
      format: format as Format,
      source: /^https?:\/\//i.test(source) ? source : resolve(source),
      ...(site && { site }),
      ...(as && { as }),
      options: {
        pictures,
        ...(section && { section }),
        ...(sections && { sections }),
        ...(origin && { origin }),
        ...(folder && { folder: resolve(folder) }),
      },
      dry,
      report: resolve(report),
      told: () => told,
      progress: (stage, done, total) => bars[stage](done, total),
    })
    for (const line of reportWords(made, counts, dry)) console.log(line)
    if (!dry) console.log(text.import.reported(resolve(report)))
    if (stopped) console.log(text.import.stopped)
    process.exitCode = stopped || made.state === 'broken' ? 1 : 0
  })
}

async function readSections(path: string): Promise<Record<string, string>> {
  const read = await readFile(resolve(path), 'utf8').catch(() => null)
  const parsed = z.record(z.string().max(200), z.string().min(1).max(120)).safeParse(read === null ? null : parsedJson(read))
  if (!parsed.success) throw new Halt(text.import.badSections(path))
  return parsed.data
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

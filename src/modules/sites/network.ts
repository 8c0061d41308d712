import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from '../../kernel/access.ts'
import type { Host, Hosts } from '../../kernel/hosts.ts'
import type { Deps } from '../../kernel/module.ts'
import { wholeNetwork } from './queries.ts'
import { placeOf, type Site } from './site.ts'

type Network = { sites: ReadonlyMap<number, Site>; places: readonly Place[] }
/** The sites as each application in this process last read them: a page's frame costs no query. */
const networks = new WeakMap<Hosts, Network>()

const reading = new WeakMap<Hosts, Promise<void>>()

/** Reads the network into memory: at start, and when a tag of a site is dropped. One after the other, so that an older reading never wins. */
export function readNetwork(deps: Deps): Promise<void> {
  const next = (reading.get(deps.hosts) ?? Promise.resolve()).catch(() => {}).then(() => read(deps))
  reading.set(deps.hosts, next)
  return next
}

async function read(deps: Deps) {
  const { sites, hosts } = await wholeNetwork(deps.db, deps.config.baseHost)
  networks.set(deps.hosts, { sites: new Map(sites.map((site) => [site.id, site])), places: sites.map(placeOf) })
  deps.hosts.current = hosts
  await rememberHosts(deps)
}

/** A node that starts while the database is away still knows whose stored pages to serve. */
export async function recallHosts(deps: Pick<Deps, 'config' | 'hosts'>) {
  const kept = await readFile(hostsFile(deps), 'utf8').catch(() => null)
  if (kept) deps.hosts.current = new Map(JSON.parse(kept) as [string, Host][])
}

export const siteById = (deps: Pick<Deps, 'hosts'>, id: number): Site | undefined => networks.get(deps.hosts)?.sites.get(id)
export const sites = (deps: Pick<Deps, 'hosts'>): Site[] => [...(networks.get(deps.hosts)?.sites.values() ?? [])]
/** Sites and sections as grants name them. */
export const places = (deps: Pick<Deps, 'hosts'>): readonly Place[] => networks.get(deps.hosts)?.places ?? []
export const mainSite = (deps: Pick<Deps, 'hosts'>): Site | undefined => sites(deps).find(({ main }) => main)

/** The whole address of a path on a site: canonical links, feeds, mails. */
export const addressOn = (site: Pick<Site, 'host'>, path: string) => `${schemeOf(site.host)}://${site.host}${path}`

/** Names under localhost are a trial on one machine; a public name is served under TLS by the proxy in front. */
const schemeOf = (host: string) => (/(^|\.)localhost(:\d+)?$|^127\.|^\[/.test(host) ? 'http' : 'https')

/** Only for that start: a disk without room must not stop the house, nor those who come to examine it. */
async function rememberHosts(deps: Deps) {
  const file = hostsFile(deps)
  const draft = `${file}.${randomUUID()}`
  try {
    await mkdir(deps.config.dataDir, { recursive: true })
    await writeFile(draft, JSON.stringify([...deps.hosts.current]))
    await rename(draft, file)
  } catch (error) {
    deps.log.info({ err: error }, 'names of the sites not kept on the disk')
    await rm(draft, { force: true })
  }
}

const hostsFile = ({ config }: Pick<Deps, 'config'>) => join(config.dataDir, 'hosts.json')

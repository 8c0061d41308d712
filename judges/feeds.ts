import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, tool, type Verdict } from './judge.ts'
import { ask, hosts, type Served } from './served.ts'

const reader = `
import sys, json, feedparser
feed = feedparser.parse(open(sys.argv[1], 'rb').read())
print(json.dumps({'kind': feed.version, 'bozo': str(feed.get('bozo_exception', '')), 'items': [{'id': e.get('id'), 'title': e.get('title'), 'link': e.get('link'), 'when': str(e.get('published_parsed') or e.get('updated_parsed'))} for e in feed.entries]}))
`

type Read = { kind: string; bozo: string; items: { id?: string; title?: string; link?: string; when: string }[] }

/** Feeds as another program reads them: well formed, complete, and all three the same; sitemaps by libxml2. */
export async function judgeFeeds({ port, dataDir }: Served): Promise<Verdict | null> {
  // Debian's own, which has Debian's library; another one in front of it may not.
  const python = ['/usr/bin/python3', tool('python3', 'python3 python3-feedparser')].find(
    (one) => one && run(one, ['-c', 'import feedparser; print("there")']).includes('there'),
  )
  const xmllint = tool('xmllint', 'libxml2-utils')
  if (!python || !xmllint) return null
  const wrong: string[] = []
  const file = join(dataDir, 'feed')
  const fetched = async (host: string, path: string) => {
    const { body } = await ask(port, path, { host })
    writeFileSync(file, body)
    return body
  }
  for (const host of hosts) {
    const ids: string[] = []
    for (const path of ['/rss.xml', '/atom.xml']) {
      await fetched(host, path)
      const { kind, bozo, items } = JSON.parse(run(python, ['-c', reader, file])) as Read
      if (bozo || !kind) wrong.push(`${host}${path}: ${bozo || 'no feed'}`)
      for (const item of items)
        for (const part of ['id', 'title', 'link', 'when'] as const)
          if (!item[part] || item[part] === 'None') wrong.push(`${host}${path}: an item without ${part}`)
      ids.push(items.map(({ link }) => link).join(' '))
    }
    const { version, items } = JSON.parse(await fetched(host, '/feed.json')) as { version: string; items: { url: string }[] }
    if (!version.startsWith('https://jsonfeed.org/version/1')) wrong.push(`${host}/feed.json: ${version}`)
    ids.push(items.map(({ url }) => url).join(' '))
    if (new Set(ids).size !== 1) wrong.push(`${host}: the three feeds list different items`)
    await fetched(host, '/sitemap.xml')
    const said = run(xmllint, ['--noout', file])
    if (said.trim()) wrong.push(`${host}/sitemap.xml: ${said.split('\n')[0]}`)
  }
  return { looked: `${hosts.length * 3} feeds, ${hosts.length} sitemaps`, wrong }
}

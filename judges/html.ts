import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { run, tool, type Verdict } from './judge.ts'
import { ask, hosts, signIn, type Served } from './served.ts'

/** Of the npm package vnu-jar; the newest that was tried. */
const version = '26.9.27'

/** Every page of the sample that readers and an editor reach, by the Nu checker; needs Java. */
export async function judgeHtml(served: Served): Promise<Verdict | null> {
  const java = tool('java', 'default-jre-headless')
  if (!java) return null
  const jar = checker()
  const folder = join(served.dataDir, 'judged')
  mkdirSync(folder)
  const names = new Map<string, string>()
  for (const [address, html] of await pages(served)) {
    const file = join(folder, `${names.size}.html`)
    names.set(`${names.size}.html`, address)
    writeFileSync(file, html)
  }
  const said = run(java, ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--skip-non-html', folder])
  const { messages } = JSON.parse(said.slice(said.indexOf('{'))) as { messages: Message[] }
  const wrong = messages
    .filter(({ type, message }) => type === 'error' && !accepted.some((one) => one.test(message)))
    .map(
      ({ url = '', lastLine, message, extract = '' }) =>
        `${names.get(url.split('/').at(-1)!)}:${lastLine ?? 0} ${message} ${extract.trim()}`,
    )
  return { looked: `${names.size} pages`, wrong }
}

/** On a phone tables are drawn as cards; browsers of before 2024 then forget what a cell is, so the roles are said. */
const accepted = [/^The “role” attribute must not be used on a “t[rhd]” element which has a “table” ancestor/]

type Message = { type: string; url?: string; lastLine?: number; message: string; extract?: string }

function checker(): string {
  const folder = join(homedir(), '.cache', 'hoaban-judges')
  mkdirSync(folder, { recursive: true })
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `vnu-jar@${version}`])
  return join(folder, 'node_modules/vnu-jar/build/dist/vnu.jar')
}

const desk = ['', '/bai-viet', '/bai-viet/moi', '/duyet', '/tu-lieu', '/chia-se', '/bo-bai', '/quy-dinh', '/trang', '/tac-gia', '/uy-quyen']

async function pages({ port }: Served): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const keep = async (host: string, path: string, cookie?: string) => {
    const answer = await ask(port, path, { host, headers: { accept: 'text/html', ...(cookie && { cookie }) } })
    if (String(answer.headers['content-type']).startsWith('text/html') && answer.status < 500) found.set(`${host}${path}`, answer.body)
    return answer
  }
  for (const host of hosts) {
    const map = await ask(port, '/sitemap.xml', { host })
    for (const [, path] of map.body.matchAll(new RegExp(`<loc>https?://${host}([^<]*)</loc>`, 'g'))) await keep(host, path || '/')
    for (const path of ['/', '/tim-kiem?q=xoe', '/dinh-chinh', '/so-do', '/khong-co']) await keep(host, path)
  }
  const cookie = await signIn(port, 'secretary')
  for (const path of desk) await keep(hosts[0]!, `/toa-soan${path}`, cookie)
  const list = await keep(hosts[0]!, '/toa-soan/bai-viet', cookie)
  for (const [, path] of [...list.body.matchAll(/href="(\/toa-soan\/bai-viet\/\d+)"/g)].slice(0, 6))
    for (const rest of ['', '/thong-tin', '/lich-su', '/xem-truoc']) await keep(hosts[0]!, path + rest, cookie)
  await keep(hosts[0]!, '/tai-khoan', cookie)
  await keep(hosts[0]!, '/dang-nhap')
  return found
}

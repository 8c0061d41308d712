import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build } from 'esbuild'
import { renderToString } from 'preact-render-to-string'
import { iconSprite } from '../../../../kernel/assets/sprite.ts'
import { now } from '../../../../kernel/time.ts'
import { Desk } from '../../../../ui/desk/desk.tsx'
import type { Body } from '../../body/body.ts'
import { diffArticle, type Written } from '../../body/diff.ts'
import { renderDiff } from '../../body/diff-html.ts'
import { parseBody } from '../../body/parse.ts'
import { EditorBar } from './bar.tsx'
import type { EditorMedia, EditorProps, LibraryItem } from './props.ts'
import { EditorScreen } from './screen.tsx'

/** A newsroom of one article, in memory: the editor's page, its files and the protocol it saves by. For tests of the editor alone. */
export type Stage = Written & {
  version: number
  savedBy: string
  copies: Written[]
  revisions: number[]
  steps: { step: string; version: string; title: string }[]
  sorted: string[]
  uploads: number[]
  /** Answer every save with this status instead. */
  fail: number | null
  origin: string
  server: Server
  files: Map<string, Uint8Array>
}

const root = join(import.meta.dirname, '../../../../..')

export const sampleMedia: EditorMedia[] = [1, 2, 3].map((id) => ({
  id,
  kind: 'image',
  name: `xoe-${id}.jpg`,
  url: `/tep/${id}.svg`,
  thumbUrl: `/tep/${id}.svg`,
  alt: id === 1 ? 'Vòng Xòe bên đống lửa' : '',
  credit: id === 1 ? '' : 'Lò Thị Mai',
  caption: `Ảnh lớp Xòe ${id}`,
  width: 1600,
  height: 900,
}))
const asItem = ({ thumbUrl, ...media }: EditorMedia): LibraryItem => ({ ...media, thumb: thumbUrl })

export async function openStage(written: Written): Promise<Stage> {
  const stage: Stage = {
    ...written,
    version: 7,
    savedBy: 'Mai',
    copies: [],
    revisions: [],
    steps: [],
    sorted: [],
    uploads: [],
    fail: null,
    origin: '',
    server: createServer(),
    files: await bundled(),
  }
  stage.server.on(
    'request',
    (request, response) => void answer(stage, request, response).catch((fault: Error) => response.writeHead(500).end(fault.stack)),
  )
  await new Promise<void>((resolve) => stage.server.listen(0, '127.0.0.1', resolve))
  stage.origin = `http://127.0.0.1:${(stage.server.address() as AddressInfo).port}`
  return stage
}

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

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"

async function answer(stage: Stage, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', stage.origin)
  const path = url.pathname
  const json = (status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (path.startsWith('/_tinh/')) {
    const bytes = stage.files.get(path.slice(7))
    return response
      .writeHead(bytes ? 200 : 404, {
        'content-type': types[extname(path)] ?? 'text/plain',
        'cache-control': 'max-age=31536000, immutable',
      })
      .end(bytes)
  }
  if (path.startsWith('/tep/')) return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(drawing)
  if (path === '/bai/1' && request.method === 'GET')
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(pageOf(stage))
  if (path === '/thu-vien')
    return json(200, { items: sampleMedia.filter((media) => media.kind === url.searchParams.get('kind')).map(asItem), more: false })
  const sent = await bytesOf(request)
  if (path === '/tai-len') {
    stage.uploads.push(sent.length)
    return json(200, { item: { ...asItem(sampleMedia[1]!), id: 40 + stage.uploads.length, credit: '', caption: '' } })
  }
  if (path === '/bai/1' && request.method === 'PUT') return save(stage, JSON.parse(sent.toString()), json)
  if (path === '/bai/1/phien-ban') {
    stage.revisions.push(stage.version)
    return json(200, { version: stage.version, savedAt: now().toString(), revision: 7 + stage.revisions.length })
  }
  if (path === '/bai/1/ban-sao') return json(200, { url: `/bai/${stage.copies.push(JSON.parse(sent.toString()))}` })
  if (path === '/bai/1/so-sanh')
    return response.writeHead(200, { 'content-type': 'text/html' }).end(compared(stage, JSON.parse(sent.toString())))
  if (path === '/bai/1/phan-loai') return json(stage.sorted.push(sent.toString()) > 0 ? 200 : 500, {})
  if (path.startsWith('/bai/1/') && request.method === 'POST') {
    stage.steps.push({ step: path.slice(7), version: new URLSearchParams(sent.toString()).get('version') ?? '', title: stage.title })
    return response.writeHead(303, { location: '/bai/1' }).end()
  }
  return response.writeHead(404).end()
}

type Save = Written & { version: number }

function save(stage: Stage, sent: Save, json: (status: number, value: unknown) => void) {
  if (stage.fail) return json(stage.fail, {})
  const { title, lead, version, savedBy } = stage
  if (sent.version !== version) return json(409, { version, title, lead, body: stage.body, savedBy, savedAt: now().toString() })
  const parsed = parseBody(sent.body)
  if (!parsed.ok) return json(422, { issues: parsed.issues })
  Object.assign(stage, { title: sent.title, lead: sent.lead, body: parsed.value, version: version + 1, savedBy: 'Mai' })
  return json(200, { version: stage.version, savedAt: now().toString() })
}

/** A colleague saves meanwhile. */
export function meanwhile(stage: Stage, change: Partial<Written>) {
  Object.assign(stage, change, { version: stage.version + 1, savedBy: 'Chị Hoa' })
}

const compared = (stage: Stage, mine: Written) =>
  renderDiff(diffArticle(stage, { ...mine, body: bodyOf(mine.body) }), { media: new Map(), lang: 'vi' }).html

export function bodyOf(json: unknown): Body {
  const parsed = parseBody(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

async function bytesOf(request: IncomingMessage) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900"><path fill="#3A1F4D" d="M0 0h1600v900H0z"/><path fill="#5E3A34" d="M0 560h1600v340H0z"/><circle cx="800" cy="610" r="90" fill="#E8A917"/></svg>'

const editorProps = (stage: Stage): EditorProps => ({
  lang: 'vi',
  personId: 5,
  media: sampleMedia,
  backUrl: '/bai',
  saveUrl: '/bai/1',
  mediaUrl: '/thu-vien',
  uploadUrl: '/tai-len',
  previewUrl: '/bai/1/xem',
  sortUrl: '/bai/1/phan-loai',
  article: {
    id: 1,
    title: stage.title,
    lead: stage.lead,
    body: stage.body,
    version: stage.version,
    revision: 7,
    status: 'draft',
    savedAt: now().toString(),
  },
  steps: [
    { label: 'Viết', note: 'Mai', state: 'now' },
    { label: 'Biên tập', note: 'Quàng Thị Hoa · thường trong 1 ngày', state: 'next' },
    { label: 'Ban Biên tập duyệt', note: 'Nguyễn Văn Sơn', state: 'next' },
    { label: 'Đăng', note: 'hẹn 24/11, 07:00', state: 'next' },
  ],
  actions: [
    { step: 'submit', label: 'Gửi duyệt', primary: true },
    { step: 'discard', label: 'Bỏ bài nháp', icon: 'trash-2' },
  ],
  people: [
    { name: 'Lò Mai', note: 'viết' },
    { name: 'Quàng Thị Hoa', note: 'xem' },
  ],
  genre: 'feature',
  genreOptions: [
    { value: 'news', label: 'Tin vắn' },
    { value: 'feature', label: 'Tin sâu' },
  ],
  section: '3',
  sectionOptions: [
    { value: '3', label: 'Văn hóa' },
    { value: '4', label: 'Du lịch' },
  ],
  sites: 'Cổng Sở + TT Văn hóa',
  topic: { label: 'Lễ hội Hoa Ban', href: '/de-tai/1' },
  side: [
    { key: 'kiem-tra', label: 'Kiểm tra', count: 2, tone: 'waiting', content: <Checks first={stage.body.content[1]?.attrs.id ?? ''} /> },
    { key: 'thong-tin', label: 'Thông tin', content: <p>Tác giả: Lò Thị Mai</p> },
    { key: 'lich-su', label: 'Lịch sử', content: <p>Bản 6, 22/11 16:20</p> },
  ],
})

const Checks = ({ first }: { first: string }) => (
  <>
    <div class="tong">
      <div>
        <b>Còn 2 việc bắt buộc</b>
        <p>Làm xong là gửi duyệt được. Gợi ý bên dưới có thể bỏ qua.</p>
      </div>
    </div>
    <h3>Bắt buộc trước khi gửi</h3>
    <ul class="ck n">
      <li class="can">
        <span />
        <span>
          Ảnh 1 chưa ghi nguồn ảnh<small>Người chụp hoặc đơn vị cung cấp</small>
        </span>
        <a href={`#khoi-${first}`}>Sửa</a>
      </li>
      <li class="can">
        <span />
        <span>Tiêu đề còn ngắn</span>
        <a href="#tieu-de">Sửa</a>
      </li>
    </ul>
  </>
)

function pageOf(stage: Stage): string {
  const props = editorProps(stage)
  const page = (
    <Desk
      lang="vi"
      title="Soạn bài"
      path="/bai/1"
      assets={{ url: (name) => `/_tinh/${name}` }}
      site={{ name: 'Cổng Sở VHTTDL', href: '/' }}
      person={{ name: 'Lò Thị Mai', role: 'Cộng tác viên · Tổ Truyền thông' }}
      bar={<EditorBar {...props} />}
      islands={['editor.island.js']}
      menu={[
        { label: 'Việc của tôi', href: '/viec', icon: 'inbox', count: 5 },
        { label: 'Bài viết', href: '/bai', icon: 'newspaper', current: true },
      ]}
    >
      <EditorScreen {...props} />
    </Desk>
  )
  return `<!doctype html>${renderToString(page)}`
}

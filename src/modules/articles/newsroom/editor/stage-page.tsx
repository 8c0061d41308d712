import { renderToString } from 'preact-render-to-string'
import { now } from '../../../../kernel/time.ts'
import { UiContext } from '../../../../ui/context.ts'
import { Desk } from '../../../../ui/desk/desk.tsx'
import { findingsOf, listOf, plainHouse } from '../../../coach/index.ts'
import { modelOf } from '../../checking/model.ts'
import { Checks } from '../about/checks.tsx'
import { EditorBar } from './bar.tsx'
import type { EditorMedia, EditorProps } from './props.ts'
import { EditorScreen } from './screen.tsx'
import type { Stage } from './stage.ts'

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
const assets = { url: (name: string) => `/_tinh/${name}` }

/** The editor's page as the newsroom sends it. */
export function pageOf(stage: Stage): string {
  const props = editorProps(stage)
  const page = (
    <Desk
      lang="vi"
      title="Soạn bài"
      path="/bai/1"
      look={{ theme: 'auto', text: 100 }}
      assets={assets}
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

const editorProps = (stage: Stage): EditorProps => ({
  ...addresses,
  ...sorts,
  lang: 'vi',
  personId: 5,
  media: sampleMedia,
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
    { label: 'Biên tập', note: 'Quàng Thị Hoa', state: 'next' },
    { label: 'Ban Biên tập duyệt', note: 'Nguyễn Văn Sơn', state: 'next' },
    { label: 'Đăng', note: 'hẹn 24/11 07:00', state: 'next' },
  ],
  actions: [
    { step: 'submit', label: 'Gửi duyệt', primary: true },
    { step: 'discard', label: 'Bỏ bài nháp', icon: 'trash-2' },
  ],
  people: [
    { name: 'Lò Mai', note: 'viết' },
    { name: 'Quàng Thị Hoa', note: 'xem' },
  ],
  left: stage.left,
  side: [
    stage.checked
      ? { key: 'kiem-tra', label: 'Kiểm tra', count: 0, tone: 'waiting', content: <Real stage={stage} />, refreshUrl: '/bai/1/kiem-tra' }
      : {
          key: 'kiem-tra',
          label: 'Kiểm tra',
          count: 3,
          tone: 'waiting',
          content: <Painted first={stage.body.content[1]?.attrs.id ?? ''} />,
        },
    { key: 'thong-tin', label: 'Thông tin', content: <p>Tác giả: Lò Thị Mai</p> },
    { key: 'gop-y', label: 'Góp ý', count: 1, tone: 'talk', content: <Talk id={stage.body.content[0]?.attrs.id ?? ''} /> },
    { key: 'lich-su', label: 'Lịch sử', content: <p>Bản 6, 22/11 16:20</p> },
  ],
})

const addresses = {
  backUrl: '/bai',
  saveUrl: '/bai/1',
  mediaUrl: '/thu-vien',
  uploadUrl: '/tai-len',
  previewUrl: '/bai/1/xem',
  sortUrl: '/bai/1/phan-loai',
  presenceUrl: '/bai/1/co-mat',
}

const sorts = {
  genre: 'feature',
  genreOptions: [
    { value: 'news', label: 'Tin vắn' },
    { value: 'feature', label: 'Tin sâu' },
  ],
  section: '3',
  sectionOptions: [
    {
      label: 'Cổng Sở',
      options: [
        { value: '3', label: 'Văn hóa' },
        { value: '4', label: 'Du lịch' },
      ],
    },
    { label: 'Thư viện tỉnh', options: [{ value: '9', label: 'Sách' }] },
  ],
  sites: 'Cổng Sở + TT Văn hóa',
  topic: { label: 'Lễ hội Hoa Ban', href: '/de-tai/1' },
}

/** One talk about two words of the first paragraph. */
const Talk = ({ id }: { id: string }) => (
  <article data-gop-y="1" tabindex={-1} data-moc={JSON.stringify({ place: id, quote: 'dạy Xòe', start: 7, before: 'Bà Ban ', after: '.' })}>
    <p>Dạy từ bao giờ?</p>
  </article>
)

/** The checklist again, as the newsroom answers it after a save. */
export const checksOf = (stage: Stage) =>
  renderToString(
    <UiContext.Provider value={{ lang: 'vi', assets }}>
      <Real stage={stage} />
    </UiContext.Provider>,
  )

function Real({ stage }: { stage: Stage }) {
  const article = { id: 1, siteId: 1, sectionId: 3, coverId: null, genre: 'feature' as const, lang: 'vi', ...written(stage) }
  const model = modelOf(article, { cover: { width: null }, deadLinks: new Set() })
  const house = { ...plainHouse, ...listOf(stage.listed.map((wrong) => ({ kind: 'allowed', wrong, right: '' }))) }
  return <Checks lang="vi" article={article} findings={findingsOf(model, house)} section="Văn hóa" inEditor mayMend mayList />
}

const written = ({ title, lead, body }: Stage) => ({ title, lead, body })

const Painted = ({ first }: { first: string }) => (
  <>
    <div class="tong">
      <div>
        <b>Còn 3 việc bắt buộc</b>
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
      <li class="can">
        <span />
        <span>Chưa chọn chuyên mục</span>
        <a href="#phan-loai">Sửa</a>
      </li>
    </ul>
  </>
)

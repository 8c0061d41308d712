import { Button, LinkButton } from '../button/button.tsx'
import { Numbers } from '../chart/chart.tsx'
import type { AssetUrls } from '../context.ts'
import { Crumbs } from '../crumbs/crumbs.tsx'
import { Empty } from '../empty/empty.tsx'
import { AreaField, Field } from '../field/field.tsx'
import { DateField } from '../field/date.tsx'
import { SelectField } from '../field/choice.tsx'
import { Form, FormRow } from '../form/form.tsx'
import { SiteFrame } from '../frame/frame.tsx'
import type { Look } from '../look.ts'
import { Notice } from '../notice/notice.tsx'
import { Pager } from '../pager/pager.tsx'
import { Figure } from '../picture/picture.tsx'
import { PrintHead } from '../print/print.tsx'
import { Prose } from '../prose/prose.tsx'
import { Section, SectionHead } from '../section/section.tsx'
import { DocumentList, EventList, MemberSites, Mosaic, Rail, TaskTiles } from '../story/blocks.tsx'
import { Latest, LeadStory, StoryList } from '../story/story.tsx'
import { Table } from '../table/table.tsx'
import { documents, events, galleries, latest, lead, members, picture, places, site, stories, tiles, type GuidePictures } from './sample.ts'

export type GuideProps = { assets: AssetUrls; look: Look; pictures?: GuidePictures }

/** A home page made of every portal part, then the parts of inner pages. */
export const PortalGuide = ({ assets, look, pictures = {} }: GuideProps) => (
  <SiteFrame
    lang="vi"
    site={site}
    look={look}
    title={site.name}
    path="/"
    assets={assets}
    newsroomUrl="/toa-soan"
    languages={[
      { lang: 'vi', href: '/', current: true },
      { lang: 'en', href: '/en' },
    ]}
    notice={
      <Notice kind="warning">
        Cổng bảo trì từ 22:00 ngày 28/11 đến 02:00 ngày 29/11/2026. <a href="/bao-tri">Xem chi tiết</a>
      </Notice>
    }
  >
    <h1 class="vh">{site.name}</h1>
    <section class="sec sat">
      <div class="wrap lead">
        <LeadStory story={lead(assets, pictures)} />
        <StoryList stories={stories(assets, pictures)}>
          <li>
            <Latest title="Mới nhận" items={latest} />
          </li>
        </StoryList>
      </div>
    </section>
    <TaskTiles title="Việc bạn cần làm" tiles={tiles} />
    <section class="sec">
      <div class="wrap hai">
        <div>
          <SectionHead title="Văn bản mới" more={{ href: '/van-ban', label: 'Tất cả văn bản' }} />
          <DocumentList documents={documents} />
        </div>
        <div>
          <SectionHead title="Sắp diễn ra" more={{ href: '/su-kien', label: 'Lịch đầy đủ' }} />
          <EventList events={events} />
        </div>
      </div>
    </section>
    <Section title="Du lịch Điện Biên" ground="green" more={{ href: '/dia-diem', label: 'Xem bản đồ' }}>
      <Rail
        label="Điểm đến"
        items={places.map(([title, note, art]) => ({ title, note, href: '/p', picture: picture(assets, pictures, art) }))}
      />
    </Section>
    <Section title="Ảnh và video" more={{ href: '/thu-vien-anh', label: 'Thư viện' }}>
      <Mosaic items={galleries.map(({ art, ...item }) => ({ ...item, href: '/g', picture: picture(assets, pictures, art) }))} />
    </Section>
    <Section title="Trang thành viên" joined more={{ href: '/so-do', label: '12 đơn vị' }}>
      <MemberSites sites={members} />
      <Numbers figures={figures} />
    </Section>
    <InnerParts assets={assets} pictures={pictures} />
  </SiteFrame>
)

const figures = [
  {
    label: 'Lượt xem tháng này',
    value: '86.412',
    note: 'không tính máy quét, không dùng cookie',
    series: [3, 5, 4, 6, 5, 8, 7, 9, 8, 11, 10, 12],
  },
  { label: 'Đang xem', value: '45', note: 'trong 5 phút qua', series: [4, 3, 5, 4, 6, 4, 5, 7, 6, 5, 6, 5], tone: 'ban' as const },
  {
    label: 'Tin, bài đã đăng năm 2026',
    value: '548',
    note: 'Sở 312 · đơn vị 236',
    series: [2, 3, 4, 5, 7, 6, 8, 7, 8, 9, 9, 7],
    tone: 'xanh' as const,
  },
  {
    label: 'Góp ý đã trả lời đúng hạn',
    value: '97%',
    note: '118 trên 122 góp ý',
    series: [8, 8, 7, 9, 9, 9, 9, 10, 9, 10, 10, 10],
    tone: 'do' as const,
  },
]

const InnerParts = ({ assets, pictures }: { assets: AssetUrls; pictures: GuidePictures }) => (
  <section class="sec sat">
    <div class="wrap doc">
      <PrintHead site={site.name} url="https://example.vn/tin-tuc/ban-no-1" />
      <Crumbs
        crumbs={[
          { label: 'Trang chủ', href: '/' },
          { label: 'Tin tức', href: '/tin-tuc' },
          { label: 'Văn hóa', href: '/van-hoa' },
        ]}
      />
      <Prose>
        <h2>Sáu điệu Xòe cổ: Ẫ Ể Ỗ ợ ỵ giữ đủ dấu</h2>
        <p>
          Ngoài sáu điệu gốc, các nghệ nhân ghi lại hơn hai mươi điệu phát triển – mỗi điệu có tên Thái, <em>khắm khen</em>, và{' '}
          <a href="/video">một đoạn video ngắn</a>.
        </p>
        <Figure
          picture={{ ...picture(assets, pictures, 'xoe'), alt: 'Vòng người nắm tay quanh đống lửa' }}
          caption="Vòng Xòe tối thứ bảy ở nhà văn hóa bản Na Vai."
          credit="Lò Thị Mai"
        />
        <blockquote>
          Xòe không phải để biểu diễn, Xòe là để gần nhau.<footer>Bà Lò Thị Ban, nghệ nhân bản Na Vai</footer>
        </blockquote>
        <aside class="hop">
          <h3>Muốn xem Xòe ở Na Vai?</h3>
          <ul>
            <li>Tối thứ bảy hằng tuần, 19:30–21:00, không thu tiền</li>
          </ul>
        </aside>
      </Prose>
      <h2>Gửi ý kiến</h2>
      <Form action="/gop-y" label="Gửi ý kiến">
        <FormRow>
          <Field name="ten" label="Họ và tên" autocomplete="name" value="Cầm Văn Thưởng" />
          <DateField name="ngay" label="Ngày xảy ra" optional />
        </FormRow>
        <SelectField
          name="viec"
          label="Về việc"
          options={[
            { value: '1', label: 'Nội dung tin, bài' },
            { value: '2', label: 'Lỗi trang' },
          ]}
        />
        <AreaField
          name="y-kien"
          label="Ý kiến của bạn"
          hint="Hiện tên, không hiện số điện thoại. Tòa soạn duyệt trước khi đăng."
          error="Hãy viết ý kiến, ít nhất một câu."
        />
        <Button>Gửi ý kiến</Button>
      </Form>
      <h2>Số liệu</h2>
      <Table
        caption="Lượt xem theo đơn vị"
        columns={[
          { key: 'a', label: 'Đơn vị', cell: (row: string[]) => row[0], main: true },
          { key: 'b', label: 'Lượt xem', cell: (row) => row[1], align: 'right' },
        ]}
        rows={[
          ['Thư viện tỉnh', '12.408'],
          ['Bảo tàng tỉnh', '9.117'],
        ]}
      />
      <Pager page={4} pages={21} href={(page) => `?trang=${page}`} />
      <Empty icon="search" title="Chưa có bài nào khớp" action={<LinkButton href="/tim-kiem">Bỏ bớt bộ lọc</LinkButton>}>
        Thử từ ngắn hơn hoặc bỏ dấu.
      </Empty>
    </div>
  </section>
)

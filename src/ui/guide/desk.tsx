import { Button, LinkButton } from '../button/button.tsx'
import { Card, CardHead, Facts, WorkList } from '../card/card.tsx'
import { Bars } from '../chart/chart.tsx'
import { Chip, StatusChip, type Status } from '../chip/chip.tsx'
import { Desk } from '../desk/desk.tsx'
import { PageHead } from '../desk/head.tsx'
import { Dialog, DialogButton } from '../dialog/dialog.tsx'
import { FileDrop } from '../drop/drop.tsx'
import { Empty } from '../empty/empty.tsx'
import { CheckField, ChecksField, RadioField, SelectField } from '../field/choice.tsx'
import { DateField } from '../field/date.tsx'
import { AreaField, Field } from '../field/field.tsx'
import { ErrorSummary, Form, FormActions, FormRow } from '../form/form.tsx'
import { Notice } from '../notice/notice.tsx'
import { Pager } from '../pager/pager.tsx'
import { Progress } from '../progress/progress.tsx'
import { Steps } from '../steps/steps.tsx'
import { Table, type Column } from '../table/table.tsx'
import { Tabs } from '../tabs/tabs.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import type { GuideProps } from './portal.tsx'
import { deskMenu } from './sample.ts'

/** A newsroom screen made of every newsroom part. */
export const DeskGuide = ({ assets, look }: GuideProps) => (
  <Desk
    lang="vi"
    title="Mẫu giao diện"
    assets={assets}
    look={look}
    path="/toa-soan"
    site={{ name: 'Cổng Sở VHTTDL', href: '/toa-soan/trang' }}
    person={{ name: 'Quàng Thị Hoa', role: 'Biên tập viên', href: '/toa-soan/toi' }}
    menu={deskMenu}
    writeUrl="/toa-soan/viet"
    searchUrl="/toa-soan/tim"
    flash={{ kind: 'success', text: 'Đã gửi bài cho Ban Biên tập.', undo: { action: '/hoan-tac' } }}
  >
    <PageHead
      title="Chào chị Hoa"
      lead="Thứ Hai 23/11 · trực biên tập tuần này: Hoa, Dính"
      actions={
        <span class="only-d">
          <LinkButton kind="primary" icon="plus" href="/toa-soan/viet">
            Viết bài mới
          </LinkButton>
        </span>
      }
    />
    <div class="dg">
      <div>
        <CardHead title="Đang chờ chị" count={6} />
        <WorkList rows={work} />
        <CardHead title="Bài viết" />
        <Tabs
          label="Lọc theo tình trạng"
          tabs={[
            { label: 'Tất cả', href: '?', current: true, count: 5 },
            { label: 'Của tôi', href: '?cua=toi', count: 2 },
            { label: 'Đã đăng', href: '?da-dang' },
          ]}
        />
        <Table caption="Bài viết" columns={columns} rows={articles} foot={{ title: 'Cộng', pay: '760.000' }} />
        <Pager page={2} pages={9} href={(page) => `?trang=${page}`} />
        <FormParts />
      </div>
      <aside aria-label="Bên cạnh">
        <Card title="Hôm nay trên lịch">
          <Facts
            facts={[
              { label: '07:00', value: 'Đăng: Lịch chiếu phim lưu động tháng 12' },
              { label: '14:00', value: 'Họp giao ban Tổ Truyền thông' },
            ]}
          />
        </Card>
        <Card title="Nhịp làm tin tháng 11">
          <Bars
            label="Số tin theo tuần: 11, 14, 9, 6"
            bars={[
              { label: 'T1', value: 11 },
              { label: 'T2', value: 14 },
              { label: 'T3', value: 9 },
              { label: 'T4', value: 6, open: true },
            ]}
          />
          <Progress label="Kế hoạch tháng" value={40} max={48} words="40 trên 48 tin, bài" />
        </Card>
        <Card title="Lịch sử">
          <Timeline
            label="Lịch sử"
            entries={[
              { key: 1, who: 'Quàng Thị Hoa', what: 'gửi Ban Biên tập', when: '23/11 08:15', icon: 'send', tone: 'info' },
              {
                key: 2,
                who: 'Nguyễn Văn Sơn',
                what: 'trả lại',
                when: '22/11 16:20',
                icon: 'undo-2',
                tone: 'talk',
                note: 'Xin ghi rõ bà nói trong buổi nào.',
              },
              { key: 3, who: 'Lò Thị Mai', what: 'viết bản đầu', when: '22/11 09:40', icon: 'pen-line' },
            ]}
          />
        </Card>
      </aside>
    </div>
  </Desk>
)

const FormParts = () => (
  <>
    <CardHead title="Biểu mẫu" />
    <Card>
      <Steps
        steps={[
          { label: 'Viết', note: 'Mai, 22/11 09:40', state: 'done' },
          { label: 'Biên tập', note: 'Hoa', state: 'done' },
          { label: 'Ban Biên tập duyệt', note: 'anh Sơn', state: 'now' },
          { label: 'Đăng', note: '24/11, 07:00', state: 'later' },
        ]}
      />
      <ErrorSummary
        errors={[
          { field: 'han', message: 'Hạn gửi phải sau hôm nay' },
          { field: 'bao-cho', message: 'Chọn ít nhất một người nhận' },
        ]}
      />
      <Form action="/toa-soan/giao" upload>
        <Field
          name="ten-viec"
          label="Tên việc"
          value="Phóng sự ảnh: Nghề dệt thổ cẩm bản Mển"
          required
          hint="Nói rõ sản phẩm: tin, bài, ảnh hay video."
        />
        <FormRow>
          <DateField name="han" label="Hạn gửi" value="21/11/2026" error="Hạn gửi phải sau hôm nay." />
          <Field name="tien" label="Kinh phí" value="1.200.000" unit="đồng" inputMode="numeric" width="short" optional />
        </FormRow>
        <SelectField
          name="muc"
          label="Chuyên mục"
          value="2"
          options={[
            {
              label: 'Văn hóa',
              options: [
                { value: '1', label: 'Lễ hội' },
                { value: '2', label: 'Nghề truyền thống' },
              ],
            },
            { value: '3', label: 'Thể thao' },
          ]}
        />
        <RadioField
          name="loai"
          label="Thể loại"
          value="anh"
          columns
          options={[
            { value: 'tin', label: 'Tin' },
            { value: 'anh', label: 'Phóng sự ảnh', hint: 'từ 6 ảnh, mỗi ảnh có chú thích' },
            { value: 'video', label: 'Video' },
          ]}
        />
        <ChecksField
          name="bao-cho"
          label="Báo cho"
          values={['a']}
          columns
          error="Chọn ít nhất một người nhận."
          options={[
            { value: 'a', label: 'Lường Văn Ín' },
            { value: 'b', label: 'Vừ A Dính' },
          ]}
        />
        <AreaField name="ghi-chu" label="Ghi chú" optional rows={3} />
        <FileDrop name="tep" label="Ảnh, tệp kèm theo" accept="image/*" multiple />
        <CheckField name="gap" label="Việc gấp" hint="Người nhận được báo ngay qua thư điện tử." />
        <FormActions>
          <Button icon="send">Giao việc</Button>
          <Button kind="outline">Lưu nháp</Button>
          <Button kind="approve" icon="check" count="còn 2">
            Duyệt
          </Button>
          <DialogButton opens="go-bai" href="/toa-soan/go" kind="danger">
            Gỡ bài
          </DialogButton>
          <Button kind="plain" icon="ellipsis" label="Thêm thao tác" type="button" />
        </FormActions>
      </Form>
    </Card>
    <Dialog id="go-bai" title="Gỡ bài khỏi 2 trang?" actions={<Button kind="danger">Gỡ bài</Button>}>
      <p>Bài đã có 1.284 lượt xem. Người đọc sẽ thấy thông báo bài đã gỡ.</p>
    </Dialog>
    <CardHead title="Tình trạng" />
    <div class="nut">
      {statuses.map((status) => (
        <StatusChip status={status} />
      ))}
    </div>
    <CardHead title="Thông báo" />
    <div class="xep">
      <Notice title="Hạn gửi bài lễ hội">Gửi trước 16:00 hôm nay.</Notice>
      <Notice kind="success">Sao lưu lúc 02:00, thử khôi phục đạt.</Notice>
      <Notice kind="warning">Bài vừa đổi (bản 10), xem lại trước khi duyệt.</Notice>
      <Notice kind="error">Chưa lưu được. Máy chủ không trả lời, thử lại sau ít phút.</Notice>
      <Empty
        title="Không có gì chờ chị"
        action={
          <LinkButton kind="primary" icon="plus" href="/toa-soan/viet">
            Viết bài
          </LinkButton>
        }
      >
        Khi có bài cần biên tập, bài sẽ nằm ở đây.
      </Empty>
    </div>
  </>
)

const statuses: Status[] = ['draft', 'submitted', 'proofing', 'endorsing', 'returned', 'edited', 'scheduled', 'live', 'withdrawn']

const work = [
  {
    key: 1,
    state: <StatusChip status="submitted"> · 1 ngày</StatusChip>,
    title: 'Nghệ thuật Xòe Thái: nghệ nhân bản Na Vai truyền điệu cho lớp trẻ',
    href: '/1',
    note: 'Lò Thị Mai · gửi 22/11 09:40 · hẹn đăng 24/11 07:00',
    action: (
      <LinkButton kind="primary" href="/1">
        Biên tập
      </LinkButton>
    ),
  },
  {
    key: 2,
    state: (
      <Chip tone="talk" icon="message-circle">
        Trả lời góp ý
      </Chip>
    ),
    title: 'Bảo tàng tỉnh tiếp nhận 27 hiện vật cựu chiến binh trao tặng',
    href: '/2',
    note: 'Trưởng Ban Biên tập hỏi: “Có ảnh lễ trao không?”',
    action: <LinkButton href="/2">Trả lời</LinkButton>,
  },
  {
    key: 3,
    state: (
      <Chip tone="wrong" icon="circle-alert">
        Trễ hạn 2 ngày
      </Chip>
    ),
    title: 'Phóng sự ảnh: Nghề dệt thổ cẩm bản Mển',
    href: '/3',
    note: 'Phân công cho Lường Văn Ín · hạn 21/11',
    action: <LinkButton href="/3">Nhắc việc</LinkButton>,
  },
]

type Row = { title: string; who: string; status: Status; day: string; pay: string }

const articles: Row[] = [
  {
    title: 'Ẫ Ể Ỗ ợ ỵ: Xe sách lưu động đến 14 điểm trường xã biên giới Mường Nhé trong tuần lễ “Học tập suốt đời” năm 2026',
    who: 'Vừ A Dính',
    status: 'live',
    day: '21/11/2026',
    pay: '180.000',
  },
  { title: 'Giải chạy “Đường lên đồi A1”', who: 'Lò Thị Mai', status: 'scheduled', day: '24/11/2026', pay: '340.000' },
  { title: 'Đua thuyền trên hồ Pá Khoang', who: 'Giàng A Chu', status: 'draft', day: '', pay: '240.000' },
]

const columns: Column<Row>[] = [
  { key: 'title', label: 'Tên bài', main: true, cell: (row) => <a href="/bai">{row.title}</a>, sort: { href: '?xep=ten' } },
  { key: 'who', label: 'Tác giả', keep: true, cell: (row) => row.who },
  { key: 'status', label: 'Tình trạng', cell: (row) => <StatusChip status={row.status} /> },
  { key: 'day', label: 'Ngày', cell: (row) => row.day, sort: { href: '?xep=ngay', now: 'descending' } },
  { key: 'pay', label: 'Nhuận bút', align: 'right', cell: (row) => row.pay },
]

import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import * as kept from '../kernel/pages/look.ts'
import { initials } from './avatar/initials.ts'
import { LinkButton } from './button/button.tsx'
import { StatusChip } from './chip/chip.tsx'
import { UiContext } from './context.ts'
import { ChecksField, SelectField } from './field/choice.tsx'
import { AreaField, Field } from './field/field.tsx'
import { ErrorSummary } from './form/form.tsx'
import { SiteFrame } from './frame/frame.tsx'
import { site } from './guide/sample.ts'
import { lookHref, textSizes, themes } from './look.ts'
import { shownPages } from './pager/pager.tsx'
import { Picture } from './picture/picture.tsx'
import { Table } from './table/table.tsx'

const assets = { url: (name: string) => `/_tinh/${name}` }
const show = (node: VNode, lang: 'vi' | 'en' = 'vi') =>
  renderToString(<UiContext.Provider value={{ lang, assets }}>{node}</UiContext.Provider>)

test('A field keeps what was typed, escaped, and ties its hint and error to itself', () => {
  const html = show(<Field name="ten" label="Tên" value={'"><script>'} hint="Như trên giấy tờ." error="Hãy nhập tên." optional />)
  assert.match(html, /value="&quot;><script>|value="&quot;>&lt;script>/)
  assert.match(html, /aria-describedby="ten-goi-y ten-loi"/)
  assert.match(html, /<label for="ten">Tên<span class="ht"> \(không bắt buộc\)/)
  assert.match(html, /Hãy nhập tên\./)
  assert.match(show(<AreaField name="y" label="Ý" value="dòng 1\ndòng 2 <b>" />), /dòng 2 &lt;b>/)
})

test('The chosen lines of a list and of checks stay chosen', () => {
  assert.match(
    show(
      <SelectField
        name="muc"
        label="Mục"
        value="2"
        options={[
          { value: '1', label: 'Một' },
          { value: '2', label: 'Hai' },
        ]}
      />,
    ),
    /value="2" selected/,
  )
  assert.equal(
    show(
      <ChecksField
        name="ai"
        label="Ai"
        values={['b']}
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />,
    ).match(/ checked/g)?.length,
    1,
  )
})

test('No errors, no summary; errors link to their fields', () => {
  assert.equal(show(<ErrorSummary errors={[]} />), '')
  assert.match(show(<ErrorSummary errors={[{ field: 'han', message: 'Sai ngày' }]} />), /<a href="#han">Sai ngày<\/a>/)
})

test('A hostile address never reaches a link', () => {
  assert.match(show(<LinkButton href="javascript:alert(1)">Bấm</LinkButton>), /href="#"/)
  const hostile = { ...site, emblemUrl: 'data:text/html,x', menu: [{ label: 'Xấu', href: 'javascript:alert(1)' }] }
  assert.doesNotMatch(
    show(
      <SiteFrame lang="vi" site={hostile} look={kept.defaultLook} title="T" path="/" assets={assets}>
        x
      </SiteFrame>,
    ),
    /javascript:|data:text/,
  )
})

test('The frame speaks the language of the page', () => {
  const page = (lang: 'vi' | 'en') =>
    show(
      <SiteFrame lang={lang} site={site} look={kept.defaultLook} title="T" path="/" assets={assets}>
        x
      </SiteFrame>,
    )
  assert.match(page('vi'), /<html lang="vi".*Đến nội dung chính.*Chịu trách nhiệm/s)
  assert.match(page('en'), /<html lang="en".*Skip to main content.*Responsible/s)
  assert.match(show(<StatusChip status="live" />, 'en'), /Published/)
})

test('A line of the legal block stands only when it is filled', () => {
  const bare = { ...site, footer: { phone: '0215 3 825 409' } }
  const html = show(
    <SiteFrame lang="vi" site={bare} look={kept.defaultLook} title="T" path="/" assets={assets}>
      x
    </SiteFrame>,
  )
  assert.match(html, /href="tel:02153825409"/)
  assert.doesNotMatch(html, /Địa chỉ|Thư điện tử|undefined/)
})

test('A picture offers its variants and keeps its focal point in steps of ten percent', () => {
  const html = show(
    <Picture
      src="/tep/a.jpg"
      alt="Đồi A1"
      width={1600}
      height={900}
      sizes="100vw"
      focus={{ x: 33, y: 106 }}
      sources={[
        {
          type: 'image/avif',
          variants: [
            { url: '/tep/a-480.avif', width: 480 },
            { url: '/tep/a-960.avif', width: 960 },
          ],
        },
      ]}
    />,
  )
  assert.match(html, /<source type="image\/avif" srcset="\/tep\/a-480\.avif 480w, \/tep\/a-960\.avif 960w" sizes="100vw"/)
  assert.match(html, /class="fx3 fy10"/)
  assert.match(html, /loading="lazy"/)
})

test('An empty table shows what was given for it', () => {
  assert.match(show(<Table caption="Bài" columns={[]} rows={[]} empty={<p>Chưa có bài</p>} />), /^<p>Chưa có bài/)
})

test('Long lists show the first page, the last and those around', () => {
  assert.deepEqual(shownPages(1, 1), [1])
  assert.deepEqual(shownPages(4, 21), [1, 2, 3, 4, 5, null, 21])
  assert.deepEqual(shownPages(11, 21), [1, null, 10, 11, 12, null, 21])
  assert.deepEqual(shownPages(21, 21), [1, null, 20, 21])
})

test('Initials are those of the first and the last word', () => {
  assert.equal(initials('Quàng Thị Hoa'), 'QH')
  assert.equal(initials('  ẩn  '.normalize('NFD')), 'Ẩ')
  assert.equal(initials(''), '')
})

test('Every look the server keeps has its words, and every choice that is offered is a look it keeps', () => {
  assert.deepEqual(themes, kept.themes)
  assert.deepEqual(textSizes, kept.textSizes)
})

test('A look link keeps the other half of the look and the way back', () => {
  assert.equal(
    lookHref({ text: 125 }, { theme: 'dark', text: 100 }, '/tìm?q=a&b'),
    '/_giao-dien?theme=dark&text=125&ve=%2Ft%C3%ACm%3Fq%3Da%26b',
  )
})

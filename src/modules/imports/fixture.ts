/** Exports as other systems write them, for tests and the bench. */
export type Post = {
  id: number
  title: string
  html: string
  date?: string
  link?: string
  status?: string
  author?: string
  category?: string
  excerpt?: string
  more?: string
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

export const wxrHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Cổng cũ</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>mai</wp:author_login><wp:author_display_name>${cdata('Lò Thị Mai')}</wp:author_display_name></wp:author>`

export const wxrItem = ({
  id,
  title,
  html,
  date = '2019-05-04 08:30:00',
  link,
  status = 'publish',
  author = 'mai',
  category = 'Tin văn hóa',
  excerpt = '',
  more = '',
}: Post) => `
<item><title>${cdata(title)}</title><link>${link ?? `https://old.example/2019/05/bai-${id}/`}</link><dc:creator>${cdata(author)}</dc:creator>
<guid isPermaLink="false">https://old.example/?p=${id}</guid><content:encoded>${cdata(html)}</content:encoded><excerpt:encoded>${cdata(excerpt)}</excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date>${date}</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:status>${status}</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
${category && `<category domain="category" nicename="x">${cdata(category)}</category>`}<category domain="post_tag" nicename="y">${cdata('xòe')}</category>${more}</item>`

export const wxrFoot = '\n</channel></rss>\n'
export const wxr = (...posts: Post[]) => wxrHead + posts.map(wxrItem).join('') + wxrFoot

export const attachment = (id: number, address: string) =>
  `<item><title>anh</title><wp:post_id>${id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>${address}</wp:attachment_url></item>`

/** A text as long as a usual one: some 400 tiếng, with a list, a table and a link. */
export const usualHtml = (n: number) =>
  [
    `<p><strong>Sáng ${n} tháng 5</strong>, tại bản Na Vai, đội xòe của xã <a href="https://old.example/xa">Pa Thơm</a> mở hội đầu mùa.</p>`,
    ...Array.from(
      { length: 6 },
      (_, at) =>
        `<p>Đoạn ${at + 1}. ${'Bà con các bản về dự rất đông, tiếng khèn và tiếng trống vang suốt buổi, người già người trẻ cùng nắm tay nhau vào vòng xòe. '.repeat(2)}</p>`,
    ),
    '<h2>Các phần của hội</h2><ul><li>Phần lễ<ul><li>Cúng mường</li></ul></li><li>Phần hội</li></ul>',
    '<table><tr><th>Bản</th><th>Số người</th></tr><tr><td>Na Vai</td><td>120</td></tr></table>',
  ].join('\n')

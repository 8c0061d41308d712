export type MenuItem = { label: string; href: string; current?: boolean }

export type FooterColumn = { title: string; links: MenuItem[] }

/** The legal block; a line stands there only when it is filled. */
export type FooterFace = {
  /** The whole name of the portal; the site's name when left out. */
  title?: string
  responsible?: string
  address?: string
  phone?: string
  email?: string
  licence?: string
  /** "Ghi rõ nguồn khi sử dụng lại thông tin…" */
  note?: string
  /** When the page was made, in words. */
  updated?: string
}

/** What a site shows of itself on every page. */
export type SiteFace = {
  key: string
  name: string
  /** The body above, in small letters over the name. */
  owner: string
  /** Address of the home page. */
  home: string
  emblemUrl?: string
  /** Style sheet that sets the site's own tokens: --nhan, --bang, --huy, --canh. */
  themeUrl?: string
  menu: MenuItem[]
  footer: FooterFace
  footerColumns: FooterColumn[]
}

export type Language = { lang: 'vi' | 'en'; href: string; current?: boolean }

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Lang } from './text.ts'

/** Gives the content-hashed address of a built file by its plain name: `url('site.css')` is `/_tinh/site-….css`. */
export type AssetUrls = { url(name: string): string }

/** What every component may need to know without being told by each page; the two frames provide it. */
export type Ui = { lang: Lang; assets: AssetUrls }

/** In an island there is no frame around the component: the page's root element carries the sprite's address. */
const outsideFrame: AssetUrls = {
  url: (name) => (name === 'icons.svg' && globalThis.document?.documentElement.dataset.hinh) || `/_tinh/${name}`,
}

export const UiContext = createContext<Ui>({ lang: 'vi', assets: outsideFrame })

export const useUi = () => useContext(UiContext)

import { createContext, type ComponentChildren } from 'preact'
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

const context = createContext<Ui>({ lang: 'vi', assets: outsideFrame })
const { __c: id } = context as unknown as { __c: string }

/**
 * Preact's own provider writes functions onto itself and onto each component that asks. V8 makes functions that are written so among its
 * old objects, where they keep the whole drawn page until the next full collection. A page is drawn once and never changes: nobody
 * subscribes, and the two functions below are enough. `__c` and `sub` are Preact's own names; without them components would speak as
 * outside a frame, which tests see.
 */
export const UiContext = { Provider }

type Provided = { getChildContext?: () => object; sub?: () => void }

function Provider(this: unknown, { children }: { value: Ui; children?: ComponentChildren }) {
  Object.assign(this as Provided, { getChildContext, sub })
  return children
}

function getChildContext(this: unknown) {
  return { [id]: this }
}

function sub() {}

export const useUi = () => useContext(context)

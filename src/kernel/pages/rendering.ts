import { writeStored } from './disk.ts'
import { placeOf, type PageKey, type Place } from './key.ts'
import { defaultLookKey } from './look.ts'
import { remember, weighAgain } from './memory.ts'
import { storedAt } from './serving.ts'
import type { Store } from './store.ts'
import { finish, prepare, type Rendered, type Stored } from './stored.ts'
import type { Watch } from './tags.ts'

export async function page(store: Store, pageKey: PageKey, render: () => Promise<Rendered>): Promise<Stored> {
  const place = placeOf(pageKey)
  const known = storedAt(store, place)
  if (known) return known
  const key = `${place.host} ${place.look} ${place.address}`
  const running = store.renderings.get(key)
  if (running) return running
  const rendering = renderOnce(store, place, render).finally(() => {
    if (store.renderings.get(key) === rendering) store.renderings.delete(key)
  })
  store.renderings.set(key, rendering)
  return rendering
}

/** Notes its start: when one of the page's tags is dropped before the page is ready, the page is shown but not kept. */
async function renderOnce(store: Store, place: Place, render: () => Promise<Rendered>): Promise<Stored> {
  const watch = store.drops.watch()
  const at = store.options.now()
  store.count.misses++
  try {
    const stored = await prepare(await render(), at, store.stamp)
    if (stored.status !== 200 || watch.touched(stored.tags) || !isServed(store, place.host)) watch.close()
    else keep(store, place, stored, watch)
    return stored
  } catch (error) {
    watch.close()
    throw error
  }
}

function keep(store: Store, place: Place, stored: Stored, watch: Watch) {
  remember(store.memory, place, stored)
  store.count.stores++
  const work = complete(store, place, stored, watch)
    .catch((error: unknown) => store.options.log.warn({ err: error }, 'page store: a page could not be compressed'))
    .finally(() => {
      watch.close()
      store.finishing.delete(work)
    })
  store.finishing.add(work)
}

/** Brotli and the files come after the first reader has the page. */
async function complete({ memory, disk, stamp }: Store, { host, look, address }: Place, stored: Stored, watch: Watch) {
  await finish(stored, stamp)
  weighAgain(memory, stored)
  const forAll = look === defaultLookKey && stored.expires === 0 && !address.includes('?')
  if (disk && forAll) await writeStored(disk, host, address, stored, watch)
}

/** A page of a host that nobody is served under would only fill the store. */
function isServed({ options }: Store, host: string): boolean {
  for (const known of options.hosts().values()) if ((typeof known === 'object' ? known.canonical : known) === host) return true
  return false
}

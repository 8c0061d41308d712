import { writeStored } from './disk.ts'
import { placeOf, type PageKey, type Place } from './key.ts'
import { defaultLookKey } from './look.ts'
import { remember } from './memory.ts'
import { storedAt } from './serving.ts'
import type { Store } from './store.ts'
import { prepare, type Rendered, type Stored } from './stored.ts'
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

/** The files come after the first reader has the page. */
function keep(store: Store, place: Place, stored: Stored, watch: Watch) {
  remember(store.memory, place, stored)
  store.count.stores++
  const work = write(store, place, stored, watch).finally(() => {
    watch.close()
    store.finishing.delete(work)
  })
  store.finishing.add(work)
}

async function write({ disk }: Store, { host, look, address }: Place, stored: Stored, watch: Watch) {
  const forAll = look === defaultLookKey && stored.expires === 0 && !address.includes('?')
  if (disk && forAll) await writeStored(disk, host, address, stored, watch)
}

/** A page of a host that nobody is served under would only fill the store. */
function isServed({ options }: Store, host: string): boolean {
  for (const known of options.hosts().values()) if ((typeof known === 'object' ? known.canonical : known) === host) return true
  return false
}

import { connect } from '../src/kernel/db/db.ts'
import { fill } from './load.ts'
import { open, type Opened } from './opened.ts'
import { connectionOf, openWorld, type Place, type World } from './world.ts'

export type Stage = ReturnType<typeof openStage>

/** What the benches share, made when the first of them asks: a server, the network with 1,000 and with 100,000 items, houses over them. */
export function openStage() {
  const closing: (() => Promise<void>)[] = []
  const world = once(async () => {
    const made = await openWorld()
    closing.push(made.close)
    return made
  })
  const fewPlace = once(async () => filled(await world(), 'few', 1_000))
  const manyPlace = once(async () => filled(await world(), 'many', 100_000))
  const house = (place: () => Promise<Place>) =>
    once(async (): Promise<Opened> => {
      const opened = await open(await world(), await place())
      closing.push(opened.close)
      return opened
    })
  return {
    world,
    fewPlace,
    few: house(fewPlace),
    many: house(manyPlace),
    /** A second node over the large network: its own folder, the same database. */
    other: house(async () => {
      const many = await manyPlace()
      return { ...many, dataDir: await (await world()).twin(many) }
    }),
    close: async () => {
      for (const close of closing.toReversed()) await close()
    },
  }
}

async function filled(world: World, name: string, items: number): Promise<Place> {
  const place = await world.copy(world.sample, name)
  const client = await world.admin(name)
  const began = performance.now()
  const { db, close } = connect(connectionOf(place))
  await fill(client, db, items)
  await close()
  await client.end()
  console.error(`${items} items made in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
  return place
}

function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

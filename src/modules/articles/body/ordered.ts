export type Orders = { wanted: (id: string) => boolean; base: readonly string[]; mine: readonly string[]; theirs: readonly string[] }

/**
 * The parts of one parent in the merged text: the saved order, into which come what I added, behind the neighbour I put it behind, and what
 * I moved.
 */
export function ordered({ wanted, base, mine, theirs }: Orders): string[] {
  const order = theirs.filter(wanted)
  const moved = movedBy(mine, base, theirs)
  const placed = new Set(order.filter((id) => !moved.has(id)))
  const result = order.filter((id) => placed.has(id))
  let behind = -1
  for (const id of mine) {
    if (!wanted(id)) continue
    if (!placed.has(id)) result.splice(behind + 1, 0, id)
    behind = result.indexOf(id)
  }
  return result
}

/** Which of the parts that all three have I took to another place among them, while the colleague left them in theirs. */
function movedBy(mine: readonly string[], base: readonly string[], theirs: readonly string[]): Set<string> {
  const [inMine, inTheirs] = [new Set(mine), new Set(theirs)]
  const common = base.filter((id) => inMine.has(id) && inTheirs.has(id))
  const all = new Set(common)
  const byMe = restless(
    common,
    mine.filter((id) => all.has(id)),
  )
  const byThem = restless(
    common,
    theirs.filter((id) => all.has(id)),
  )
  return new Set([...byMe].filter((id) => !byThem.has(id)))
}

/** What must move to make one order of the other: all but the longest run that kept its order. */
function restless(from: readonly string[], to: readonly string[]): Set<string> {
  const at = new Map(from.map((id, place) => [id, place]))
  const kept = steady(to.map((id) => at.get(id)!))
  return new Set(to.filter((id) => !kept.has(at.get(id)!)))
}

/** The longest run of places that kept their order; the others moved. */
export function steady(places: readonly number[]): Set<number> {
  const tails: number[] = []
  const previous = new Map<number, number | undefined>()
  for (const place of places) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (tails[middle]! < place) low = middle + 1
      else high = middle
    }
    previous.set(place, tails[low - 1])
    tails[low] = place
  }
  const kept = new Set<number>()
  for (let place = tails.at(-1); place !== undefined; place = previous.get(place)) kept.add(place)
  return kept
}

/**
 * Answers a passage that was read lately without reading it again: between two looks at an article nearly all of its paragraphs are the same.
 * Keeps as many as `characters` together, the last used ones.
 */
export function lately<Found>(read: (passage: string) => Found, characters: number): (passage: string) => Found {
  const known = new Map<string, Found>()
  let kept = 0
  return (passage) => {
    const found = known.get(passage) ?? read(passage)
    if (known.delete(passage)) kept -= passage.length
    known.set(passage, found)
    kept += passage.length
    for (const [oldest] of known) {
      if (kept <= characters) break
      known.delete(oldest)
      kept -= oldest.length
    }
    return found
  }
}

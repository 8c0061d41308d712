import type { Actor } from '../../kernel/access.ts'
import type { Deps, Notice } from '../../kernel/module.ts'

/** The words of these notices for this reader at this moment; what the reader has no access to is left out. */
export async function sentencesFor(deps: Deps, reader: Actor, notices: readonly Notice[]): Promise<ReadonlyMap<number, string>> {
  const drawn = await Promise.all(
    deps.modules.map(async ({ notices: own }) => {
      const mine = own ? notices.filter(({ kind }) => kind in own.kinds) : []
      return mine.length > 0 ? [...(await own!.sentences(deps, reader, mine))] : []
    }),
  )
  return new Map(drawn.flat())
}

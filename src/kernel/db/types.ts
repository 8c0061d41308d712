import pg from 'pg'

const read: Record<number, (text: string) => unknown> = {
  20: Number, // int8: our ids and counts stay far below 2^53
  1082: (text) => Temporal.PlainDate.from(text),
  1083: (text) => Temporal.PlainTime.from(text),
  1114: (text) => Temporal.PlainDateTime.from(text),
  1184: (text) => Temporal.Instant.from(text),
  1186: (text) => Temporal.Duration.from(text),
}
const arrays: Record<number, number> = { 1016: 20, 1182: 1082, 1183: 1083, 1115: 1114, 1185: 1184, 1187: 1186 }

// The published types of `pg-types` are older than the module, hence the cast.
type ArrayParser = { create(text: string, element: (text: string) => unknown): { parse(): unknown[] } }
const { create } = pg.types.arrayParser as unknown as ArrayParser
for (const [array, element] of Object.entries(arrays)) read[Number(array)] = (text) => create(text, read[element]!).parse()

/** Given to each of our pools rather than set for the whole process: the job worker's own pool expects a Date. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') => read[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

// `pg` asks a parameter for its own PostgreSQL form; without this it would send the JSON form, in quotes.
for (const { prototype } of [Temporal.Instant, Temporal.PlainDate, Temporal.PlainTime, Temporal.PlainDateTime, Temporal.Duration])
  Object.defineProperty(prototype, 'toPostgres', {
    value(this: { toString(): string }) {
      return this.toString()
    },
  })

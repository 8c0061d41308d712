export { indexEntries, indexEntry, removeEntry, type Entry, type Facets } from './entries.ts'
export { highlight, type Part } from './highlight.ts'
export { search, type Found, type Hit, type Search } from './search.ts'

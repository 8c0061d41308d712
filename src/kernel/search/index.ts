export { indexEntries, indexEntry, removeEntry, type Entry } from './entries.ts'
export { highlight, type Part } from './highlight.ts'
export { search, type Search } from './search.ts'

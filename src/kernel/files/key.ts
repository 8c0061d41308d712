const word = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*'
const form = new RegExp(`^${word}(?:/${word}){0,7}$`)

/** No leading dot, no `..`, no empty step, no letter that two file systems read differently. */
export const isKey = (key: string) => key.length <= 200 && !key.includes('..') && form.test(key)

/** @throws a fault: keys are made by us, so a bad one is a slip of ours, never a question of what somebody typed. */
export function demandKey(key: string): string {
  if (!isKey(key)) throw new Error('not a key of the file store')
  return key
}

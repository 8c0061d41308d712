/** Many write "Ảnh: Lò Thị Mai" themselves; the word is not said twice. */
export const credited = (credit: string, word: (name: string) => string) => (/^[\p{L} ]{2,12}:/u.test(credit) ? credit : word(credit))

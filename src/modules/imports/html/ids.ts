let made = 0

/** Names of blocks must differ within one text only; numbers in a row cost nothing, and a text has many. */
export const nextId = () => `m${(made++ % 36 ** 6).toString(36).padStart(6, '0')}`

/// <reference lib="dom" />

/** A name for this open page. The browser's own `randomUUID` is missing where the newsroom is reached without https. */
export const sessionName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')

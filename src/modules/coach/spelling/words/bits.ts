/** Whole numbers as exponential Golomb codes in one string of base64: small ones take few bits. */

export type BitWriter = { number: (value: number, k: number) => void; text: () => string }
export type BitReader = (k: number) => number

export function writeBits(): BitWriter {
  const bits: number[] = []
  const raw = (value: number, width: number) => {
    for (let i = width - 1; i >= 0; i--) bits.push((value >> i) & 1)
  }
  return {
    number: (value, k) => {
      const high = (value >> k) + 1
      const width = 32 - Math.clz32(high)
      raw(0, width - 1)
      raw(high, width)
      raw(value & ((1 << k) - 1), k)
    },
    text: () => {
      while (bits.length % 6 > 0) bits.push(0)
      let text = ''
      for (let i = 0; i < bits.length; i += 6) text += alphabet[Number.parseInt(bits.slice(i, i + 6).join(''), 2)]
      return text
    },
  }
}

export function readBits(text: string): BitReader {
  let at = 0
  const bit = () => {
    const value = (values[text.charCodeAt((at / 6) | 0)]! >> (5 - (at % 6))) & 1
    at++
    return value
  }
  return (k) => {
    let zeros = 0
    while (bit() === 0) zeros++
    let high = 1
    for (let i = 0; i < zeros; i++) high = high * 2 + bit()
    let low = 0
    for (let i = 0; i < k; i++) low = low * 2 + bit()
    return (high - 1) * 2 ** k + low
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values: number[] = []
for (let i = 0; i < 64; i++) values[alphabet.charCodeAt(i)] = i

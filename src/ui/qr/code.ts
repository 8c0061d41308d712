import { create } from 'qrcode'

/** One path of black squares on a square of `size` modules. */
export type QrCode = { size: number; path: string }

/** The square code as one path, drawn in the page's own colours: no picture from a data address, no inline style. Four modules of white around it. */
export function qrOf(address: string): QrCode {
  const { modules } = create(address, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`
  return { size: modules.size + 8, path }
}

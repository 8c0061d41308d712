import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** A small photograph as a telephone makes it: JPEG, with the place where it was taken when asked. */
export function photograph(colour: string, gps = false): Promise<Buffer> {
  const picture = sharp({ create: { width: 1280, height: 853, channels: 3, background: colour } }).jpeg({ quality: 80 })
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '21/1 23/1 12/1', GPSLongitudeRef: 'E', GPSLongitude: '103/1 1/1 5/1' }
  return (gps ? picture.withExif({ IFD0: { Make: 'May anh', Model: 'Thu' }, IFD3: place }) : picture).toBuffer()
}

/** Does the picture tell where it was taken? Looks for the pointer to the GPS table (tag 0x8825) in the first table of the Exif block. */
export async function tellsPlace(bytes: Buffer | string): Promise<boolean> {
  const { exif } = await sharp(bytes).metadata()
  if (!exif) return false
  const block = exif.subarray(exif.indexOf('Exif') === 0 ? 6 : 0)
  const little = block.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? block.readUInt16LE(at) : block.readUInt16BE(at))
  const start = little ? block.readUInt32LE(4) : block.readUInt32BE(4)
  return Array.from({ length: short(start) }, (_, index) => short(start + 2 + 12 * index)).includes(0x8825)
}

/** Every picture file below a folder, variants and originals alike. */
export async function picturesUnder(folder: string): Promise<string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const read = await Promise.all(
    files.map((file) =>
      sharp(file)
        .metadata()
        .then(
          () => file,
          () => null,
        ),
    ),
  )
  return read.filter((file) => file !== null)
}

import { extname } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const text = new Set(['.css', '.js', '.svg'])

/** The file packed as hard as it goes (it is done once per build), as pairs of ending and bytes; none for what is packed already. */
export async function pack(name: string, bytes: Buffer): Promise<[string, Buffer][]> {
  if (!text.has(extname(name))) return []
  const [gz, br] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ])
  return [
    ['.gz', gz],
    ['.br', br],
  ]
}

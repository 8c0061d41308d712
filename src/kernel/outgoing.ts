import { lookup as systemLookup } from 'node:dns/promises'
import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { Transform, type Readable } from 'node:stream'

export type OutgoingFault =
  | 'addressBad'
  | 'addressInside'
  | 'addressUnknown'
  | 'unreachable'
  | 'answerBad'
  | 'tooLarge'
  | 'tooSlow'
  | 'tooManyTurns'

/** Why nothing came from another machine; `lasting`: the same request will not do better later. */
export class OutgoingError extends Error {
  readonly fault: OutgoingFault
  readonly lasting: boolean
  constructor(fault: OutgoingFault, lasting: boolean, options?: ErrorOptions) {
    super(fault, options)
    this.fault = fault
    this.lasting = lasting
  }
}

export type Asked = {
  /** Bytes of the whole answer. */
  most: number
  /** Milliseconds until the last byte. */
  within: number
  /** Networks of the agency that may be asked though they are private, as `10.0.5.0/24`. */
  allowed?: readonly string[]
  /** Names to addresses; each name is asked for once, and only what was checked is connected to. */
  resolve?: (name: string) => Promise<readonly string[]>
}
/** `body` ends with an OutgoingError when it grows too large or takes too long. The caller reads or destroys it. */
export type Brought = { address: string; type: string; body: Readable }

const turns = 5

/**
 * Gets what stands at an address that a stranger may have written: http and https only, and only machines of the public network, whatever the
 * name says, at every turn of a redirect.
 * @throws OutgoingError
 */
export async function bring(address: string, asked: Asked): Promise<Brought> {
  const over = AbortSignal.timeout(asked.within)
  let at = urlOf(address)
  for (let turn = 0; turn <= turns; turn++) {
    const answer = await answerOf(at, asked, over)
    const { statusCode: status = 0, headers } = answer
    if (status === 200) return { address: at.href, type: headers['content-type'] ?? '', body: measured(answer, asked.most, over) }
    answer.destroy()
    if (![301, 302, 303, 307, 308].includes(status) || !headers.location)
      throw new OutgoingError('answerBad', status < 500 && status !== 429 && status !== 408)
    at = urlOf(headers.location, at)
  }
  throw new OutgoingError('tooManyTurns', true)
}

function urlOf(address: string, from?: URL): URL {
  const url = URL.canParse(address, from) ? new URL(address, from) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) throw new OutgoingError('addressBad', true)
  return url
}

async function answerOf(url: URL, asked: Asked, over: AbortSignal): Promise<IncomingMessage> {
  const [first, ...others] = await checked(url, asked)
  const addresses = [first!, ...others].map((address) => ({ address, family: isIP(address) }))
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestTls : requestPlain
    const sent = send(url, {
      // One connection for one answer, to the very addresses that were checked: a name that changes its mind meanwhile is not asked again.
      agent: false,
      lookup: (_name, { all }, then) => (all ? then(null, addresses) : then(null, addresses[0]!.address, addresses[0]!.family)),
      signal: over,
      maxHeaderSize: 32_768,
      headers: { 'user-agent': 'HoaBan', accept: '*/*', 'accept-encoding': 'identity' },
    })
    sent.once('response', resolve)
    sent.once('error', (error) => reject(faultOf(error, over)))
    sent.end()
  })
}

async function checked(url: URL, { allowed = [], resolve = resolveName }: Asked): Promise<readonly string[]> {
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(name)
    ? [name]
    : await resolve(name).catch((error: unknown) => {
        throw new OutgoingError('addressUnknown', false, { cause: error })
      })
  if (found.length === 0) throw new OutgoingError('addressUnknown', false)
  const own = listOf(allowed)
  if (!found.every((address) => isPublic(address) || own.check(address, familyOf(address)))) throw new OutgoingError('addressInside', true)
  return found
}

const resolveName = async (name: string) => (await systemLookup(name, { all: true })).map(({ address }) => address)

/** Loopback, private and shared networks, link-local with the clouds' metadata, documentation, multicast: nothing for a reader's picture. */
const inside = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // Within the public part of IPv6: tunnels that lead to any IPv4 address, and documentation.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
])
/** All other IPv6 is unassigned, local, or an IPv4 address in disguise (`::ffff:127.0.0.1`, `64:ff9b::`). */
const publicIPv6 = listOf(['2000::/3'])

export const isPublic = (address: string) =>
  isIP(address) === 6
    ? publicIPv6.check(address, 'ipv6') && !inside.check(address, 'ipv6')
    : isIP(address) === 4 && !inside.check(address, 'ipv4')

function familyOf(address: string) {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

export function areNetworks(networks: readonly string[]): boolean {
  try {
    listOf(networks)
    return networks.every((network) => /^[\da-f.:]+(?:\/\d+)?$/i.test(network))
  } catch {
    return false
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const whole = isIP(address) === 6 ? 128 : 32
    list.addSubnet(address, bits === undefined ? whole : Number(bits), familyOf(address))
  }
  return list
}

function measured(answer: IncomingMessage, most: number, over: AbortSignal): Readable {
  if (Number(answer.headers['content-length'] ?? 0) > most) {
    answer.destroy()
    throw new OutgoingError('tooLarge', true)
  }
  let bytes = 0
  const gauge = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length
      next(bytes > most ? new OutgoingError('tooLarge', true) : null, chunk)
    },
  })
  answer.once('error', (error) => gauge.destroy(faultOf(error, over)))
  answer.once('aborted', () => gauge.destroy(faultOf(new Error('cut off'), over)))
  gauge.once('close', () => answer.destroy())
  return answer.pipe(gauge)
}

const faultOf = (error: Error, over: AbortSignal) => new OutgoingError(over.aborted ? 'tooSlow' : 'unreachable', false, { cause: error })

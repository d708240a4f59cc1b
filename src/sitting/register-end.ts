/**
 * The end of this computer's register while somebody works: read once, then held, and read again where another process has
 * written. What is wrong is thrown as `NotRegistered`, for registering.ts to catch. Decides nothing.
 */
import { Buffer } from 'node:buffer'
import type { Ports } from '../ports.ts'
import { isSigned } from '../record/ssh-signature.ts'
import type { Sign } from '../record/writer.ts'
import { readEnd } from '../register/end.ts'
import { headerReach } from '../register/header.ts'
import { type KeyEvent, type RecordEvent, type RegisterEvent, readLine } from '../register/line.ts'
import { type Standing, standingAfter } from '../register/standing.ts'
import { beginRegister, type RegisterHead, type RegisterStep } from '../register/writer.ts'
import { appendGroup, createRegister, type HeldEnd, readEnds, searchBack } from '../storage/register-file.ts'
import { registerPath } from '../storage/registers.ts'

/** This computer as it signs its register. */
export interface Registering {
  readonly mark: string
  /** The public key; absent where none could be kept. */
  readonly key?: string
  /** For the namespace rungs-register. */
  readonly sign: Sign
  /** The key that was put away just now, while it can still sign for the new one. */
  readonly before?: { readonly key: string; readonly sign: Sign }
}

/** What is held of the file between two lines. */
export interface Held extends HeldEnd {
  readonly head: RegisterHead
  /** Whether `events` are all that it has; else those of its end. */
  readonly whole: boolean
  /** Where its end was read from. */
  readonly from: number
  readonly events: RegisterEvent[]
  /** How records stand that were asked for. */
  readonly standings: Map<string, Standing | undefined>
  /** The key that it names last. */
  key: string | undefined
}

/** A register while somebody works. Only the functions in here change it. */
export interface Registrar {
  readonly ports: Ports
  /** The folder of the casebook. */
  readonly casebook: string
  readonly device: Registering
  readonly pause: (milliseconds: number) => void
  held?: Held
  /** Whether it was looked for records that a crash kept from being opened here. */
  healed: boolean
}

const wait = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Touches nothing yet. `pause`: for the tenth of a second at most in which another process may be writing. */
export const newRegistrar = (
  ports: Ports,
  casebook: string,
  device: Registering,
  pause: Registrar['pause'] = wait,
): Registrar => ({ ports, casebook, device, pause, healed: false })

/** Why it cannot be written, for the one catch in registering.ts. */
export class NotRegistered extends Error {}

export const refuse = (reason: string): never => {
  throw new NotRegistered(reason)
}

/** So much of its end is read, in bytes: some 350 lines. What is not among them is looked for. */
const endReach = 128 * 1024
/** A line of the end may begin before it. */
const lineReach = 1024
const tailReach = 256

export const pathOf = ({ casebook, device }: Registrar): string => registerPath(casebook, device.mark)

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const isKeyEvent = (event: RegisterEvent): event is KeyEvent => 'key' in event

export const isAbout = (event: RegisterEvent, id: string): event is RecordEvent =>
  'id' in event && event.id === id

/** The last line before `before` that has a word in it and passes. */
const findBack = (
  registrar: Registrar,
  before: number,
  word: string,
  passes: (event: RegisterEvent) => boolean,
): void => {
  const searched = searchBack(registrar.ports.disk, pathOf(registrar), before, word, (text) => {
    const line = readLine(text)
    return line !== undefined && passes(line)
  })
  if (searched.kind === 'not-read') refuse(searched.reason)
}

/** The key that a register names last. A signature that ours has made shows that it is ours, without a search. */
const currentKey = (
  registrar: Registrar,
  events: readonly RegisterEvent[],
  signed: { readonly seal: string; readonly signature: string } | undefined,
  from: number,
): string | undefined => {
  const named = events.findLast(isKeyEvent)
  if (named !== undefined || from === 0) return named?.key
  const { key } = registrar.device
  if (
    key !== undefined &&
    signed !== undefined &&
    isSigned('rungs-register', key, signed.seal, signed.signature)
  )
    return key
  let found: string | undefined
  findBack(registrar, from + lineReach, ' Key: ', (event) => {
    if (isKeyEvent(event)) found = event.key
    return found !== undefined
  })
  return found
}

/** Reads the end of the register; nothing where there is none yet, or what is there was cut off before it began. */
const load = (registrar: Registrar): Held | { readonly torn: Uint8Array } | undefined => {
  const { device, ports } = registrar
  const path = pathOf(registrar)
  const ends = readEnds(ports.disk, path, headerReach, endReach)
  if (ends.kind === 'missing') return undefined
  if (ends.kind === 'not-read') return refuse(ends.reason)
  const from = ends.size - ends.end.length
  const end = readEnd(device.mark, asBuffer(ends.start), asBuffer(ends.end), from === 0)
  switch (end.kind) {
    case 'unusable':
      return refuse(`The register ${end.why}: ${path}`)
    case 'not-begun':
      return { torn: ends.end }
    case 'end': {
      const { head, keep, lines, signed } = end
      const kept = ends.end.subarray(0, keep)
      return {
        head,
        from,
        whole: from === 0,
        size: from + keep,
        tail: kept.slice(-tailReach),
        torn: ends.end.slice(keep),
        events: [...lines],
        standings: new Map(),
        key: currentKey(registrar, lines, signed, from),
      }
    }
  }
}

const emptyHeld = (head: RegisterHead, first: Uint8Array): Held => ({
  head,
  from: 0,
  whole: true,
  size: first.length,
  tail: first.slice(-tailReach),
  torn: new Uint8Array(0),
  events: [],
  standings: new Map(),
  key: undefined,
})

/** A new register, or the first bytes of one whose first write was cut off. */
const begin = (registrar: Registrar, torn: Uint8Array | undefined): Held => {
  const { ports, device } = registrar
  const salt = Buffer.from(ports.random(32)).toString('hex')
  const { head, text } = beginRegister(device.mark, salt)
  const bytes = bytesOf(text)
  const nothing = new Uint8Array(0)
  const made =
    torn === undefined
      ? createRegister(ports.disk, pathOf(registrar), bytes)
      : appendGroup(ports.disk, pathOf(registrar), { size: 0, tail: nothing, torn }, bytes)
  if (made.kind === 'created' || made.kind === 'saved') return emptyHeld(head, bytes)
  return refuse(made.kind === 'exists' ? 'Another process has begun the register just now' : made.reason)
}

/** Under the lock: what is held, read again where another process has written meanwhile. */
export const refreshed = (registrar: Registrar): Held => {
  const { held, ports } = registrar
  const size = ports.disk.stat(pathOf(registrar))?.size
  if (held !== undefined && held.torn.length === 0 && size === held.size) return held
  const loaded = load(registrar)
  const now = loaded === undefined || !('head' in loaded) ? begin(registrar, loaded?.torn) : loaded
  registrar.held = now
  return now
}

/** Numbers are taken in their order: a record of this device above all that the end opened cannot be further up. */
const isNewest = (held: Held, mark: string, id: string): boolean =>
  id.startsWith(`${mark}-`) &&
  held.events.some((event) => event.kind === 'opened' && event.id.startsWith(`${mark}-`)) &&
  held.events.every((event) => event.kind !== 'opened' || !event.id.startsWith(`${mark}-`) || event.id < id)

/** The lines about a record that stand before the end that was read, as far back as they matter. */
const earlier = (registrar: Registrar, held: Held, id: string): readonly RecordEvent[] => {
  const found: RecordEvent[] = []
  findBack(registrar, held.from + lineReach, ` ${id}, entry `, (event) => {
    if (!isAbout(event, id)) return false
    found.unshift(event)
    return event.kind === 'opened'
  })
  return found
}

/** How a record stands; looked for further up where the end does not say. */
export const standingOf = (registrar: Registrar, held: Held, id: string): Standing | undefined => {
  if (held.standings.has(id)) return held.standings.get(id)
  const recent = held.events.filter((event) => isAbout(event, id))
  const isComplete =
    held.whole || recent.some(({ kind }) => kind === 'opened') || isNewest(held, registrar.device.mark, id)
  const all = isComplete ? recent : [...earlier(registrar, held, id), ...recent]
  const standing = all.reduce<Standing | undefined>(standingAfter, undefined)
  held.standings.set(id, standing)
  return standing
}

/** Appends what a step says, and holds the end that there is then. */
export const takeStep = (registrar: Registrar, held: Held, { head, text }: RegisterStep): Held => {
  const bytes = bytesOf(text)
  const appended = appendGroup(registrar.ports.disk, pathOf(registrar), held, bytes)
  if (appended.kind !== 'saved') return refuse(appended.reason)
  const tail = Buffer.concat([held.tail, bytes]).subarray(-tailReach)
  const now = { ...held, head, size: held.size + bytes.length, tail, torn: new Uint8Array(0) }
  registrar.held = now
  return now
}

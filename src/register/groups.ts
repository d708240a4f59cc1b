/**
 * The bytes of a register → its groups: a line with its seal and, where there is one, its signature. After damage it goes on
 * at the next group that is whole. Checks no seal: see parse.ts.
 */
import type { Buffer } from 'node:buffer'
import { needsSignature, type RegisterLine, readLine } from './line.ts'
import { none } from './seal.ts'

/** What was written at once. */
export interface Group {
  readonly line: RegisterLine
  /** The line as it stands, without its LF. */
  readonly text: string
  readonly seal: string
  /** The whole signature line without its LF, or `none`. */
  readonly signature: string
  /** Offset of the byte after it. */
  readonly end: number
}

const lineFeed = 0x0a
const backtick = 0x60

/** No line of a register is longer, in bytes. */
const longestLine = 400

const sealLine = /^`seal (0|[1-9]\d{0,8}) [0-9a-f]{64}`$/
const signatureLine = /^`sign ([1-9]\d{0,8}) [0-9a-f]{128}`$/

interface TextLine {
  readonly text: string
  readonly next: number
}

/** The line from `at` on; nothing where its LF is missing or too far. */
const lineAt = (bytes: Buffer, at: number): TextLine | undefined => {
  const end = bytes.indexOf(lineFeed, at)
  return end === -1 || end - at > longestLine
    ? undefined
    : { text: bytes.toString('latin1', at, end), next: end + 1 }
}

interface Numbered extends TextLine {
  readonly n: number
}

const numberedAt = (bytes: Buffer, at: number, pattern: RegExp): Numbered | undefined => {
  const line = bytes[at] === backtick ? lineAt(bytes, at) : undefined
  if (line === undefined) return undefined
  const found = pattern.exec(line.text)
  return found === null ? undefined : { ...line, n: Number(found[1]) }
}

const sealAt = (bytes: Buffer, at: number): (Numbered & { readonly seal: string }) | undefined => {
  const line = numberedAt(bytes, at, sealLine)
  if (line === undefined) return undefined
  const end = line.next - '`\n'.length
  return { ...line, seal: bytes.toString('latin1', end - 64, end) }
}

const signatureAt = (bytes: Buffer, at: number): Numbered | undefined => numberedAt(bytes, at, signatureLine)

/** The line and its seal, with the signature if it is whole; whether that may be missing is not asked. */
const sealedAt = (bytes: Buffer, at: number): Group | undefined => {
  const start = bytes[at] === lineFeed ? lineAt(bytes, at + 1) : undefined
  if (start === undefined) return undefined
  const line = readLine(start.text)
  if (line === undefined || bytes[start.next] !== lineFeed) return undefined
  const seal = sealAt(bytes, start.next + 1)
  if (seal === undefined || seal.n !== line.n) return undefined
  const signed = signatureAt(bytes, seal.next)
  const own = signed?.n === line.n ? signed : undefined
  return {
    line,
    text: start.text,
    seal: seal.seal,
    signature: own?.text ?? none,
    end: own?.next ?? seal.next,
  }
}

const isWhole = ({ line, signature }: Group): boolean => signature !== none || !needsSignature(line)

/** The whole group whose empty line is at `at`; nothing where none is. */
export const groupAt = (bytes: Buffer, at: number): Group | undefined => {
  const group = sealedAt(bytes, at)
  return group !== undefined && isWhole(group) ? group : undefined
}

/** The end of a chain: what the next seal covers of what stands before it. */
export interface Chain {
  readonly seal: string
  readonly signature: string
}

export interface Resumed {
  /** Where the next whole group begins. */
  readonly at: number
  /** What that is chained to, where it can still be read. */
  readonly before: (Chain & { readonly n: number }) | undefined
}

const nextLine = (bytes: Buffer, at: number): number => {
  const end = bytes.indexOf(lineFeed, at)
  return end === -1 ? bytes.length : end + 1
}

/** Where it goes on after damage that begins at `from`; nothing where no whole group follows. */
export const nextGroup = (bytes: Buffer, from: number): Resumed | undefined => {
  let before: Resumed['before']
  let at = from
  while (at < bytes.length) {
    // The empty line before a group may be what is missing.
    if (bytes[at] === 0x2d && groupAt(bytes, at - 1) !== undefined) return { at: at - 1, before }
    const seal = sealAt(bytes, at)
    const signed = signatureAt(bytes, at)
    if (seal !== undefined) before = { n: seal.n, seal: seal.seal, signature: none }
    else if (signed !== undefined && before !== undefined) before = { ...before, signature: signed.text }
    else if (bytes[at] !== lineFeed) before = undefined
    at = nextLine(bytes, at)
  }
  return undefined
}

/** What a cut-off write leaves is shorter: one group, or what a file system fills up with zeros. In bytes. */
export const longestTorn = 64 * 1024

/**
 * Whether what stands after the last whole group is what a cut-off write leaves behind: no seal and no signature in it is
 * whole, but for the seal of a line that does not count without its signature; or there are zero bytes in it.
 */
export const isTorn = (bytes: Buffer, from: number): boolean => {
  if (bytes.length - from > longestTorn) return false
  if (bytes.includes(0, from)) return true
  for (let at = sealedAt(bytes, from)?.end ?? from; at < bytes.length; at = nextLine(bytes, at))
    if (sealAt(bytes, at) !== undefined || signatureAt(bytes, at) !== undefined) return false
  return true
}

/**
 * Goes through the groups of a register in the order in which they stand: checks each number and each seal on the way, and
 * after damage goes on at the next group that is whole. Mends nothing.
 */
import type { Buffer } from 'node:buffer'
import { type RegisterFinding, type RegisterFindingCode, registerFinding } from './finding.ts'
import { type Chain, type Group, groupAt, isTorn, nextGroup } from './groups.ts'
import type { RegisterLine } from './line.ts'
import { lineSeal, none } from './seal.ts'
import { countLines } from './text.ts'

/** A line with what was written with it. */
export interface SealedLine {
  readonly line: RegisterLine
  readonly seal: string
  /** The whole signature line, without its LF. */
  readonly signature?: string
  /** Where it stands in the file, counted from 1. */
  readonly row: number
}

/** More would not be read. */
export const mostFindings = 100

export interface Walk {
  readonly bytes: Buffer
  /** '' where it is not known, so that no seal can be checked. */
  readonly mark: string
  readonly lines: SealedLine[]
  readonly findings: RegisterFinding[]
  /** The next byte, and the line of the file that it is on, counted from 1. */
  at: number
  row: number
  /** The serial that was read last. */
  n: number
  /** The end of the chain; nothing after damage. */
  chain: Chain | undefined
  /** The seal that the last line should have, where it has another. */
  should: string | undefined
}

/** `at`: where the header ends. `chain`: its seal, where that can be read. */
export const beginWalk = (bytes: Buffer, mark: string, at: number, chain: Chain | undefined): Walk => ({
  bytes,
  mark,
  lines: [],
  findings: [],
  at,
  row: countLines(bytes, 0, at) + 1,
  n: 0,
  chain,
  should: undefined,
})

const say = (walk: Walk, code: RegisterFindingCode, serial: number, row: number, message: string): void => {
  if (walk.findings.length < mostFindings) walk.findings.push(registerFinding(code, serial, row, message))
}

const checkNumber = (walk: Walk, n: number): void => {
  const next = walk.n + 1
  // Damage may have taken any number of lines with it, but none goes back.
  if (n === next || (walk.chain === undefined && n > next)) return
  say(walk, 'misnumbered', next, walk.row + 1, `Serial ${next} should stand here, and serial ${n} does.`)
  walk.chain = undefined
}

const checkSeal = (walk: Walk, { line, text, seal }: Group): void => {
  const { mark, chain, should } = walk
  walk.should = undefined
  if (chain === undefined || mark === '') return
  const sealed = { mark, n: line.n, signature: chain.signature, text }
  const computed = lineSeal({ ...sealed, previous: chain.seal })
  if (computed === seal) return
  // Where only the seal before was changed, that has been said.
  if (should !== undefined && lineSeal({ ...sealed, previous: should }) === seal) return
  walk.should = computed
  say(walk, 'changed', line.n, walk.row + 1, `Serial ${line.n} does not fit its seal: it was changed.`)
}

const take = (walk: Walk, group: Group): void => {
  const { line, seal, signature, end } = group
  checkNumber(walk, line.n)
  checkSeal(walk, group)
  walk.lines.push({ line, seal, ...(signature === none ? {} : { signature }), row: walk.row + 1 })
  walk.n = line.n
  walk.chain = { seal, signature }
  walk.at = end
  walk.row += signature === none ? 4 : 5
}

/** What may have been a signature, with one character more, less or other, belongs to the line before it. */
const mayBeSignature = (text: string): boolean => /^(?:`\n?s|[^\n]{0,2}\n?[^\n]{0,2}ign)/.test(text)

/** The serial that damage at the present place is counted to. */
const owner = ({ bytes, at, n, chain }: Walk): number =>
  chain?.signature === none && n > 0 && mayBeSignature(bytes.toString('latin1', at, at + 12)) ? n : n + 1

const hurt = (walk: Walk): void => {
  const { row } = walk
  const serial = owner(walk)
  say(
    walk,
    'malformed',
    serial,
    row,
    `Line ${row} is not as a register has it: serial ${serial} was changed.`,
  )
}

/** Goes to the next whole group; false where none follows. */
const skip = (walk: Walk): boolean => {
  const { bytes, at } = walk
  const resumed = nextGroup(bytes, at)
  if (resumed === undefined) return false
  hurt(walk)
  walk.row += countLines(bytes, at, resumed.at)
  walk.at = resumed.at
  walk.should = undefined
  walk.chain = resumed.before
  walk.n = resumed.before?.n ?? walk.n
  return true
}

/** Goes to the end, or to where a torn tail begins; whether there is one. */
export const walkGroups = (walk: Walk): boolean => {
  const { bytes } = walk
  while (walk.at < bytes.length) {
    const group = groupAt(bytes, walk.at)
    if (group !== undefined) take(walk, group)
    else if (!skip(walk)) return endWalk(walk)
  }
  return false
}

const endWalk = (walk: Walk): boolean => {
  const { bytes, at, row } = walk
  if (!isTorn(bytes, at)) {
    hurt(walk)
    return false
  }
  const message = `The last write was cut off: from line ${row} on there is nothing whole.`
  say(walk, 'torn', owner(walk), row, message)
  return true
}

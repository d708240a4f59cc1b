/** The end of a register → what its next writer has to know of it. Checks no seal: a change further up is for whoever reads it all. */
import type { Buffer } from 'node:buffer'
import { type Group, groupAt, isTorn, nextGroup } from './groups.ts'
import { headerReach, readHeader } from './header.ts'
import type { RegisterLine } from './line.ts'
import { isNotBegun } from './parse.ts'
import { none } from './seal.ts'
import type { RegisterHead } from './writer.ts'

export type RegisterEnd =
  | {
      readonly kind: 'end'
      readonly head: RegisterHead
      /** The whole lines among these bytes, in their order. */
      readonly lines: readonly RegisterLine[]
      /** The last of them that is signed: its seal and the 128 digits. */
      readonly signed?: { readonly seal: string; readonly signature: string }
      /** So many of the bytes are whole; what follows is what a cut-off write has left. */
      readonly keep: number
    }
  /** There is nothing to keep: its first write was cut off. */
  | { readonly kind: 'not-begun' }
  /** Nothing can be added to it. `why`: the rest of a sentence about it. */
  | { readonly kind: 'unusable'; readonly why: string }

const changed: RegisterEnd = { kind: 'unusable', why: 'is not as Rungs wrote it' }

/** `next`: the byte after the last of them. */
interface Groups {
  readonly groups: readonly Group[]
  readonly next: number
}

const groupsFrom = (bytes: Buffer, from: number): Groups => {
  const groups: Group[] = []
  let next = from
  for (let at: number | undefined = from; at !== undefined; ) {
    const group = groupAt(bytes, at)
    if (group === undefined) at = nextGroup(bytes, at)?.at
    else {
      groups.push(group)
      next = group.end
      at = next
    }
  }
  return { groups, next }
}

const endOf = (head: RegisterHead, bytes: Buffer, { groups, next }: Groups): RegisterEnd => {
  if (!isTorn(bytes, next)) return changed
  const last = groups.at(-1)
  const signed = groups.findLast(({ signature }) => signature !== none)
  return {
    kind: 'end',
    head:
      last === undefined
        ? head
        : { mark: head.mark, n: last.line.n, seal: last.seal, signature: last.signature },
    lines: groups.map(({ line }) => line),
    ...(signed === undefined
      ? {}
      : { signed: { seal: signed.seal, signature: signed.signature.slice(-129, -1) } }),
    keep: next,
  }
}

/**
 * `start` and `end`: the first and the last bytes of the file, at least `headerReach` of the first; `whole`: whether `end` is all of
 * it. `mark`: the device whose register it must be.
 */
export const readEnd = (mark: string, start: Buffer, end: Buffer, whole: boolean): RegisterEnd => {
  const header = readHeader(start.toString('latin1', 0, headerReach))
  if (header.kind !== 'whole') return whole && isNotBegun(end) ? { kind: 'not-begun' } : changed
  if (header.mark !== mark) return { kind: 'unusable', why: `is that of ${header.mark}` }
  const head = { mark, n: 0, seal: header.seal, signature: none }
  if (whole) return endOf(head, end, groupsFrom(end, header.length))
  const first = nextGroup(end, 0)
  return first === undefined ? changed : endOf(head, end, groupsFrom(end, first.at))
}

/** A tally that somebody else has counted, read back; a stranger may have written the file. */
import { sumOf, type Tree } from './count.ts'
import { misfitOf } from './shape.ts'
import { format } from './tally.ts'

/** No report of all schools of the country is larger: it has a few counts for each rung of each policy. */
export const longestTally = 16 * 1024 * 1024

export type ReadTally =
  | { readonly kind: 'tally'; readonly tally: Tree }
  | { readonly kind: 'none'; readonly why: string }

const none = (why: string): ReadTally => ({ kind: 'none', why })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The text of a file, as the mark at its beginning says: what some shells write by themselves is UTF-16. Never throws. */
export const textOf = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** Never throws. */
export const readTally = (text: string): ReadTally => {
  if (text.length > longestTally) return none('it is larger than any report')
  const value = parsed(text)
  if (typeof value !== 'object' || value === null)
    return none('it is not JSON as "rungs report --format json" writes it')
  if ((value as Record<string, unknown>)['format'] !== format)
    return none(`it is not of the format "${format}"`)
  const misfit = misfitOf(value as Record<string, unknown>)
  return misfit === undefined ? { kind: 'tally', tally: value as Tree } : none(`in it ${misfit}`)
}

const sameKeys = ['format', 'from', 'to', 'asOf'] as const

export type MergedTally =
  | { readonly kind: 'tally'; readonly tally: Tree }
  /** `at`: which of them, from 0, differs from the first, and in what. */
  | { readonly kind: 'differs'; readonly at: number; readonly what: string }

const words = {
  format: 'the format',
  from: 'the period',
  to: 'the period',
  asOf: 'the day of counting',
} as const

/** The tally of the whole. Parts must be of one period and counted as of one day. */
export const mergeTallies = (parts: readonly Tree[]): MergedTally => {
  const [first] = parts
  for (const [at, part] of parts.entries())
    for (const key of sameKeys)
      if (JSON.stringify(part[key]) !== JSON.stringify(first?.[key]))
        return { kind: 'differs', at, what: words[key] }
  return { kind: 'tally', tally: sumOf(parts) }
}

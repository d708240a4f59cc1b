/** One made-up register with a line of every kind, and registers at random as an honest device writes them. */
import fc from 'fast-check'
import { sha256 } from '../../src/record/digest.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { appendLine, beginRegister, type RegisterHead } from '../../src/register/writer.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'

export const salt = '0b6e1c5f0a9d4e27b8c3f1d26a7e5049cb18d2f3a4657788990a1b2c3d4e5f60'
export const at = '2026-11-19T10:31:05+00:00'

const seeds = ['ab', 'cd', 'ef'].map((two) => two.repeat(32))
export const keys: readonly string[] = seeds.map(publicKeyOf)
const signers = seeds.map((seed) => signerOf(seed, 'rungs-register'))
const signerFor = new Map(keys.map((key, i) => [key, signers[i]]))

/** Signs with the private half of one of `keys`. */
export const signAs =
  (key: string) =>
  (seal: string): string =>
    signerFor.get(key)?.(seal) ?? ''

export const sealOf = (id: string, entry: number): string => sha256(`${id} ${entry}`)

const own = 'K7-2026-0042'
const other = 'B3-2026-0007'
const [first = '', second = '', third = ''] = keys

export const events: readonly RegisterEvent[] = [
  { kind: 'key-new', key: first },
  { kind: 'opened', id: own, entry: 0, seal: sealOf(own, 0) },
  { kind: 'sealed', id: own, entry: 3, seal: sealOf(own, 3) },
  { kind: 'sealed', id: other, entry: 12, seal: sealOf(other, 12) },
  { kind: 'key-rotated', key: second, before: first },
  { kind: 'closed', id: own, entry: 8, seal: sealOf(own, 8) },
  { kind: 'redacted', id: own, entry: 8, seal: sealOf(own, 8), copy: sha256('copy') },
  { kind: 'not-begun', id: 'K7-2026-0043' },
  { kind: 'key-lost', key: third, before: second },
  { kind: 'exported', id: own, entry: 8, seal: sealOf(own, 8), copy: sha256('export') },
  { kind: 'transferred', id: other, entry: 12, seal: sealOf(other, 12) },
  { kind: 'destroyed', id: own, entry: 8, seal: sealOf(own, 8) },
]

export interface Written {
  readonly head: RegisterHead
  readonly text: string
  /** The header, then each group, as they would have been written. */
  readonly buffers: readonly string[]
}

/** Writes a register; each line is signed by the key that must, unless `signs` says of its serial that it is not. */
export const write = (all: readonly RegisterEvent[], signs: (n: number) => boolean = () => true): Written => {
  let { head, text } = beginRegister('K7', salt)
  const buffers = [text]
  let key: string | undefined
  for (const event of all) {
    const signer = event.kind === 'key-rotated' ? event.before : 'key' in event ? event.key : key
    const mustSign = event.kind === 'key-rotated' || event.kind === 'key-lost'
    const sign = signer !== undefined && (mustSign || signs(head.n + 1)) ? signAs(signer) : () => undefined
    const step = appendLine(head, at, event, sign)
    if (step === undefined) throw new Error(`not written: ${event.kind}`)
    head = step.head
    text = step.text
    buffers.push(text)
    if ('key' in event) key = event.key
  }
  return { head, text: buffers.join(''), buffers }
}

const numbers = fc.integer({ min: 1, max: 40 })
const idOf = (mark: string, number: number): string => `${mark}-2026-${String(number).padStart(4, '0')}`

type Move =
  | { readonly kind: 'own' | 'other'; readonly number: number; readonly times: number }
  | { readonly kind: 'rotate' | 'lose'; readonly number: number }
  | { readonly kind: 'destroy' | 'copy' | 'transfer' | 'not-begun'; readonly number: number }

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('own' as const), number: numbers, times: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('other' as const), number: numbers, times: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('rotate', 'lose', 'destroy', 'copy', 'transfer', 'not-begun'),
      number: numbers,
    }),
  },
)

/** What an honest device registers: whatever it does with whichever of its records, in any order. */
const eventsOf = (moves: readonly Move[], keyed: boolean): readonly RegisterEvent[] => {
  const made: RegisterEvent[] = keyed ? [{ kind: 'key-new', key: first }] : []
  let key = keyed ? 0 : -1
  const entries = new Map<string, number>()
  const open = (id: string): void => {
    if (!entries.has(id) && id.startsWith('K7'))
      made.push({ kind: 'opened', id, entry: 0, seal: sealOf(id, 0) })
    if (!entries.has(id)) entries.set(id, 0)
  }
  for (const one of moves) {
    const id = idOf(one.kind === 'other' ? 'B3' : 'K7', one.number)
    switch (one.kind) {
      case 'own':
      case 'other': {
        open(id)
        for (let i = 0; i < one.times; i++) {
          const entry = (entries.get(id) ?? 0) + 1 + (one.number % 2)
          entries.set(id, entry)
          made.push({ kind: i === 2 ? 'closed' : 'sealed', id, entry, seal: sealOf(id, entry) })
        }
        break
      }
      case 'rotate':
      case 'lose': {
        const before = keys[key]
        key = (key + 1) % keys.length
        const now = keys[key] ?? ''
        if (before === undefined) made.push({ kind: 'key-new', key: now })
        else made.push({ kind: one.kind === 'lose' ? 'key-lost' : 'key-rotated', key: now, before })
        break
      }
      case 'not-begun':
        if (!entries.has(id)) made.push({ kind: 'not-begun', id })
        break
      default: {
        const entry = entries.get(id)
        if (entry === undefined) break
        const point = { id, entry, seal: sealOf(id, entry) }
        if (one.kind === 'copy') made.push({ kind: 'redacted', ...point, copy: sha256(`${made.length}`) })
        if (one.kind === 'transfer') made.push({ kind: 'transferred', ...point })
        if (one.kind !== 'destroy') break
        made.push({ kind: 'destroyed', ...point })
        entries.delete(id)
      }
    }
  }
  return made
}

/** Events that an honest device registers. */
export const honestEvents: fc.Arbitrary<readonly RegisterEvent[]> = fc
  .tuple(fc.array(move, { maxLength: 12 }), fc.boolean())
  .map(([moves, keyed]) => eventsOf(moves, keyed))

/** Any event that has a spelling, whether or not it makes sense. */
export const anyEvent: fc.Arbitrary<RegisterEvent> = fc.oneof(
  honestEvents.filter((all) => all.length > 0).chain((all) => fc.constantFrom(...all)),
  fc.constantFrom(...events),
)

/**
 * What a register comes to in counts: the cases that it has opened, when, and what has become of them. It is what a partnership
 * counts from that is sent no record. Asks no record, and counts only what is signed.
 */
import type { PlainDate } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { RecordHead } from '../register/heads.ts'
import { type Gone, isWitness, type VerifiedRegister } from '../verify/register.ts'
import { sumOf, type Tree } from './count.ts'
import { isIn, type Period, quarterOf } from './period.ts'

/** What has become of a case, as registers have it; `here`: its file is among those that were looked at. */
export type Whereabouts = 'here' | 'not here' | 'destroyed' | 'handed over'

export interface RegisteredCase {
  readonly opened: PlainDate
  readonly closed?: PlainDate
  readonly whereabouts: Whereabouts
}

const counts = (gone: Gone): boolean => gone.unsigned !== true && gone.against === undefined

const whereaboutsOf = (
  { register: { absent }, gone }: Beside,
  { id }: RecordHead,
  former: boolean,
): Whereabouts => {
  const said = gone.findLast((one) => one.id === id && one.former === former && counts(one))
  if (said !== undefined) return said.kind === 'destroyed' ? 'destroyed' : 'handed over'
  return former || absent.includes(id) ? 'not here' : 'here'
}

/** A register with what it and the others of its casebook have as gone. */
interface Beside {
  readonly register: VerifiedRegister
  readonly gone: readonly Gone[]
}

/** A case belongs to the register that has opened it, and to no other that knows it. */
const registeredCase = (beside: Beside, head: RecordHead, former: boolean): readonly RegisteredCase[] => {
  const opened = head.mentions.find(({ kind }) => kind === 'opened')
  const closed = head.mentions.findLast(({ kind }) => kind === 'closed')
  return opened === undefined
    ? []
    : [
        {
          opened: civil(opened.at).date,
          ...(closed === undefined ? {} : { closed: civil(closed.at).date }),
          whereabouts: whereaboutsOf(beside, head, former),
        },
      ]
}

/** Every case that it has opened; none where it is damaged or not as it was seen. */
const registeredCases = (beside: Beside): readonly RegisteredCase[] => {
  const { register } = beside
  if (!isWitness(register)) return []
  const { records, former } = register.heads
  return [
    ...[...records.values()].flatMap((head) => registeredCase(beside, head, false)),
    ...former.flatMap((head) => registeredCase(beside, head, true)),
  ]
}

const caseCounts = ({ opened, closed, whereabouts }: RegisteredCase): Tree => ({
  cases: 1,
  whereabouts: { [whereabouts]: 1 },
  ...(closed === undefined ? {} : { closed: 1 }),
  quarters: sumOf([
    { [quarterOf(opened)]: { opened: 1 } },
    ...(closed === undefined ? [] : [{ [quarterOf(closed)]: { closed: 1 } }]),
  ]),
})

/** Of copies of one register the longest, where any can be read; those that cannot be read each for itself. */
const withoutCopies = (registers: readonly VerifiedRegister[]): readonly VerifiedRegister[] =>
  registers.filter(
    (one) =>
      one.head === undefined ||
      one ===
        registers
          .filter(({ head }) => head?.opened === one.head?.opened)
          .toSorted((a, b) => Number(isWitness(b)) - Number(isWitness(a)) || b.signed - a.signed)[0],
  )

const besides = (registers: readonly VerifiedRegister[]): readonly Beside[] => {
  const byFolder = new Map<string, Gone[]>()
  for (const { path, gone } of registers) {
    const folder = path.replace(/[^/\\]*$/, '')
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), ...gone])
  }
  return registers.map((register) => ({
    register,
    gone: byFolder.get(register.path.replace(/[^/\\]*$/, '')) ?? [],
  }))
}

/** What registers add to a tally; nothing where there is none. */
export const registerCounts = (period: Period, registers: readonly VerifiedRegister[]): Tree =>
  registers.length === 0
    ? {}
    : {
        registers: sumOf(
          besides(withoutCopies(registers)).flatMap((beside) => [
            { files: { [isWitness(beside.register) ? 'whole' : 'damaged']: 1 } },
            ...registeredCases(beside)
              .filter(({ opened }) => isIn(period, opened))
              .map(caseCounts),
          ]),
        ),
      }

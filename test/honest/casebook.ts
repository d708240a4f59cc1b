/**
 * Many honest records, as a casebook would hold them: names of files, and the policies and calendars that the records name
 * under their digests. Writes nothing. A record of a seed is the same however many are made.
 */
import { addDays } from '../../src/calendar/date.ts'
import { calendarIds } from '../../src/calendar/nations.ts'
import { schoolCalendar, schoolPrefix } from '../../src/calendar/school.ts'
import type { Calendar } from '../../src/calendar/time.ts'
import type { World } from '../../src/case/case.ts'
import type { Shipped } from '../../src/flow/shipped.ts'
import { generator, pick } from '../../src/proof/values.ts'
import { sha256 } from '../../src/record/digest.ts'
import { formatRecordId, LAST_NUMBER, MARK_DIGITS, MARK_LETTERS } from '../../src/storage/names.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'
import { type Device, type HonestRecord, honestRecord, rewritten } from './case.ts'

/** A calendar with the text that its digest is taken over. */
interface Kept {
  readonly calendar: Calendar
  readonly text: string
}

export interface Library {
  readonly shipped: Shipped
  readonly world: World
  readonly calendars: readonly Kept[]
}

const terms = [
  { from: '2026-02-16', to: '2026-02-20', title: 'half term' },
  { from: '2026-07-22', to: '2026-09-01', title: 'summer holidays' },
  { from: '2026-12-18', to: '2027-01-04', title: 'Christmas' },
]

const nation = (shipped: Shipped, id: string): Kept => {
  const found = shipped.calendar(id)
  if (found === undefined) throw new Error(`no calendar ${id}: build first`)
  return found
}

/** Everything that cases look up. `shipped`: what the build stored. */
export const libraryOf = (shipped: Shipped): Library => {
  const nations = calendarIds.map((id) => nation(shipped, id))
  const schools = nations.map(({ calendar }) => schoolCalendar(calendar, terms, sha256))
  const calendars = [...nations, ...schools]
  const byId = new Map(calendars.map((one) => [one.calendar.id, one.calendar]))
  const bySha = new Map(calendars.map((one) => [one.calendar.sha256, one.calendar]))
  if (![...byId.keys()].some((id) => id.startsWith(schoolPrefix))) throw new Error('no calendar of a school')
  const world: World = {
    policy: (digest) => shipped.policyBySha(digest),
    calendar: (id) => byId.get(id),
    pinnedCalendar: (digest) => bySha.get(digest),
  }
  return { shipped, world, calendars }
}

/** The mark of each 9,999 records: a device has no more numbers in a year. */
const markOf = (number: number): string => {
  const device = Math.floor((number - 1) / LAST_NUMBER)
  const letter = MARK_LETTERS[Math.floor(device / MARK_DIGITS.length) % MARK_LETTERS.length]
  return `${letter}${MARK_DIGITS[device % MARK_DIGITS.length]}`
}

const devices = new Map<string, Device>()

/** Its key is made of its mark, and no secret. */
const deviceOf = (number: number): Device => {
  const mark = markOf(number)
  const seed = sha256(mark)
  const made = devices.get(mark) ?? { mark, key: publicKeyOf(seed), sign: signerOf(seed) }
  devices.set(mark, made)
  return made
}

const idOf = (number: number): string =>
  formatRecordId({ mark: markOf(number), year: 2026, number: ((number - 1) % LAST_NUMBER) + 1 })

/** Record `number` (from 1) of a seed, of about so many entries. */
export const recordOf = (
  { shipped, world }: Library,
  seed: number,
  number: number,
  entries: number,
): HonestRecord => {
  const random = generator(seed, number)
  const chosen = pick(random, shipped.policies())
  const found = chosen === undefined ? undefined : shipped.policy(chosen.id)
  if (found === undefined) throw new Error('no policies: build first')
  const begun = addDays('2026-01-05', random(340))
  return honestRecord(world, found.policy, {
    id: idOf(number),
    device: deviceOf(number),
    entries,
    begun,
    random,
  })
}

const again = (known: HonestRecord, seed: number, number: number): HonestRecord =>
  rewritten(known, { id: idOf(number), device: deviceOf(number), random: generator(seed, number) })

/**
 * Makes records by their number, of about so many entries. `walked`: so many of them are different cases; the others are
 * the same ones again, each under an id and a salt of its own.
 */
export const recordMaker = (
  library: Library,
  seed: number,
  entries: number,
  walked: number,
): ((number: number) => HonestRecord) => {
  const cases = new Map<number, HonestRecord>()
  return (number) => {
    const first = ((number - 1) % walked) + 1
    const known = cases.get(first) ?? recordOf(library, seed, first, entries)
    cases.set(first, known)
    return number === first ? known : again(known, seed, number)
  }
}

/** The records 1 to `count`. */
export const recordsOf = (
  library: Library,
  seed: number,
  count: number,
  entries: number,
  walked = count,
): readonly HonestRecord[] => {
  const make = recordMaker(library, seed, entries, walked)
  return Array.from({ length: count }, (_, i) => make(i + 1))
}

/** The files of a casebook beside its records, by their paths in it. */
export const pinsOf = ({ shipped, calendars }: Library): ReadonlyMap<string, string> =>
  new Map([
    ...shipped.policies().flatMap(({ id, sha256: digest }): (readonly [string, string])[] => {
      const found = shipped.policy(id)
      return found === undefined ? [] : [[`records/policies/${digest}.yaml`, found.text]]
    }),
    ...calendars.map(({ calendar, text }) => [`records/calendars/${calendar.sha256}.yaml`, text] as const),
  ])

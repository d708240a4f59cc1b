/** Files → what they show by themselves, and whether they follow their policies; by several threads where there are many. */
import type { Closure } from '../calendar/school.ts'
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { longestRecord } from '../record/text.ts'
import { type Examined, examine, tooLarge, unreadable } from '../verify/examined.ts'
import { review } from '../verify/review.ts'
import type { ExaminedFile } from '../verify/verified.ts'
import { type Held, nothingHeld, type Shelf, worldFor } from './library.ts'
import { placedFacts, readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'

/** Examines one file; never throws for what it finds. `held`: what has been loaded for the files before it. `now`: against which open deadlines are held. */
export const examineFile = async (
  ports: Shelf,
  path: string,
  held: Held,
  now: Moment,
): Promise<ExaminedFile> => {
  try {
    const { examined, record } = examine(path, readBytes(ports, path))
    const facts = placedFacts(record)
    if (facts.length === 0) return { examined }
    const { rules, time } = review(await worldFor(ports, casebookOf(path), facts, held), facts, now)
    const { state: _, ...verdict } = rules
    return { examined, rules: verdict, time }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { examined: notRead(ports, path, error.message) }
  }
}

const notRead = ({ disk }: Shelf, path: string, why: string): Examined => {
  try {
    return (disk.stat(path)?.size ?? 0) > longestRecord ? tooLarge(path, why) : unreadable(path, why)
  } catch {
    return unreadable(path, why)
  }
}

/** Starting a thread takes as long as reading some thousand records does. */
const worthThreads = 2000

const batchSize = 250

const batchesOf = function* (paths: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < paths.length; from += batchSize) yield paths.slice(from, from + batchSize)
}

/** What each thread has to do next while it waits for this one. */
const ahead = 2

/** Examines files in their order. `closures`: of the casebook's settings. */
export const examineFiles = async function* (
  ports: Ports,
  paths: readonly string[],
  closures: readonly Closure[],
): AsyncGenerator<ExaminedFile> {
  const readers = paths.length < worthThreads ? [] : ports.startReaders()
  const held = nothingHeld(closures)
  const now = civil(ports.clock.now())
  if (readers.length === 0) {
    for (const path of paths) yield await examineFile(ports, path, held, now)
    return
  }
  try {
    const batches = batchesOf(paths)
    const pending: Promise<readonly ExaminedFile[]>[] = []
    let turn = 0
    const begin = (): void => {
      const { value, done } = batches.next()
      const reader = readers[turn++ % readers.length]
      if (done !== true && reader !== undefined) pending.push(reader.examine({ paths: value, closures, now }))
    }
    for (let i = 0; i < readers.length * ahead; i++) begin()
    for (let first = pending.shift(); first !== undefined; first = pending.shift()) {
      const files = await first
      begin()
      yield* files
    }
  } finally {
    for (const reader of readers) reader.close()
  }
}

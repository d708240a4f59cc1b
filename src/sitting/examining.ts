/** Files → what they show by themselves, whether they follow their policies, and what a reader would miss; by several threads where there are many. */
import type { Closure } from '../calendar/school.ts'
import { civil } from '../calendar/zone.ts'
import { UserError } from '../errors.ts'
import type { Batch, BatchFile, Ports, Reader } from '../ports.ts'
import { type ParsedRecord, parseRecord } from '../record/parse.ts'
import { checkSignatures } from '../record/signatures.ts'
import { longestRecord } from '../record/text.ts'
import { figuresOf } from '../report/figures.ts'
import { counted, strengthOf } from '../strength/strength.ts'
import { type Examined, examinedOf, tooLarge, unreadable } from '../verify/examined.ts'
import { missedIn } from '../verify/time.ts'
import type { Detail } from '../verify/verified.ts'
import { breathing } from './breathe.ts'
import { type Held, nothingHeld, type Shelf } from './library.ts'
import { placedFacts, readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'
import { reviewBeside } from './reviewing.ts'

/** A file that was read, or what is to be said of one that could not be. `size`: in bytes. */
interface Opened {
  readonly path: string
  readonly size: number
  readonly record?: ParsedRecord
  readonly unread?: Examined
}

const open = (ports: Shelf, path: string): Opened => {
  try {
    const bytes = readBytes(ports, path)
    return { path, size: bytes.length, record: parseRecord(bytes) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { path, size: 0, unread: notRead(ports, path, error.message) }
  }
}

const examinedFile = ({ path, record, unread }: Opened): Examined =>
  record === undefined ? (unread ?? unreadable(path, '')) : examinedOf(path, record, checkSignatures(record))

const judge = async (
  ports: Shelf,
  { path, record }: Opened,
  examined: Examined,
  { now, detail }: Batch,
  held: Held,
): Promise<BatchFile> => {
  const facts = record === undefined ? [] : placedFacts(record)
  if (facts.length === 0) return { examined }
  const { rules, time } = await reviewBeside(ports, casebookOf(path), examined.id, facts, held, now)
  const { state, ...verdict } = rules
  const strength = strengthOf(state, facts)
  switch (detail) {
    case 'steps':
    case 'verdicts':
      return { examined, rules: verdict, time, strength }
    case 'missed':
      return { examined, rules: verdict, time: missedIn(time), strength: counted(strength) }
    case 'figures':
      return {
        ...{ examined, rules: verdict, time: missedIn(time), strength: counted(strength) },
        figures: figuresOf(examined.id, facts, state, time, Object.keys(counted(strength).counts)),
      }
  }
}

/** So many files are taken at once, and so many bytes, but for the last file's. */
const handful = { files: 8, bytes: 1024 * 1024 }

const handfulsOf = function* (ports: Shelf, paths: readonly string[]): Generator<readonly Opened[]> {
  let opened: Opened[] = []
  let bytes = 0
  for (const path of paths) {
    const one = open(ports, path)
    opened.push(one)
    bytes += one.size
    if (opened.length < handful.files && bytes < handful.bytes) continue
    yield opened
    opened = []
    bytes = 0
  }
  yield opened
}

/**
 * Examines files in their order; never throws for what it finds. A handful is read, then its signatures are checked, then it
 * is judged: file by file it takes a sixth longer, since the processor has to fetch each kind of work anew. `held`: what has
 * been loaded for the files before. `breathe`: where a signal is waited for.
 */
const inTurn = async function* (
  ports: Shelf,
  batch: Batch,
  held: Held,
  breathe: () => Promise<void> | undefined = () => undefined,
): AsyncGenerator<BatchFile> {
  for (const opened of handfulsOf(ports, batch.paths)) {
    await breathe()
    const examined = opened.map((one) => ({ one, examined: examinedFile(one) }))
    for (const { one, examined: shown } of examined) yield await judge(ports, one, shown, batch, held)
  }
}

/** The files of a batch, in their order. `held`: as for all batches of a thread. */
export const examineBatch = async (ports: Shelf, batch: Batch, held: Held): Promise<readonly BatchFile[]> => {
  const files: BatchFile[] = []
  for await (const file of inTurn(ports, batch, held)) files.push(file)
  return files
}

const notRead = ({ disk }: Shelf, path: string, why: string): Examined => {
  try {
    return (disk.stat(path)?.size ?? 0) > longestRecord ? tooLarge(path, why) : unreadable(path, why)
  } catch {
    return unreadable(path, why)
  }
}

/** Each thread has to compile everything for itself: on two cores that is won back after some hundred records. */
const worthThreads = 1000

const batchSize = 32

const batchesOf = function* (task: Batch): Generator<Batch> {
  for (let from = 0; from < task.paths.length; from += batchSize)
    yield { ...task, paths: task.paths.slice(from, from + batchSize) }
}

/** The path that was asked for, and no copy of it: what is told of a file may be kept for long. */
const withPath = (file: BatchFile, path: string): BatchFile => ({
  ...file,
  examined: { ...file.examined, path },
})

/** What each thread has to do next while it waits for this one. */
const ahead = 2

const byThreads = async function* (
  readers: readonly Reader[],
  batches: Generator<Batch>,
  here: (batch: Batch) => Promise<readonly BatchFile[]>,
): AsyncGenerator<BatchFile> {
  const pending: Promise<readonly BatchFile[]>[] = []
  let turn = 0
  const begin = (): void => {
    const { value, done } = batches.next()
    const reader = readers[turn++ % readers.length]
    if (done === true || reader === undefined) return
    // A thread may run out of memory on a hostile file; then it is not there for the other files of its batch either.
    const examined = reader
      .examine(value)
      .then((files) => files.map((one, i) => withPath(one, value.paths[i] ?? '')))
    pending.push(examined.catch(() => here(value)))
  }
  for (let i = 0; i < readers.length * ahead; i++) begin()
  for (let first = pending.shift(); first !== undefined; first = pending.shift()) {
    const files = await first
    begin()
    yield* files
  }
}

/**
 * Examines files in their order. `closures`: of the casebook's settings.
 */
export const examineFiles = async function* (
  ports: Ports,
  paths: readonly string[],
  closures: readonly Closure[],
  detail: Detail,
): AsyncGenerator<BatchFile> {
  const readers = paths.length < worthThreads ? [] : ports.startReaders()
  const task: Batch = { paths, closures, now: civil(ports.clock.now()), detail }
  const held = nothingHeld(closures)
  if (readers.length === 0) {
    yield* inTurn(ports, task, held, breathing(ports))
    return
  }
  try {
    yield* byThreads(readers, batchesOf(task), (batch) => examineBatch(ports, batch, held))
  } finally {
    await Promise.all(readers.map((reader) => reader.close()))
  }
}

/** The work of the long tests, in a thread of its own: see in-node.ts. */
import { parentPort, workerData } from 'node:worker_threads'
import { parseRecord } from '../../src/record/parse.ts'
import { noWitnesses } from '../../src/verify/witness.ts'
import {
  type Damage,
  deletions,
  flips,
  insertions,
  judgeAll,
  rearrangements,
  type Tally,
  withoutLast,
} from '../record/damage.ts'
import { targets } from '../record/fuzz-targets.ts'
import { type Fuzzed, fuzz } from '../record/fuzzing.ts'
import { rememberSignatures } from '../record/remembered-signatures.ts'
import {
  type CrashState,
  type CrashTally,
  crashStates,
  judgeStates,
  originalOf,
} from '../sitting/crash-states.ts'
import { codes, type Matrix, type Stops, stopAll, tryAll } from '../sitting/faulty-sitting.ts'
import { type Recorded, recorded } from '../sitting/recorded.ts'
import { interruptRecovery, recover } from '../sitting/recovering.ts'
import { witnessesIn } from '../sitting/registered.ts'
import { memoryDisk } from '../storage/memory-disk.ts'

export interface Recoveries {
  readonly states: number
  readonly refused: number
  readonly wrong: readonly string[]
}

/** What each job needs and comes to. `entries`: of the record. `part`: of `of`, counted from 0, the rest is others'. */
export interface Jobs {
  readonly flips: {
    readonly data: { readonly entries: number; readonly part: number; readonly of: number }
    readonly result: Tally
  }
  readonly damage: { readonly data: { readonly entries: number }; readonly result: Tally }
  /** The last entry taken off, with the register of the computer beside it. */
  readonly shorten: { readonly data: { readonly entries: number }; readonly result: Tally }
  /** `last`: only the last so many entries. */
  readonly crash: {
    readonly data: { readonly entries: number; readonly last?: number }
    readonly result: CrashTally
  }
  readonly recover: { readonly data: { readonly entries: number }; readonly result: Recoveries }
  readonly interrupt: { readonly data: { readonly entries: number }; readonly result: Recoveries }
  /** The computer stopping at each step of whole sittings. */
  readonly stops: { readonly data: Record<never, never>; readonly result: Stops }
  readonly faults: {
    readonly data: { readonly part: number; readonly of: number }
    readonly result: Matrix
  }
  readonly fuzz: {
    readonly data: { readonly files: number; readonly seed: number }
    readonly result: readonly Fuzzed[]
  }
}

export interface Job<Name extends keyof Jobs> {
  readonly name: Name
  readonly data: Jobs[Name]['data']
}

type Work = {
  readonly [Name in keyof Jobs]: (
    data: Jobs[Name]['data'],
    piece: Int32Array,
  ) => Promise<Jobs[Name]['result']>
}

const share = (length: number, part: number, of: number): readonly [from: number, to: number] => [
  Math.floor((length * part) / of),
  Math.floor((length * (part + 1)) / of),
]

function* allDamage({ bytes }: Recorded, other: Recorded): Generator<Damage> {
  yield* insertions(bytes)
  yield* deletions(bytes)
  yield* rearrangements(bytes, other.bytes)
}

/** The number of the first write that belongs to the last so many entries: it has the heading of the first of them. */
const firstWriteOf = ({ writes }: Recorded, last: number): number => {
  const headings = writes.flatMap((bytes, i) => (/^## /m.test(bytes.toString('latin1')) ? [i] : []))
  return headings.at(-last) ?? 0
}

/** For each write and kind the state at its first byte, in its middle and at its last. */
function* someStates({ writes }: Recorded): Generator<CrashState> {
  for (const state of crashStates(writes)) {
    const length = writes[state.write]?.length ?? 0
    const at = state.offset - state.saved
    if (at === 0 || at === length >> 1 || at === length - 1) yield state
  }
}

const work: Work = {
  flips: async ({ entries, part, of }) => {
    const { bytes } = await recorded(entries)
    const [from, to] = share(bytes.length, part, of)
    return judgeAll(flips(bytes, from, to))
  },
  damage: async ({ entries }) => judgeAll(allDamage(await recorded(entries), await recorded(entries, 2))),
  shorten: async ({ entries }) => {
    const { bytes, disk, registerPath } = await recorded(entries)
    const registers = witnessesIn(registerPath, disk.readBytes(registerPath), parseRecord(bytes))
    return judgeAll([withoutLast(bytes)], { ...noWitnesses, registers })
  },
  crash: async ({ entries, last }) => {
    const record = await recorded(entries)
    const first = last === undefined ? 0 : firstWriteOf(record, last)
    return judgeStates(crashStates(record.writes, first), originalOf(record.bytes))
  },
  recover: async ({ entries }) => {
    const record = await recorded(entries)
    let [states, refused] = [0, 0]
    const wrong: string[] = []
    for (const state of someStates(record)) {
      const came = await recover(record, state)
      states++
      if (came.kind === 'refused') refused++
      if (came.wrong !== undefined) wrong.push(`${state.kind} at ${state.offset}: ${came.wrong}`)
    }
    return { states, refused, wrong }
  },
  interrupt: async ({ entries }) => {
    const record = await recorded(entries)
    let states = 0
    const wrong: string[] = []
    for (const state of someStates(record)) {
      // Each write once, by turns in each way; what is refused is not taken up.
      const middle = state.offset - state.saved === (record.writes[state.write]?.length ?? 0) >> 1
      const kind = (['cut', 'zeros', 'old tail'] as const)[state.write % 3]
      if (!middle || state.kind !== kind || state.write === 0) continue
      const came = await interruptRecovery(record, state)
      states += came.states
      wrong.push(...came.wrong)
    }
    return { states, refused: 0, wrong }
  },
  stops: () => stopAll(memoryDisk()),
  faults: ({ part, of }) => tryAll(memoryDisk(), codes.slice(...share(codes.length, part, of))),
  fuzz: async ({ files, seed }, piece) =>
    (await targets()).map(([target, part]) =>
      fuzz(target, Math.ceil(files * part), seed, (number) => Atomics.store(piece, 0, number)),
    ),
}

const { job, piece } = workerData as { readonly job: Job<keyof Jobs>; readonly piece: Int32Array }

rememberSignatures()
void (work[job.name] as (data: unknown, piece: Int32Array) => Promise<unknown>)(job.data, piece).then(
  (result) => parentPort?.postMessage(result),
)

/**
 * Everything the program asks of the world, as values that tests can replace. The core takes none of these; it
 * takes what they yield.
 */

import type { Closure } from './calendar/school.ts'
import type { Moment, Stamp } from './calendar/time.ts'
import type { Shipped } from './flow/shipped.ts'
import type { CaseFigures } from './report/figures.ts'
import type { Disk } from './storage/disk.ts'
import type { Terminal } from './terminal/screen.ts'
import type { Detail, ExaminedFile } from './verify/verified.ts'

export interface Clock {
  /** The present second, in the casebook's zone, with its offset. */
  readonly now: () => Stamp
  /** The real present, in milliseconds since 1970, whatever time was given; for locks. */
  readonly instant: () => number
  /** True where the time was given by hand (`--at`). */
  readonly given: boolean
}

/** Records to examine. */
export interface Batch {
  readonly paths: readonly string[]
  /** Of the casebook's settings. */
  readonly closures: readonly Closure[]
  /** Against which open deadlines are held. */
  readonly now: Moment
  readonly detail: Detail
}

/** What is told of a file of a batch. */
export interface BatchFile extends ExaminedFile {
  /** Of a case, where figures were asked for. */
  readonly figures?: CaseFigures
}

/** A thread that examines records. */
export interface Reader {
  /** The files of a batch, in their order. */
  readonly examine: (batch: Batch) => Promise<readonly BatchFile[]>
  /** Ends it, and gives its memory back. */
  readonly close: () => Promise<unknown>
}

/** How an editor ended. `editor`: as the person knows it. */
export type Edited =
  | { readonly kind: 'ended'; readonly editor: string }
  /** It could not be started, or it said that it failed. */
  | { readonly kind: 'failed'; readonly editor: string; readonly reason: string }

export interface Ports {
  readonly clock: Clock
  readonly disk: Disk
  /** Of the program that runs, as records name it. */
  readonly version: string
  /** What came with the program. */
  readonly shipped: Shipped
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly home: string
  readonly platform: string
  readonly host: string
  readonly process: number
  readonly random: (bytes: number) => Uint8Array
  readonly out: (text: string) => void
  /** Settles once what was printed to `out` has been taken; false where nobody takes any more. For whoever prints without end. */
  readonly taken: () => Promise<boolean>
  readonly err: (text: string) => void
  /** Whether both ends are a terminal, and how wide it is. */
  readonly interactive: boolean
  readonly columns: number
  /** Whether somebody sees at once what goes to `err`. */
  readonly watched: boolean
  /** Threads that read beside this one: as many as the computer has cores. None where there is only one, or in tests. */
  readonly startReaders: () => readonly Reader[]
  /** Opens a file in the person's editor, and settles once that has ended. The terminal is the editor's meanwhile. Never throws. */
  readonly edit: (file: string) => Promise<Edited>
  readonly openTerminal: (plain: boolean) => Promise<Terminal>
}

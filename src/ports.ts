/**
 * Everything the program asks of the world, as values that tests can replace. The core takes none of these; it
 * takes what they yield.
 */
import type { Stamp } from './calendar/time.ts'
import type { Shipped } from './flow/shipped.ts'
import type { Disk } from './storage/disk.ts'
import type { Terminal } from './terminal/screen.ts'

export interface Clock {
  /** The present second, in the casebook's zone, with its offset. */
  readonly now: () => Stamp
  /** The real present, in milliseconds since 1970, whatever time was given; for locks. */
  readonly instant: () => number
  /** True where the time was given by hand (`--at`). */
  readonly given: boolean
}

export interface Ports {
  readonly clock: Clock
  readonly disk: Disk
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
  readonly err: (text: string) => void
  /** Whether both ends are a terminal, and how wide it is. */
  readonly interactive: boolean
  readonly columns: number
  readonly openTerminal: (plain: boolean) => Promise<Terminal>
}

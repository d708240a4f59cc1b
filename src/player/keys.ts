/** The keys of a player, in the order in which they are shown, and a sentence on each. */
import type { KeyHint } from '../terminal/screen.ts'

export type Pressed =
  | 'on'
  | 'back'
  | 'first'
  | 'last'
  | 'screen'
  | 'rung'
  | 'late'
  | 'thin'
  | 'search'
  | 'again'
  | 'answer'
  | 'pause'
  | 'leave'
  | 'keys'

interface Row extends KeyHint {
  readonly does: Pressed
  readonly long: string
}

const rows: readonly Row[] = [
  {
    does: 'on',
    key: '→',
    label: 'on',
    also: ['right', 'return', 'enter'],
    long: 'the next stop; Enter, too',
  },
  {
    does: 'back',
    key: '←',
    label: 'back',
    also: ['left', 'backspace'],
    long: 'the stop before; Backspace, too',
  },
  {
    does: 'answer',
    key: 'o',
    label: 'answer',
    long: 'shows the answer that is kept back, or keeps it back again',
  },
  {
    does: 'pause',
    key: 'p',
    label: 'pause',
    also: ['space'],
    long: 'stops playing, and goes on; the space bar, too',
  },
  { does: 'screen', key: 's', label: 'screen', long: 'what was on the screen then, by itself' },
  { does: 'rung', key: 'r', label: 'rung', long: 'to a rung' },
  {
    does: 'late',
    key: 'l',
    label: 'late',
    long: 'to the next stop where something was late: a deadline, or the writing down',
  },
  { does: 'thin', key: 't', label: 'thin', long: 'to the next stop where something is missing' },
  { does: 'search', key: '/', label: 'search', long: 'to the next stop with these words' },
  { does: 'again', key: 'n', label: 'again', long: 'the same search, further on' },
  { does: 'leave', key: 'q', label: 'leave', long: 'leaves; nothing was changed' },
  { does: 'first', key: 'Home', label: '', also: ['home'], long: 'to the first stop' },
  { does: 'last', key: 'End', label: '', also: ['end'], long: 'to the last stop' },
  { does: 'keys', key: '?', label: 'keys', long: 'these keys' },
]

/** Which keys make sense where. */
export interface Offered {
  readonly hides: boolean
  readonly plays: boolean
  readonly searched: boolean
}

const isOffered = ({ does }: Row, { hides, plays, searched }: Offered): boolean =>
  (does !== 'answer' || hides) && (does !== 'pause' || plays) && (does !== 'again' || searched)

export const keysFor = (offered: Offered): readonly KeyHint[] => rows.filter((row) => isOffered(row, offered))

/** What a key does; undefined for one of somebody else's. */
export const pressed = (key: string): Pressed | undefined => rows.find((row) => row.key === key)?.does

/** Each key with its sentence, for `?`. */
export const keySentences = (offered: Offered): readonly KeyHint[] => [
  ...rows.filter((row) => isOffered(row, offered)).map(({ key, long }) => ({ key, label: long })),
  { key: 'PgDn', label: `the rest of a long page${offered.plays ? '' : '; the space bar, too'}` },
]

/** Demonstrate: the case plays itself. Space holds it, arrows step, and at what a room is to talk about it waits. */
import { wakeAfter } from '../player/pace.ts'
import type { Sitting } from '../sitting/sitting.ts'
import type { KeyHint, Line, Page, Terminal } from '../terminal/screen.ts'
import { enterRoom } from '../wizard/room.ts'
import { safely } from './asking.ts'
import type { Frame } from './frames.ts'
import type { Rehearsal } from './rehearsal.ts'
import { walkBranch } from './walk.ts'
import { partingsOf } from './what-if.ts'

/** Times as fast as somebody reads aloud. */
const slowest = 0.25
const fastest = 8

interface Play {
  readonly index: number
  readonly playing: boolean
  readonly speed: number
  readonly note?: string
}

const rows: readonly (KeyHint & { readonly does: Pressed })[] = [
  { does: 'on', key: '→', label: 'on', also: ['right', 'return', 'enter'] },
  { does: 'back', key: '←', label: 'back', also: ['left', 'backspace'] },
  { does: 'pause', key: 'p', label: 'or space: hold', also: ['space'] },
  { does: 'faster', key: '+', label: 'faster' },
  { does: 'slower', key: '-', label: 'slower' },
  { does: 'branch', key: 'i', label: 'what if' },
  { does: 'first', key: 'Home', label: '', also: ['home'] },
  { does: 'last', key: 'End', label: '', also: ['end'] },
  { does: 'leave', key: 'q', label: 'leave' },
]

type Pressed = 'on' | 'back' | 'pause' | 'faster' | 'slower' | 'branch' | 'first' | 'last' | 'leave'

const textOf = ({ spans, right = [] }: Line): string => [...spans, ...right].map(({ text }) => text).join('')

/** Milliseconds to read a page aloud at a calm pace, that which stood on the page before left out. */
const readingTime = ({ page }: Frame, before: Frame | undefined): number => {
  const known = new Set([...(before?.page.head ?? []), ...(before?.page.body ?? [])].map(textOf))
  const words = [...page.head, ...page.body]
    .map(textOf)
    .filter((text) => !known.has(text))
    .join(' ')
    .split(/\s+/).length
  return Math.min(20_000, Math.max(3_000, words * 280))
}

const stateWords = ({ stops }: Frame, { playing, speed, note }: Play): string => {
  if (note !== undefined) return note
  if (stops) return 'waits for the room: → goes on'
  return playing ? `plays at ${speed} ×` : 'held: space plays on'
}

/** Above everything else, where it never scrolls off: where one is, and whether it plays. */
const headed = (frame: Frame, play: Play, all: number): Page => ({
  head: [
    {
      spans: [{ text: stateWords(frame, play), as: 'quiet' }],
      right: [{ text: `${play.index + 1} of ${all}`, as: 'quiet' }],
    },
    ...frame.page.head,
  ],
  body: frame.page.body,
})

const within = (index: number, all: number): number => Math.max(0, Math.min(index, all - 1))

interface Showing {
  readonly rehearsal: Rehearsal
  readonly sitting: Sitting
  readonly terminal: Terminal
  readonly frames: readonly Frame[]
}

/** Another way from the rung that is on the screen, or was last. */
const tryAnother = async (showing: Showing, play: Play): Promise<Play | 'interrupted'> => {
  const { rehearsal, sitting, terminal, frames } = showing
  const facts = frames[play.index]?.facts ?? 0
  const parting = partingsOf(sitting.state).findLast((one) => one.facts <= facts)
  const held = { ...play, playing: false }
  if (parting === undefined) return { ...held, note: 'The case has come to no rung yet.' }
  const room = enterRoom({ sitting, common: rehearsal.ports.shipped.common() }, terminal)
  const turn = await walkBranch(rehearsal, room, parting)
  return turn === 'interrupted' ? 'interrupted' : held
}

const press = async (showing: Showing, play: Play, key: string): Promise<Play | 'left' | 'interrupted'> => {
  const all = showing.frames.length
  const does = rows.find((row) => row.key === key)?.does
  switch (does) {
    case 'on':
      return play.index === all - 1
        ? { ...play, playing: false, note: 'That was all. q leaves, ← steps back.' }
        : { ...play, index: within(play.index + 1, all) }
    case 'back':
      return { ...play, playing: false, index: within(play.index - 1, all) }
    case 'first':
      return { ...play, playing: false, index: 0 }
    case 'last':
      return { ...play, playing: false, index: all - 1 }
    case 'pause':
      return { ...play, playing: !play.playing }
    case 'faster':
      return { ...play, speed: Math.min(fastest, play.speed * 2) }
    case 'slower':
      return { ...play, speed: Math.max(slowest, play.speed / 2) }
    case 'branch':
      return tryAnother(showing, play)
    case 'leave':
      return 'left'
    case undefined:
      return play
  }
}

const show = async (showing: Showing, play: Play): Promise<Play | 'left' | 'interrupted'> => {
  const { frames, terminal } = showing
  const frame = frames[play.index]
  if (frame === undefined) return 'left'
  const goesOn = play.playing && !frame.stops && play.index < frames.length - 1
  const waiting = goesOn ? wakeAfter(readingTime(frame, frames[play.index - 1]) / play.speed, '→') : undefined
  const reply = await safely(
    terminal,
    showing.rehearsal.ports.shipped.common(),
  )({
    kind: 'read',
    page: headed(frame, play, frames.length),
    keys: rows,
    ...(waiting === undefined ? {} : { wakes: waiting.wakes }),
  })
  waiting?.stop()
  if (reply.kind === 'interrupted') return 'interrupted'
  const { note: _, ...kept } = play
  if (reply.kind === 'key') return press(showing, kept, reply.key)
  // Enter on a terminal that has no arrows.
  return press(showing, kept, '→')
}

/** Plays until somebody leaves. */
export const demonstrate = async (showing: Showing, speed: number): Promise<'left' | 'interrupted'> => {
  let play: Play | 'left' | 'interrupted' = { index: 0, playing: true, speed }
  while (typeof play === 'object') play = await show(showing, play)
  return play
}

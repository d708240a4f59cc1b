/** The loop between a person and a story: shows a stop, takes a key, goes where it says. Changes nothing but what is looked at. */
import { placeLine, stampLine } from '../render/story/scene.ts'
import { isLate, isThin, type Remark, type Remarks } from '../story/remark.ts'
import type { Story } from '../story/story.ts'
import { back, nextMarked, onward, search, toRung, visitedRungs } from '../story/travel.ts'
import type { KeyHint, Terminal } from '../terminal/screen.ts'
import { keySentences, keysFor, type Offered, pressed } from './keys.ts'
import { type Pace, pauseBefore, type Waiting, wakeAfter } from './pace.ts'
import { pageOf, type Show, sceneIn, screenIn, verdictLine } from './show.ts'

interface Play {
  readonly index: number
  /** Stops whose answer was asked for. */
  readonly open: ReadonlySet<number>
  /** The furthest stop that was shown. */
  readonly seen: number
  readonly playing: boolean
  /** What was searched for last. */
  readonly words: string
  readonly note?: string
}

type Ended = 'left' | 'interrupted'

interface Room {
  show: Show
  readonly terminal: Terminal
  readonly pace: Pace | undefined
  /** Checks the record, of which only the beginning is shown so far. */
  readonly check: () => Promise<Show>
}

const offeredIn = ({ show, pace }: Room, { words }: Play): Offered => ({
  hides: show.blind !== undefined,
  plays: pace !== undefined,
  searched: words !== '',
})

const isOpen = ({ blind }: Show, { index, open }: Play): boolean => blind === undefined || open.has(index)

/** Longer than the first page takes to be drawn. */
const drawn = 30

/** Woken to check what is shown already, or to play on. */
const waitingFor = ({ show, pace }: Room, play: Play): Waiting | undefined => {
  if (typeof show.verified === 'number') return wakeAfter(drawn, checkKey)
  if (pace === undefined || !play.playing) return undefined
  const next = onward(show.story, play.index)
  return next === undefined ? undefined : wakeAfter(pauseBefore(sceneIn(show, next, false), pace), '→')
}

/** No key of a keyboard. */
const checkKey = 'check'

const at = (play: Play, index: number | undefined, otherwise: string): Play =>
  index === undefined
    ? { ...play, note: otherwise }
    : {
        index,
        open: play.open,
        seen: Math.max(play.seen, index),
        playing: play.playing,
        words: play.words,
      }

/** Where answers are kept back, no further than it was shown: which rungs come later would tell of the answers. */
const storySeen = ({ story, blind }: Show, { seen }: Play): Story =>
  blind === undefined ? story : { ...story, stops: story.stops.slice(0, seen + 1) }

/** Where answers are kept back, only of the answers that were shown. */
const remarksShown = ({ remarks, blind }: Show, { open }: Play): Remarks =>
  blind === undefined ? remarks : new Map([...remarks].filter(([i]) => open.has(i)))

const toMarked = (show: Show, play: Play, wanted: (remark: Remark) => boolean, otherwise: string): Play =>
  at(
    play,
    nextMarked(show.story, remarksShown(show, play), play.index, wanted),
    show.blind === undefined ? otherwise : 'Nothing in the answers shown so far; the others are kept back.',
  )

const interrupted = 'interrupted'

const noRung = ({ blind }: Show): string =>
  blind === undefined
    ? 'The record came to no rung.'
    : 'The record has come to no rung so far; what follows is kept back.'

/** As on the page: what asks is left as the page is. */
const stay: KeyHint = { key: 'q', label: 'stay here' }

const askRung = async ({ show, terminal }: Room, play: Play): Promise<Play | Ended> => {
  const rungs = visitedRungs(storySeen(show, play))
  if (rungs.length === 0) return { ...play, note: noRung(show) }
  const reply = await terminal.ask({
    kind: 'choice',
    page: { head: [verdictLine(show)], body: [] },
    title: show.blind === undefined ? 'To which rung?' : 'To which rung of those shown so far?',
    options: [
      ...rungs.map(({ label, visits }, i) => ({
        id: String(i),
        label,
        ...(visits.length > 1 ? { hint: `${visits.length} times` } : {}),
      })),
      { id: 'stay', label: 'Stay here' },
    ],
    keys: [stay],
  })
  if (reply.kind === 'interrupted') return interrupted
  const rung = reply.kind === 'choice' ? rungs[Number(reply.id)] : undefined
  return rung === undefined ? play : at(play, toRung(rung, play.index), '')
}

/** Where answers are kept back, only what was asked so far, and where, is searched: a hit would tell of the answers. */
const find = (show: Show, play: Play, words: string): Play =>
  at(
    { ...play, words },
    search(storySeen(show, play), play.index, words, show.blind === undefined),
    `Nothing found for “${words}”${show.blind === undefined ? '' : ' in what was shown so far'}.`,
  )

const askWords = async ({ show, terminal }: Room, play: Play): Promise<Play | Ended> => {
  const reply = await terminal.ask({
    kind: 'text',
    page: { head: [verdictLine(show)], body: [] },
    title: 'Search for',
    hint: `in ${show.blind === undefined ? 'labels, answers and typed text' : 'what was asked so far, and where'}; Enter alone goes back`,
    draft: play.words,
    keys: [],
    check: () => undefined,
  })
  if (reply.kind === 'interrupted') return interrupted
  const words = reply.kind === 'text' ? reply.text.trim() : ''
  return words === '' ? play : find(show, play, words)
}

const showKeys = async (room: Room, play: Play): Promise<Play | Ended> => {
  const lines = keySentences(offeredIn(room, play)).map(({ key, label }) => ({
    spans: [{ text: key.padEnd(4), as: 'mark' as const }, { text: `  ${label}` }],
    indent: 2,
    hang: 6,
  }))
  const page = { head: [{ spans: [{ text: 'Keys', as: 'title' as const }] }], body: lines }
  const reply = await room.terminal.ask({ kind: 'read', page, keys: [] })
  return reply.kind === 'interrupted' ? interrupted : play
}

/** The screen as it was, without what came of it. */
const showScreen = async (room: Room, play: Play): Promise<Play | Ended> => {
  const { show, terminal } = room
  const open = isOpen(show, play)
  const scene = sceneIn(show, play.index, open)
  const body = scene === undefined ? [] : screenIn(show, scene, open)
  if (scene === undefined || body.length === 0)
    return { ...play, note: 'No question of the policy stood on the screen.' }
  const page = { head: [verdictLine(show), stampLine(scene), { spans: [] }, placeLine(scene)], body }
  const reply = await terminal.ask({ kind: 'read', page, keys: [] })
  return reply.kind === 'interrupted' ? interrupted : play
}

const turnedOver = (play: Play): Play => {
  const open = new Set(play.open)
  if (!open.delete(play.index)) open.add(play.index)
  return { ...play, open }
}

const go = async (room: Room, play: Play, key: string): Promise<Play | Ended> => {
  const { show } = room
  const last = show.story.stops.length - 1
  switch (pressed(key)) {
    case 'on':
      return at(play, onward(show.story, play.index), 'This is the last stop. q leaves.')
    case 'back':
      return at({ ...play, playing: false }, back(play.index), 'This is the first stop.')
    case 'first':
      return at({ ...play, playing: false }, 0, '')
    case 'last':
      return at({ ...play, playing: false }, last, '')
    case 'late':
      return toMarked(show, play, isLate, 'Nothing was late.')
    case 'thin':
      return toMarked(show, play, isThin, 'Nothing is missing that is looked for.')
    case 'screen':
      return showScreen(room, play)
    case 'rung':
      return askRung(room, play)
    case 'search':
      return askWords(room, play)
    case 'again':
      return play.words === '' ? play : find(show, play, play.words)
    case 'answer':
      return turnedOver(play)
    case 'pause':
      return play.playing
        ? { ...play, playing: false, note: 'Paused: the space bar plays on.' }
        : { ...play, playing: true }
    case 'keys':
      return showKeys(room, play)
    case 'leave':
      return 'left'
    case undefined:
      if (key === checkKey) room.show = await room.check()
      return play
  }
}

const turn = async (room: Room, play: Play): Promise<Play | Ended> => {
  const { show, terminal } = room
  const open = isOpen(show, play)
  const scene = sceneIn(show, play.index, open)
  if (scene === undefined) return 'left'
  const waiting = waitingFor(room, play)
  const reply = await terminal.ask({
    kind: 'read',
    page: pageOf(show, scene, open, play.note),
    keys: keysFor(offeredIn(room, play)),
    ...(waiting === undefined ? {} : { wakes: waiting.wakes }),
  })
  waiting?.stop()
  if (reply.kind === 'interrupted') return interrupted
  const { note: _, ...kept } = play
  return reply.kind === 'key' ? go(room, kept, reply.key) : kept
}

/** What came of it: how the person left, and the record as it was found. */
export interface Played {
  readonly ended: Ended
  readonly show: Show
}

/** Steps through the story until the person leaves. With a pace it plays by itself from the first stop. `check`: see `Room`. */
export const play = async (
  show: Show,
  terminal: Terminal,
  check: () => Promise<Show>,
  pace?: Pace,
): Promise<Played> => {
  const room: Room = { show, terminal, pace, check }
  let now: Play | Ended = { index: 0, open: new Set(), seen: 0, playing: pace !== undefined, words: '' }
  while (typeof now === 'object') now = await turn(room, now)
  return { ended: now, show: room.show }
}

/**
 * Walk: the trainer answers, on the program's own screens. Beside them stand what the other side says, how hard they push, what
 * to talk about, time that passes when it is told to, and other ways that the case could have gone.
 */
import { addDays } from '../calendar/date.ts'
import { parseDate } from '../calendar/moment.ts'
import type { Calendar, Stamp } from '../calendar/time.ts'
import type { Question } from '../case/question.ts'
import { turning } from '../case/script.ts'
import { UserError } from '../errors.ts'
import { pushes } from '../flow/words/closed-lists.ts'
import { type Sitting, sitAgain } from '../sitting/sitting.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { momentStamp, passings } from '../training/passing.ts'
import { answerIn, dangerWaits, meanwhile, nextMoment, pointsHere, theySay } from '../training/prompter.ts'
import { pushWords } from '../training/words.ts'
import type { Aside, AsideKey } from '../wizard/aside.ts'
import { dangerKey } from '../wizard/danger-page.ts'
import { headLines } from '../wizard/head-lines.ts'
import { read } from '../wizard/key-pages.ts'
import { put, type Room, type Turn } from '../wizard/room.ts'
import { done, showDanger } from '../wizard/saving.ts'
import { runWizard } from '../wizard/wizard.ts'
import { askedLine, meanwhileLine, passedLines, pointLine, replyLines } from './lines.ts'
import type { Rehearsal } from './rehearsal.ts'
import { branchAt, type Parting, partingsOf } from './what-if.ts'

const key = (letter: string, label: string, long: string): AsideKey => ({ key: letter, label, long })

const walkKeys = [
  key('y', 'they say', 'what the other side says, on a page of its own'),
  key('f', 'time', 'an hour, days or until something is overdue: the clock of the made-up case moves on'),
  key('d', 'discuss', 'what to talk about here; the policy’s answer comes after the question'),
  key('u', 'push', 'how hard the other side pushes back'),
]

const whatIf = key(
  'i',
  'what if',
  'another answer than the one that was given, here or at an earlier rung; then back',
)
const comeBack = key('i', 'come back', 'back to the case as it was')

const calendarOf = ({ policy, ports }: Rehearsal): Calendar | undefined =>
  ports.shipped.calendar(policy.calendar)?.calendar

/** In words of the case: a scenario, a choice, a date. */
const inTheCase = (rehearsal: Rehearsal, sitting: Sitting, question: Question): readonly Line[] => {
  // A text is on offer instead. When it happened is better taken from the made-up clock.
  if (question.kind === 'ask' && ['text', 'moment'].includes(question.input.kind)) return []
  const words = answerIn(rehearsal.exercise, sitting.state, question)
  return words === undefined
    ? []
    : [{ spans: [{ text: 'In this case: ', as: 'quiet' }, { text: words }], hang: 2 }]
}

const linesFor = (rehearsal: Rehearsal, sitting: Sitting, question: Question): readonly Line[] => {
  const { exercise, push } = rehearsal
  const { state } = sitting
  const turns = question.kind === 'ask' && turning.includes(question.field)
  const happens = turns ? meanwhile(exercise, state) : undefined
  const waits = turns && dangerWaits(exercise, state)
  const reply = turns && !waits ? theySay(exercise, state, push) : undefined
  return [
    ...(happens === undefined ? [] : [meanwhileLine(happens)]),
    ...(waits ? [firstLine] : []),
    ...(reply === undefined ? [] : replyLines(reply, push)),
    ...inTheCase(rehearsal, sitting, question),
  ]
}

const firstLine: Line = {
  spans: [{ text: 'What comes first? They answer once that is done.', as: 'title' }],
}

/** A choice on a page of its own, under the head of the case; undefined where nothing was chosen. */
const choose = async (
  room: Room,
  title: string,
  options: readonly { readonly id: string; readonly label: string; readonly hint?: string }[],
): Promise<string | 'interrupted' | undefined> => {
  const reply = await put(room, {
    kind: 'choice',
    page: { head: headLines(room.desk.sitting), body: [] },
    title,
    options: [...options, { id: 'return', label: 'Back to the case' }],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') await showDanger(room)
  return reply.kind === 'choice' && reply.id !== 'return' ? reply.id : undefined
}

const setPush = async (rehearsal: Rehearsal, room: Room): Promise<Turn> => {
  const chosen = await choose(
    room,
    'How hard do they push back?',
    pushes.map((push) => ({
      id: push,
      label: `They answer ${pushWords[push]}${push === rehearsal.push ? ' (now)' : ''}`,
    })),
  )
  if (chosen === 'interrupted') return 'interrupted'
  const push = pushes.find((one) => one === chosen)
  if (push !== undefined) rehearsal.push = push
  return 'on'
}

/** On a small screen the rung leaves them no room. */
const spoken = async ({ exercise, push }: Rehearsal, room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const reply = dangerWaits(exercise, sitting.state) ? undefined : theySay(exercise, sitting.state, push)
  const body =
    reply === undefined ? [{ spans: [{ text: 'Nobody is speaking here.' }] }] : replyLines(reply, push)
  return read(room, { head: headLines(sitting), body })
}

/** Each question by itself, then with the policy's answer: the room speaks between the two. */
const discuss = async ({ exercise }: Rehearsal, room: Room): Promise<Turn> => {
  const points = pointsHere(exercise, room.desk.sitting.state)
  const head = headLines(room.desk.sitting)
  if (points.length === 0)
    return read(room, { head, body: [{ spans: [{ text: 'The case has nothing to talk about here.' }] }] })
  for (const point of points) {
    const asked = await read(room, { head, body: [askedLine(point)] })
    if (asked !== 'on') return asked
    const told = await read(room, { head, body: [askedLine(point), { spans: [] }, pointLine(point)] })
    if (told !== 'on') return told
  }
  return 'on'
}

const askMoment = async (room: Room, now: Stamp): Promise<Stamp | 'interrupted' | undefined> => {
  const reply = await put(room, {
    kind: 'text',
    page: { head: headLines(room.desk.sitting), body: [] },
    title: 'Until which day?',
    hint: 'such as 7 Apr, or 2026-04-07; it is then nine o’clock',
    keys: [dangerKey],
    check: (text) => {
      if (text.trim() === '') return undefined
      const day = parseDate(text.trim(), now)
      if ('error' in day) return day.error
      if (day.date <= now.slice(0, 10)) return 'That is today: give a later day.'
      return day.date <= addDays(now.slice(0, 10), 366) ? undefined : 'Give a day within a year.'
    },
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind !== 'text' || reply.text.trim() === '') return undefined
  const day = parseDate(reply.text.trim(), now)
  return 'date' in day ? momentStamp(day.date, '09:00') : undefined
}

/** Another sitting begins, as it would in a real case: it asks about danger first. */
const moveTo = async (rehearsal: Rehearsal, room: Room, to: Stamp, calendar: Calendar): Promise<Turn> => {
  const { sitting } = room.desk
  const from = rehearsal.clock.now()
  rehearsal.clock.set(to)
  const turn = await done(room, sitAgain(sitting))
  if (turn !== 'on') return turn
  return read(room, { head: headLines(sitting), body: passedLines(from, to, calendar) })
}

const passTime = async (rehearsal: Rehearsal, room: Room): Promise<Turn> => {
  const { exercise, clock } = rehearsal
  const { state } = room.desk.sitting
  const calendar = calendarOf(rehearsal)
  if (calendar === undefined) return 'on'
  const now = clock.now()
  const ways = passings(state, now, calendar, nextMoment(exercise, state))
  const chosen = await choose(room, 'How much time passes?', [
    ...ways,
    { id: 'other', label: 'Until another day …' },
  ])
  if (chosen === 'interrupted') return 'interrupted'
  const to = chosen === 'other' ? await askMoment(room, now) : ways.find(({ id }) => id === chosen)?.to
  if (to === 'interrupted') return 'interrupted'
  return to === undefined ? 'on' : moveTo(rehearsal, room, to, calendar)
}

const branchHead: Line = {
  spans: [{ text: 'What if? i comes back to the case as it was; while you type, Esc, then i.', as: 'gap' }],
}

const branchAside = (rehearsal: Rehearsal, sitting: () => Sitting): Aside => ({
  ...asideOf(rehearsal, sitting),
  keys: [comeBack, ...walkKeys],
  lines: (question) => [branchHead, ...linesFor(rehearsal, sitting(), question)],
  press: async (room, letter) => (letter === 'i' ? 'left' : pressed(rehearsal, room, letter)),
})

/** The sitting of another way, or why there is none: a full disk is no reason to end the case that waits. */
const begunAt = async (
  rehearsal: Rehearsal,
  from: Sitting,
  parting: Parting,
): Promise<Sitting | UserError> => {
  try {
    return await branchAt(rehearsal, from, parting)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

const say = (text: string): Page => ({ head: [], body: [{ spans: [{ text }] }] })

/** Walks the other way until the person comes back; then the clock is what it was. */
export const walkBranch = async (rehearsal: Rehearsal, room: Room, parting: Parting): Promise<Turn> => {
  const now = rehearsal.clock.now()
  const sitting = await begunAt(rehearsal, room.desk.sitting, parting)
  if (sitting instanceof UserError) {
    rehearsal.clock.set(now)
    return read(room, say(`${sitting.message} ${sitting.hint}`))
  }
  const aside = branchAside(rehearsal, () => sitting)
  const ended = await runWizard({ ...room.desk, sitting, aside }, room.terminal, () => undefined)
  rehearsal.clock.set(now)
  if (ended === 'interrupted') return 'interrupted'
  return read(room, say('Back in the case as it was. What was tried has a record of its own.'))
}

const branch = async (rehearsal: Rehearsal, room: Room): Promise<Turn> => {
  const partings = partingsOf(room.desk.sitting.state)
  if (partings.length === 0)
    return read(room, {
      head: headLines(room.desk.sitting),
      body: [{ spans: [{ text: 'The case has come to no rung yet.' }] }],
    })
  const chosen = await choose(
    room,
    'What if, at which rung?',
    partings.map(({ label, was }, i) => ({
      id: String(i),
      label,
      hint: was === undefined ? 'where the case stands' : `was: ${was}`,
    })),
  )
  if (chosen === 'interrupted') return 'interrupted'
  const parting = chosen === undefined ? undefined : partings[Number(chosen)]
  return parting === undefined ? 'on' : walkBranch(rehearsal, room, parting)
}

const pressed = async (rehearsal: Rehearsal, room: Room, letter: string): Promise<Turn> => {
  switch (letter) {
    case 'f':
      return passTime(rehearsal, room)
    case 'y':
      return spoken(rehearsal, room)
    case 'd':
      return discuss(rehearsal, room)
    case 'u':
      return setPush(rehearsal, room)
    case 'i':
      return branch(rehearsal, room)
    default:
      return 'on'
  }
}

/** What stands beside the wizard's screens while a made-up case is walked. */
export const asideOf = (rehearsal: Rehearsal, sitting: () => Sitting): Aside => ({
  lines: (question) => linesFor(rehearsal, sitting(), question),
  offer: (question) => {
    const words = answerIn(rehearsal.exercise, sitting().state, question)
    return question.input.kind === 'text' ? words : undefined
  },
  keys: [...walkKeys, whatIf],
  press: (room, letter) => pressed(rehearsal, room, letter),
})

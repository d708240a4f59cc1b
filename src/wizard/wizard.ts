/**
 * The loop between a person and a case: ask the next question, put the answer on disk, ask the next. It knows keys and
 * screens; what is asked, and what follows, is the engine's.
 */

import type { Case } from '../case/case.ts'
import type { Command } from '../case/command.ts'
import type { Named, Value } from '../case/fact.ts'
import { next } from '../case/next.ts'
import { aboutQuestion } from '../case/pending.ts'
import type { Ask, Question } from '../case/question.ts'
import { clauseWords } from '../flow/words/phrase.ts'
import { usableDrafts } from '../sitting/drafts.ts'
import { choosePolicy, leave } from '../sitting/sitting.ts'
import type { Line, Page, Terminal } from '../terminal/screen.ts'
import { putAsk } from './asking.ts'
import { choosePolicyFrom } from './choosing.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import type { Desk } from './desk.ts'
import { guardPage } from './guard-page.ts'
import { headLines } from './head-lines.ts'
import { handleKey } from './key-actions.ts'
import { read } from './key-pages.ts'
import { note } from './key-records.ts'
import { keysFor } from './keys.ts'
import { askPassphrase } from './passphrase.ts'
import { pageFor } from './question-page.ts'
import { isReminderDue, offerReminder } from './reminder.ts'
import { type Ended, enterRoom, put, type Room, type Turn } from './room.ts'
import { act, done } from './saving.ts'
import { weakestOf } from './weakest.ts'

const choosePolicyTurn = async (room: Room, question: Question): Promise<Turn> => {
  const chosen = await choosePolicyFrom(room, {
    page: pageFor(room.desk, question),
    title: 'Which policy is yours?',
    keys: keysFor(room.desk, 'policy'),
    others: [],
    first: true,
  })
  return chosen.kind === 'key' ? handleKey(room, chosen.key, question) : chosen.turn
}

const scenarioTurn = async (room: Room, question: Extract<Question, { kind: 'scenario' }>): Promise<Turn> => {
  const few = question.scenarios.length <= 5
  const reply = await put(room, {
    kind: 'choice',
    page: pageFor(room.desk, question),
    title: 'What is the disagreement about?',
    options: question.scenarios.map(({ id, title, when }) => ({
      id,
      label: title,
      ...(few ? { hint: when } : {}),
    })),
    keys: keysFor(room.desk, 'scenario'),
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return handleKey(room, reply.key, question)
  const found = reply.kind === 'choice' ? question.scenarios.find(({ id }) => id === reply.id) : undefined
  const choice: Named | undefined = found === undefined ? undefined : { id: found.id, label: found.title }
  return choice === undefined ? 'on' : act(room, { kind: 'answer', value: { kind: 'choice', choice } })
}

const checksTurn = async (room: Room, question: Extract<Question, { kind: 'checks' }>): Promise<Turn> => {
  const ticked = room.drafts.get(question.id)
  const reply = await put(room, {
    kind: 'checks',
    page: pageFor(room.desk, question),
    title: question.title,
    options: question.checks.map(({ id, text, clause }) => ({ id, label: text, hint: clauseWords(clause) })),
    keys: keysFor(room.desk, 'checks'),
    ...(ticked === undefined ? {} : { ticked: ticked.split(' ') }),
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') {
    if (reply.draft !== '') room.drafts.set(question.id, reply.draft)
    return handleKey(room, reply.key, question)
  }
  room.drafts.delete(question.id)
  return reply.kind === 'checks' ? act(room, { kind: 'checks', ticked: reply.ids }) : 'on'
}

const lostTurn = async (room: Room, sha256: string): Promise<Turn> => {
  const reply = await put(room, {
    kind: 'read',
    page: {
      head: headLines(room.desk.sitting),
      body: [
        {
          spans: [
            {
              text: `The policy of this case (sha256 ${sha256.slice(0, 16)}…) is not beside the records. The record can be read; it cannot be walked on.`,
              as: 'gap',
            },
          ],
        },
        { spans: [{ text: 'Put records/policies back from a backup, or add notes with "rungs note".' }] },
      ],
    },
    keys: [],
  })
  return reply.kind === 'interrupted' ? 'interrupted' : 'left'
}

/** What the policy wants done on this answer to a guard, at once and on a screen of its own. */
const guardTurn = async (room: Room, question: Ask, value: Value): Promise<Turn> => {
  const guard = room.desk.sitting.state.policy?.guards.find((one) => one.id === question.subject?.id)
  const option =
    value.kind === 'choice' ? guard?.options.find((one) => one.id === value.choice.id) : undefined
  if (question.field !== 'guard' || option?.then === undefined) return 'on'
  return read(room, guardPage(room.desk, option))
}

const answerTurn = async (
  room: Room,
  question: Ask,
  command: (value: Value) => Command,
  page?: Page,
): Promise<Turn> => {
  const answered = await putAsk(room, question, page)
  switch (answered.kind) {
    case 'value': {
      const acted = await act(room, command(answered.value))
      return acted === 'on' ? guardTurn(room, question, answered.value) : acted
    }
    case 'leave':
      room.leaving = true
      return 'on'
    case 'key':
      return handleKey(room, answered.key, question)
    case 'again':
      return 'on'
    case 'interrupted':
      return 'interrupted'
  }
}

/** At the close the weightiest of what was passed over comes first, and once without asking whether to ask. */
const askTurn = (room: Room, question: Ask): Promise<Turn> => {
  const weakest = weakestOf(room.desk.sitting.state, question)
  return weakest === undefined
    ? answerTurn(room, question, (value) => ({ kind: 'answer', value }))
    : answerTurn(room, weakest, (value) => ({ kind: 'volunteer', question: weakest, value }))
}

/** Offered once a sitting; a case is walked by the policy it was begun with unless the person moves it. */
const editionTurn = async (room: Room, newer: NonNullable<Desk['newer']>): Promise<Turn> => {
  const { sitting } = room.desk
  const { policy } = sitting.state
  room.editionOffered = true
  const body: readonly Line[] = [
    { spans: [{ text: `This case: ${policy?.title ?? ''}, ${policy?.edition.printed ?? ''}.` }] },
    { spans: [{ text: `Today: ${newer.policy.title}, ${newer.policy.edition.printed}.` }] },
    {
      spans: [
        {
          text: 'The step you are at is in both. Moving is recorded; what was done stays as it is.',
          as: 'quiet',
        },
      ],
    },
  ]
  const reply = await put(room, {
    kind: 'choice',
    page: { head: headLines(sitting), body },
    title: 'The policy has changed since this case began. By which edition do you go on?',
    options: [
      { id: 'stay', label: 'The one this case was begun with' },
      { id: 'move', label: 'Today’s' },
    ],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  return reply.kind === 'choice' && reply.id === 'move'
    ? done(room, choosePolicy(sitting, newer.policy, newer.text))
    : 'on'
}

/** What the case is about, and a reminder, asked on the way out; `s` once more leaves at once. */
const leavingTurn = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const question =
    sitting.state.scenario === undefined ||
    sitting.state.sitting.by === undefined ||
    sitting.state.position.kind === 'closed'
      ? undefined
      : aboutQuestion(sitting.state)
  if (question === undefined || question.kind !== 'ask')
    return isReminderDue(room) ? offerReminder(room) : 'left'
  const page: Page = {
    head: headLines(sitting),
    body: [
      { spans: [{ text: 'Before you go, for whoever reads the record without you: ' }] },
      { spans: [{ text: 'Enter leaves a question out; Esc, then s leaves now.', as: 'quiet' }] },
    ],
  }
  return answerTurn(room, question, (value) => ({ kind: 'volunteer', question, value }), page)
}

/** The drafts of a policy are looked up once it is the case's. */
const findDrafts = async ({ desk, policyDrafts }: Room): Promise<void> => {
  const { sitting } = desk
  const { policy } = sitting.state
  if (policy === undefined || policyDrafts.has(policy.sha256)) return
  policyDrafts.set(policy.sha256, await usableDrafts(sitting.ports, sitting.casebook.folder, policy))
}

/** A case that is closed asks nobody who they are. */
const isKnown = ({ sitting, position }: Case): boolean =>
  !sitting.dangerOpen && (sitting.by !== undefined || position.kind === 'closed')

const turn = async (room: Room): Promise<Turn> => {
  await findDrafts(room)
  const { first } = room
  if (first !== undefined && isKnown(room.desk.sitting.state)) {
    room.first = undefined
    return act(room, first)
  }
  const question = next(room.desk.sitting.state)
  if (room.noteWaits && !room.desk.sitting.state.sitting.dangerOpen) return note(room)
  // Danger that is called out on the way out comes before the way out.
  if (room.leaving && !room.desk.sitting.state.sitting.dangerOpen) return leavingTurn(room)
  const { newer, sitting } = room.desk
  if (
    newer !== undefined &&
    !room.editionOffered &&
    sitting.state.sitting.by !== undefined &&
    !sitting.state.sitting.dangerOpen
  )
    return editionTurn(room, newer)
  switch (question.kind) {
    case 'closed':
      return 'closed'
    case 'lost-policy':
      return lostTurn(room, question.sha256)
    case 'policy':
      return choosePolicyTurn(room, question)
    case 'scenario':
      return scenarioTurn(room, question)
    case 'checks':
      return checksTurn(room, question)
    case 'ask':
      return askTurn(room, question)
  }
}

/**
 * Runs a sitting until the person leaves, the case is closed, or it is cut short. The record is let go of in each
 * case; `before` is called before that.
 */
export const runWizard = async (desk: Desk, terminal: Terminal, before: () => void): Promise<Ended> => {
  const room = enterRoom(desk, terminal, turn)
  let ended: Turn = desk.danger === true ? await danger(room) : 'on'
  try {
    while (ended === 'on') ended = await turn(room)
    if (ended === 'left' || ended === 'closed') await askPassphrase(room)
    return ended
  } finally {
    before()
    leave(desk.sitting)
  }
}

/** What each key does. None of them loses what was half-typed; none of them moves the case. */

import { ask } from '../case/ask.ts'
import { placeOf, type Visit } from '../case/case.ts'
import { correctionReasons } from '../case/decide.ts'
import { openAsks } from '../case/pending.ts'
import type { Question } from '../case/question.ts'
import { contactLines, generalContactLines } from '../render/contacts.ts'
import { choosable } from '../sitting/library.ts'
import { choosePolicy, perform } from '../sitting/sitting.ts'
import type { Page } from '../terminal/screen.ts'
import { type Answered, putAsk } from './asking.ts'
import { clauseOf, clauseText } from './clause.ts'
import { contactRows, hoursNow, localOf } from './contact-lines.ts'
import { correctionOptions, correctionPage, olderId, questionAnew } from './corrections.ts'
import { dangerKey } from './danger-page.ts'
import { headLines, titledHead } from './head-lines.ts'
import { keyPageHints, keysFor } from './keys.ts'
import { policyPage } from './policy-page.ts'
import { put, type Room, type Turn } from './room.ts'
import { act, done, showDanger } from './saving.ts'
import { whyPage } from './why-page.ts'

const read = async (room: Room, page: Page): Promise<Turn> => {
  const reply = await put(room, { kind: 'read', page, keys: [dangerKey] })
  if (reply.kind === 'key' && reply.key === '!') return danger(room)
  return reply.kind === 'interrupted' ? 'interrupted' : 'on'
}

/**
 * Records the danger; the next question then stands under what to do. Where nothing can be written, what to do comes
 * first all the same.
 */
export const danger = async (room: Room): Promise<Turn> => {
  // What to do is on the screen already, and what was done is being asked.
  if (room.desk.sitting.state.sitting.dangerOpen) return 'on'
  const performed = perform(room.desk.sitting, { kind: 'danger', danger: 'yes' })
  if (performed.kind !== 'saved') await showDanger(room)
  return done(room, performed)
}

/** A key at a question that was put aside the main path: danger acts, the others only lead back. */
const unanswered = async (room: Room, answered: Exclude<Answered, { kind: 'value' }>): Promise<Turn> => {
  if (answered.kind === 'key' && answered.key === '!') return danger(room)
  return answered.kind === 'interrupted' ? 'interrupted' : 'on'
}

const noteId = 'note'

/** Asks for a note. Danger in the middle of one keeps what was typed and comes back to it. */
export const note = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  room.noteWaits = false
  const draft = room.drafts.get(noteId)
  const reply = await put(room, {
    kind: 'text',
    page: { head: headLines(sitting), body: [] },
    title: 'Your note',
    hint: 'its time is recorded; Enter alone goes back',
    keys: [dangerKey],
    check: () => undefined,
    ...(draft === undefined ? {} : { draft }),
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') {
    room.drafts.set(noteId, reply.draft)
    room.noteWaits = true
    return danger(room)
  }
  room.drafts.delete(noteId)
  return reply.kind === 'text' && reply.text.trim() !== ''
    ? act(room, { kind: 'note', text: reply.text.trim() })
    : 'on'
}

const contacts = (room: Room): Promise<Turn> => {
  const { desk } = room
  const { policy, asks } = desk.sitting.state
  const answers = Object.fromEntries(Object.entries(asks).map(([id, { id: option }]) => [id, option]))
  return read(room, {
    head: titledHead(desk.sitting, 'Contacts'),
    body: [
      ...(policy === undefined
        ? generalContactLines(desk.common)
        : contactLines(policy, desk.common, answers, localOf(desk), hoursNow(desk))),
      ...(policy !== undefined && policy.contacts.length === 0
        ? [{ spans: [{ text: 'The source prints no contact at all.', as: 'gap' } as const] }]
        : []),
    ],
  })
}

const correct = async (room: Room, from = 0): Promise<Turn> => {
  const { sitting } = room.desk
  const options = correctionOptions(sitting.state, from)
  const head = headLines(sitting)
  if (options.length === 0)
    return read(room, { head, body: [{ spans: [{ text: 'There is nothing to correct yet.' }] }] })
  const back = { id: 'return', label: 'Nothing: back' }
  const which = await put(room, {
    kind: 'choice',
    page: {
      head,
      body: [{ spans: [{ text: 'The old answer stays in the record, marked as replaced.', as: 'quiet' }] }],
    },
    title: 'Which answer do you want to correct?',
    options: [...options, back],
    keys: [dangerKey],
  })
  if (which.kind === 'interrupted') return 'interrupted'
  if (which.kind === 'key') return danger(room)
  if (which.kind === 'choice' && which.id === olderId) return correct(room, from + correctionPage)
  const anew = which.kind === 'choice' ? questionAnew(sitting.state, which.id) : undefined
  if (anew === undefined) return 'on'
  const why = await put(room, {
    kind: 'choice',
    page: { head, body: [] },
    title: 'Why?',
    options: [...correctionReasons, back],
    keys: [dangerKey],
  })
  if (why.kind === 'interrupted') return 'interrupted'
  if (why.kind === 'key') return danger(room)
  const reason = why.kind === 'choice' ? correctionReasons.find(({ id }) => id === why.id) : undefined
  if (reason === undefined) return 'on'
  const answered = await putAsk(room, anew.question)
  return answered.kind === 'value'
    ? act(room, { kind: 'correct', entry: anew.entry, index: anew.index, value: answered.value, reason })
    : unanswered(room, answered)
}

const visitOf = (room: Room): Visit | undefined => {
  const { position } = room.desk.sitting.state
  return position.kind === 'rung' ? position.visit : undefined
}

const advice = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const { policy } = sitting.state
  const visit = visitOf(room)
  const offered = visit?.rung.advice.flatMap((id) => policy?.advice.find((one) => one.id === id) ?? []) ?? []
  if (policy === undefined || offered.length === 0) return 'on'
  const rows = offered.flatMap((one) => [
    {
      spans: [{ text: one.title, as: 'title' as const }],
      right: clauseOf(one.clause),
    },
    { spans: [{ text: one.text }], indent: 2 },
    ...contactRows(
      room.desk,
      policy.contacts.filter(({ id }) => one.contacts.includes(id)),
    ),
  ])
  const reply = await put(room, {
    kind: 'choice',
    page: { head: headLines(sitting), body: rows },
    title: 'Have you sought advice?',
    options: [
      ...offered.map(({ id, title }) => ({ id, label: `Record: ${title}` })),
      { id: 'return', label: 'Not now: back to the step' },
    ],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  return reply.kind === 'choice' && reply.id !== 'return'
    ? act(room, { kind: 'advice', advice: reply.id })
    : 'on'
}

const whichNumber = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const { scenario, policy } = sitting.state
  const visit = visitOf(room)
  if (scenario === undefined || policy === undefined || visit === undefined) return 'on'
  const needed = visit.rung.contacts.flatMap(
    (id) => policy.contacts.find((one) => one.id === id)?.when?.ask ?? [],
  )
  const found = policy.asks.find(({ id }) => needed.includes(id))
  if (found === undefined) return 'on'
  const question =
    openAsks(sitting.state, scenario).find((one) => one.subject?.id === found.id) ??
    ask(placeOf(sitting.state.position), 'ask', {
      title: found.title,
      clause: found.clause,
      subject: { id: found.id, label: found.title },
      options: found.options,
    })
  const answered = await putAsk(room, question)
  return answered.kind === 'value'
    ? act(room, { kind: 'volunteer', question, value: answered.value })
    : unanswered(room, answered)
}

const checks = async (room: Room): Promise<Turn> => {
  const visit = visitOf(room)
  if (visit === undefined || visit.rung.checks.length === 0) return 'on'
  const { sitting } = room.desk
  const reply = await put(room, {
    kind: 'checks',
    page: { head: headLines(sitting), body: [] },
    title: 'Which of these are done or at hand?',
    options: visit.rung.checks.map(({ id, text, clause }) => ({ id, label: text, hint: clauseText(clause) })),
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  return reply.kind === 'checks' ? act(room, { kind: 'tick', ticked: reply.ids }) : 'on'
}

const otherPolicy = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const policies = choosable(sitting.ports, sitting.casebook.folder)
  const reply = await put(room, {
    kind: 'choice',
    page: { head: headLines(sitting), body: [] },
    title: 'Which policy?',
    options: [
      ...policies.map(({ id, title }) => ({ id, label: title })),
      { id: 'return', label: 'Keep this one' },
    ],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  const chosen = reply.kind === 'choice' ? policies.find(({ id }) => id === reply.id) : undefined
  if (chosen === undefined) return 'on'
  const { policy, text } = await chosen.load()
  return done(room, choosePolicy(sitting, policy, text))
}

const elsewhere = (room: Room): Promise<Turn> => {
  const { policy } = room.desk.sitting.state
  const matters = policy?.elsewhere ?? []
  return read(room, {
    head: titledHead(room.desk.sitting, 'Matters that do not belong in this policy'),
    body:
      matters.length === 0 || policy === undefined
        ? [{ spans: [{ text: 'The policy names none.', as: 'gap' }] }]
        : matters.flatMap((one) => [
            {
              spans: [{ text: one.title, as: 'title' as const }],
              right: clauseOf(one.clause),
            },
            { spans: [{ text: one.text }], indent: 2 },
            ...contactRows(
              room.desk,
              policy.contacts.filter(({ id }) => one.contacts.includes(id)),
            ),
          ]),
  })
}

const leaveTurn = (room: Room): Turn => {
  if (room.leaving) return 'left'
  room.leaving = true
  return 'on'
}

const keyPage = (room: Room, question: Question): Promise<Turn> => {
  const keys = keyPageHints(
    keysFor(room.desk.sitting.state, question.kind === 'ask' ? question.field : question.kind),
  )
  return read(room, {
    head: headLines(room.desk.sitting),
    body: [
      { spans: [{ text: 'Keys', as: 'title' }] },
      ...keys.map(({ key, label }) => ({
        spans: [{ text: `${key}  `, as: 'mark' as const }, { text: label }],
        indent: 2,
        hang: 3,
      })),
    ],
  })
}

/** Does what a key stands for at this question. An unknown key does nothing. */
export const handleKey = async (room: Room, key: string, question: Question): Promise<Turn> => {
  const { state } = room.desk.sitting
  const visit = visitOf(room)
  switch (key) {
    case '!':
      return danger(room)
    case 'n':
      return note(room)
    case 'c':
      return contacts(room)
    case 'p':
      return state.policy === undefined ? 'on' : read(room, policyPage(room.desk, state.policy))
    case 'b':
      return correct(room)
    case 'w':
      return state.policy === undefined || visit === undefined
        ? 'on'
        : read(room, whyPage(room.desk, state.policy, visit))
    case 'a':
      return advice(room)
    case 'k':
      return checks(room)
    case 'q':
      return whichNumber(room)
    case 't':
      return state.catchingUp ? 'on' : act(room, { kind: 'tried' })
    case 'o':
      return otherPolicy(room)
    case 'e':
      return elsewhere(room)
    case 's':
      return leaveTurn(room)
    case 'h':
      await room.terminal.hide()
      return 'on'
    case '?':
      return keyPage(room, question)
    default:
      return 'on'
  }
}

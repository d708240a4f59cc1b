/** The keys that add something to the record beside the question: a note, a correction, advice, ticks, a choice of number or policy. */
import { ask } from '../case/ask.ts'
import { placeOf, type Visit } from '../case/case.ts'
import { correctionReasons } from '../case/command.ts'
import type { Named } from '../case/fact.ts'
import { checksOf, openAsks } from '../case/pending.ts'
import { clauseWords } from '../flow/words/phrase.ts'
import type { Page } from '../terminal/screen.ts'
import { choosePolicyFrom } from './choosing.ts'
import { adviceRows } from './contact-lines.ts'
import {
  type Anew,
  anewPrompt,
  correctionOptions,
  correctionPage,
  olderId,
  questionAnew,
  readAnew,
  valueText,
} from './corrections.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import { numberAsks } from './desk.ts'
import { headLines, titledHead } from './head-lines.ts'
import { read } from './key-pages.ts'
import { matchLines } from './match.ts'
import { put, type Room, type Turn } from './room.ts'
import { act } from './saving.ts'

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

/** `b`: the answers are offered a page at a time, `from` on. */
export const correct = async (room: Room, from = 0): Promise<Turn> => {
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
  return askAnew(room, anew, reason)
}

/** Danger in the middle keeps what was typed for when the same answer is corrected again. */
const askAnew = async (room: Room, anew: Anew, reason: Named): Promise<Turn> => {
  const { sitting } = room.desk
  const { entry, index, step, was } = anew
  const draftId = `correct ${entry}.${index}`
  const page: Page = {
    head: [...titledHead(sitting, `Correcting${step === undefined ? '' : `: ${step}`}`)],
    body: [
      { spans: [{ text: `It was: ${valueText(was)}` }] },
      ...matchLines(room.desk, { field: anew.question.field, replaces: { entry, index } }),
    ],
  }
  const { now } = sitting.ports.clock
  const reply = await put(room, anewPrompt(anew, page, room.drafts.get(draftId), now))
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') {
    if (reply.key !== dangerKey.key) return 'on'
    if (reply.draft !== '') room.drafts.set(draftId, reply.draft)
    return danger(room)
  }
  room.drafts.delete(draftId)
  const value = readAnew(anew, reply, now())
  return value === undefined ? 'on' : act(room, { kind: 'correct', entry, index, value, reason })
}

/** The visit of the rung on the screen, if there is one. */
export const visitOf = (room: Room): Visit | undefined => {
  const { position } = room.desk.sitting.state
  return position.kind === 'rung' ? position.visit : undefined
}

/** `a` */
export const advice = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const { policy } = sitting.state
  const visit = visitOf(room)
  const offered = visit?.rung.advice.flatMap((id) => policy?.advice.find((one) => one.id === id) ?? []) ?? []
  if (policy === undefined || offered.length === 0) return 'on'
  const rows = offered.flatMap((one) => adviceRows(room.desk, policy, one))
  const reply = await put(room, {
    kind: 'choice',
    page: { head: headLines(sitting), body: rows },
    title: 'Have you sought advice, or done one of these?',
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

/** `q` */
export const whichNumber = async (room: Room): Promise<Turn> => {
  const { sitting } = room.desk
  const { scenario, policy } = sitting.state
  const visit = visitOf(room)
  if (scenario === undefined || policy === undefined || visit === undefined) return 'on'
  const needed = numberAsks(policy, visit.rung)
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
  const given = sitting.state.asks[found.id]
  const reply = await put(room, {
    kind: 'choice',
    page: {
      head: headLines(sitting),
      body: given === undefined ? [] : [{ spans: [{ text: `You said: ${given.label}` }] }],
    },
    title: found.title,
    options: [...found.options, { id: 'return', label: 'Leave it as it is: back to the step' }],
    keys: [dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return danger(room)
  const chosen = reply.kind === 'choice' ? found.options.find(({ id }) => id === reply.id) : undefined
  return chosen === undefined
    ? 'on'
    : act(room, { kind: 'volunteer', question, value: { kind: 'choice', choice: chosen } })
}

/** `k` */
export const checks = async (room: Room): Promise<Turn> => {
  const visit = visitOf(room)
  const { sitting } = room.desk
  const checks = visit === undefined ? [] : checksOf(sitting.state, visit)
  if (checks.length === 0) return 'on'
  const reply = await put(room, {
    kind: 'checks',
    page: { head: headLines(sitting), body: [] },
    title: 'Which of these are done or at hand?',
    options: checks.map(({ id, text, clause }) => ({ id, label: text, hint: clauseWords(clause) })),
    keys: [dangerKey, { key: 'b', label: 'back, change nothing' }],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind === 'key') return reply.key === '!' ? danger(room) : 'on'
  return reply.kind === 'checks' ? act(room, { kind: 'tick', ticked: reply.ids }) : 'on'
}

/** `o` */
export const otherPolicy = async (room: Room): Promise<Turn> => {
  const chosen = await choosePolicyFrom(room, {
    page: { head: headLines(room.desk.sitting), body: [] },
    title: 'Which policy?',
    keys: [dangerKey],
    others: [{ id: 'return', label: 'Keep this one' }],
    first: false,
  })
  return chosen.kind === 'key' ? danger(room) : chosen.turn
}

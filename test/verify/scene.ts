/**
 * A casebook in which honest people have worked, with all that others hold of it: what attacks are made on. And the layers
 * that may see one, each asked by itself.
 */
import type { Calendar } from '../../src/calendar/time.ts'
import type { World } from '../../src/case/case.ts'
import type { Fact } from '../../src/case/fact.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import { textsOf } from '../../src/flow/pin.ts'
import type { Policy } from '../../src/flow/policy.ts'
import type { Shipped } from '../../src/flow/shipped.ts'
import { generator } from '../../src/proof/values.ts'
import { sha256 } from '../../src/record/digest.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { receiptOf } from '../../src/record/receipt.ts'
import { appendFact, beginRecord, type Sign, type Step, sealEntry } from '../../src/record/writer.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import {
  emptyMemory,
  type Memory,
  placeOf,
  type Remembered,
  remember,
  rememberedOf,
} from '../../src/register/memory.ts'
import { appendLine, beginRegister } from '../../src/register/writer.ts'
import { nothingHeld } from '../../src/sitting/library.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import { reviewBeside } from '../../src/sitting/reviewing.ts'
import { seenOf } from '../../src/sitting/witnesses.ts'
import { findCopies } from '../../src/verify/copies.ts'
import { examine } from '../../src/verify/examined.ts'
import {
  examineRegister,
  goneOf,
  isWitness,
  registeredKeysOf,
  registeredOf,
  withAbsent,
} from '../../src/verify/register.ts'
import { type Remark, remarksOf } from '../../src/verify/remarks.ts'
import { steps } from '../../src/verify/steps.ts'
import { noWitnesses, type Witnesses } from '../../src/verify/witness.ts'
import { diskWith, shippedFromSource } from '../commands/ports.ts'
import { honestRecord, type Stroke } from '../honest/case.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'

export const casebook = '/school/casebook'
export const pathOf = (id: string): string => `${casebook}/records/${id}.md`
export const registerPath = `${casebook}/register-K7.md`
export const target = 'K7-2026-0002'
const neighbours = [
  ['K7-2026-0001', '2026-02-09', 27],
  ['K7-2026-0003', '2026-04-13', 86],
] as const
/** Where the other side keeps its copy, as it is sent along to be compared. */
export const theirs = '/school/from-the-council/their-copy.md'

/** The computer that everything is written on; the key is in no casebook. */
export const seed = sha256('attacks: K7')
export const otherSeed = sha256('attacks: another key')
export const key = publicKeyOf(seed)
export const sign = signerOf(seed)

export type Content = string | Buffer

/** All that there is when somebody asks about a record. */
export interface Scene {
  /** By path: the casebook, and files that are given along with it. */
  readonly files: Readonly<Record<string, Content>>
  /** The path of the record that is asked about; there need be no such file. */
  readonly asked: string
  /** What this computer has seen. */
  readonly memory: Memory
  /** 20 digits that the other side holds for the record as it was; absent where it holds none. */
  readonly receipt?: string
  /** The keys that whoever asks was told by another way. */
  readonly keys: readonly string[]
  /** The program came with the policy: it need not be read beside the record. */
  readonly shipped?: true
}

/** The honest record of a case as values, and as text. */
export interface Written {
  readonly id: string
  readonly salt: string
  readonly strokes: readonly Stroke[]
  readonly text: string
}

interface Sealing {
  readonly id?: string
  readonly salt?: string
  readonly sign?: Sign
}

/** Writes a case down again: facts, and seals where they were. */
export const writeDown = (
  { id, salt }: Pick<Written, 'id' | 'salt'>,
  strokes: readonly Stroke[],
  own: Sealing = { sign },
): string => {
  let { head, text } = beginRecord(own.id ?? id, 'Europe/London', own.salt ?? salt)
  const take = (step: Step): void => {
    head = step.head
    text += step.text
  }
  for (const one of strokes)
    take(one === 'seal' ? sealEntry(head, own.sign) : appendFact(head, one.place, one.fact, own.sign))
  return text
}

export const changeFacts = (strokes: readonly Stroke[], change: (fact: Fact) => Fact): readonly Stroke[] =>
  strokes.map((one) => (one === 'seal' ? one : { ...one, fact: change(one.fact) }))

/** An edition of the school's own, so that what is kept beside the records is what counts. */
const localPolicy = (shipped: Shipped): { readonly policy: Policy; readonly text: string } => {
  const text = shipped
    .policy('southwark')
    ?.text.replaceAll('Southwark multi-agency escalation policy', 'Our escalation policy')
  return loadText(text ?? '')
}

export const loadText = (text: string): { readonly policy: Policy; readonly text: string } => {
  const texts = textsOf(text, 'policies', sha256(text))
  const loaded = texts === undefined ? undefined : loadPolicy(texts)
  if (loaded?.kind !== 'ok') throw new Error('the policy cannot be loaded')
  return { policy: loaded.policy, text }
}

const nation = 'england-and-wales'

/** A calendar as it was before the one that the program has now. */
const olderCalendar = (shipped: Shipped): { readonly calendar: Calendar; readonly text: string } => {
  const now = shipped.calendar(nation)
  if (now === undefined) throw new Error('no calendar')
  const text = `# as it was\n${now.text}`
  return { calendar: { ...now.calendar, sha256: sha256(text) }, text }
}

const shipped = shippedFromSource()
export const policy = localPolicy(shipped)
export const calendar = olderCalendar(shipped)

const world: World = {
  policy: (digest) => (digest === policy.policy.sha256 ? policy.policy : undefined),
  calendar: (id) => (id === nation ? calendar.calendar : shipped.calendar(id)?.calendar),
  pinnedCalendar: (digest) => (digest === calendar.calendar.sha256 ? calendar.calendar : undefined),
}

/** An honest case, as the engine walks it and the writer writes it. `begun`: the day. */
export const written = (id: string, number: number, begun = '2026-03-02'): Written => {
  const made = honestRecord(world, policy.policy, {
    id,
    device: { mark: 'K7', key, sign },
    entries: 3,
    begun,
    random: generator(1, number),
  })
  const { strokes, text } = made
  return { id, salt: parseRecord(text).salt, strokes, text }
}

/** Six entries each, open still, with a deadline and texts: the numbers are those of cases that turn out so. */
export const honest = written(target, 6)
export const others: readonly Written[] = neighbours.map(([id, begun, number]) => written(id, number, begun))

const pointsOf = (text: string) => {
  const { seals } = examine('', Buffer.from(text)).examined
  return seals.map((seal, entry) => ({ entry, seal }))
}

/** The seal of an entry; of the last one where none is named. */
export const sealAt = (text: string, entry = -1): string => pointsOf(text).at(entry)?.seal ?? ''

const opened = (id: string, text: string): RegisterEvent => ({
  kind: 'opened',
  id,
  entry: 0,
  seal: pointsOf(text)[0]?.seal ?? '',
})

/** A line for each entry, as when every one was registered at once. */
export const registered = (id: string, text: string): readonly RegisterEvent[] => [
  opened(id, text),
  ...pointsOf(text)
    .slice(1)
    .map(({ entry, seal }): RegisterEvent => ({ kind: 'sealed', id, entry, seal })),
]

/** `own`: the seed of its first key. After a line that says that it was lost the other one signs. */
export const writeRegister = (
  events: readonly RegisterEvent[],
  own: string = seed,
  salt = sha256('register salt'),
): string => {
  let signs = signerOf(own, 'rungs-register')
  let { head, text } = beginRegister('K7', salt)
  for (const event of [{ kind: 'key-new', key: publicKeyOf(own) } as const, ...events]) {
    if (event.kind === 'key-lost') signs = signerOf(otherSeed, 'rungs-register')
    const step = appendLine(head, '2026-11-19T10:31:05+00:00', event, signs)
    if (step === undefined) throw new Error('not written')
    head = step.head
    text += step.text
  }
  return text
}

/** A register as somebody writes it who has no key. */
export const planted = (mark: string, events: readonly RegisterEvent[]): string => {
  let { head, text } = beginRegister(mark, sha256('planted'))
  for (const event of events) {
    const step = appendLine(head, '2026-11-19T10:31:05+00:00', event, () => undefined)
    if (step === undefined) throw new Error('not written')
    head = step.head
    text += step.text
  }
  return text
}

/** The events of everything that was written, in the order of their numbers. */
export const allEvents = (text: string = honest.text): readonly RegisterEvent[] => {
  const [first, last] = others
  return [
    ...registered(first?.id ?? '', first?.text ?? ''),
    ...registered(target, text),
    ...registered(last?.id ?? '', last?.text ?? ''),
  ]
}

const at = '2026-11-20T09:00:00+00:00'

const recordHead = (path: string, text: string): Remembered => {
  const { seals } = examine(path, Buffer.from(text)).examined
  const n = seals.length - 1
  return { kind: 'record', opened: seals[0] ?? '', n, seal: seals[n] ?? '', at, place: placeOf(path) }
}

const registerHead = (text: string): Remembered => {
  const { head } = examineRegister(registerPath, 'K7', Buffer.from(text), () => undefined)
  if (head === undefined) throw new Error('no head')
  return { kind: 'register', ...head, at, place: placeOf(registerPath) }
}

const register = writeRegister(allEvents())

const policyPin = `${casebook}/records/policies/${policy.policy.sha256}.yaml`
const calendarPin = `${casebook}/records/calendars/${calendar.calendar.sha256}.yaml`
export const pins = { policy: policyPin, calendar: calendarPin }

/** Nothing has been done to it yet. */
export const untouched: Scene = {
  files: {
    [pathOf(target)]: honest.text,
    ...Object.fromEntries(others.map(({ id, text }) => [pathOf(id), text])),
    [registerPath]: register,
    [policyPin]: policy.text,
    [calendarPin]: calendar.text,
    [theirs]: honest.text,
  },
  asked: pathOf(target),
  memory: remember(emptyMemory, [
    recordHead(pathOf(target), honest.text),
    ...others.map(({ id, text }) => recordHead(pathOf(id), text)),
    registerHead(register),
  ]),
  receipt: receiptOf(sealAt(honest.text)),
  keys: [key],
}

const bytesOf = (content: Content): Buffer => (typeof content === 'string' ? Buffer.from(content) : content)

/** A record among the files, looked at by itself. */
const examinedAt = ({ files }: Scene, path: string) => {
  const content = files[path]
  return content === undefined ? undefined : examine(path, bytesOf(content))
}

/** Whether one of these steps of verification fails, with no witnesses but these. */
const fails = (scene: Scene, names: readonly string[], witnesses: Partial<Witnesses> = {}): boolean => {
  const found = examinedAt(scene, scene.asked)
  if (found === undefined) return false
  const evidence = { ...noWitnesses, ...witnesses, examined: found.examined }
  return names.some((name) => {
    const step = steps.find((one) => one.name === name)
    if (step === undefined) throw new Error(`there is no step ${name}`)
    return step.check(evidence).kind === 'failed'
  })
}

/** Whether this is remarked on, with no witnesses but these. */
const remarks = (scene: Scene, kind: Remark['kind'], witnesses: Partial<Witnesses>): boolean => {
  const found = examinedAt(scene, scene.asked)
  return (
    found !== undefined &&
    remarksOf({ ...noWitnesses, ...witnesses, examined: found.examined }).some((one) => one.kind === kind)
  )
}

const registersIn = ({ files, memory }: Scene) =>
  Object.entries(files)
    .filter(([path]) => /\/register-..\.md$/.test(path))
    .map(([path, content]) =>
      examineRegister(path, 'K7', bytesOf(content), (seal) => {
        const seen = rememberedOf(memory, 'register', seal)
        return seen && { entry: seen.n, seal: seen.seal, seen: seen.at }
      }),
    )

const byRegister = (scene: Scene): boolean => {
  const there = Object.keys(scene.files).flatMap((path) => /\/records\/([^/]+)\.md$/.exec(path)?.[1] ?? [])
  // What this computer saw of them is for another layer.
  const registers = registersIn({ ...scene, memory: emptyMemory })
  const gone = goneOf(registers)
  const { examined } = examinedAt(scene, scene.asked) ?? {}
  const missed = registers.some(
    (one) =>
      !isWitness(one) ||
      withAbsent(one, new Set(there), gone).absent.length > 0 ||
      one.heads.missing.length > 0,
  )
  return (
    missed ||
    remarks(scene, 'key-alone', { registeredKeys: registeredKeysOf(registers) }) ||
    fails(scene, ['keys'], { registeredKeys: registeredKeysOf(registers) }) ||
    fails(scene, ['register'], {
      registers: registeredOf(registers, examined?.id ?? '', examined?.seals[0] ?? ''),
    })
  )
}

const byMemory = (scene: Scene): boolean => {
  const found = examinedAt(scene, scene.asked)
  const seen = found === undefined ? {} : seenOf(scene.memory, found.examined)
  return (
    fails(scene, ['memory'], seen) ||
    remarks(scene, 'other-record-here', seen) ||
    registersIn(scene).some(({ lost }) => lost !== undefined)
  )
}

const receipts = new Map<string, string>()

/** Kept, for each takes a tenth of a second. */
const receiptFor = (seal: string): string => {
  const code = receipts.get(seal) ?? receiptOf(seal)
  receipts.set(seal, code)
  return code
}

const byReceipt = (scene: Scene): boolean => {
  const found = examinedAt(scene, scene.asked)
  const { receipt: code } = scene
  if (found === undefined || code === undefined) return false
  const entry = found.examined.seals.findLastIndex((seal) => seal !== '' && receiptFor(seal) === code)
  return fails(scene, ['receipt'], { receipt: { code, ...(entry < 0 ? {} : { entry }) } })
}

const byCopies = (scene: Scene): boolean => {
  const given = [scene.asked, theirs].flatMap((path) => examinedAt(scene, path)?.examined ?? [])
  return fails(scene, ['copies'], { copies: findCopies(given).get(scene.asked) ?? [] })
}

const readAgain = async (scene: Scene) => {
  const found = examinedAt(scene, scene.asked)
  const facts = found === undefined ? [] : placedFacts(found.record)
  if (facts.length === 0) return undefined
  const disk = diskWith(scene.files)
  const now = { date: '2026-11-20', time: '09:00' }
  const known: Shipped = {
    ...shipped,
    policyBySha: (sha256) =>
      scene.shipped === true && sha256 === policy.policy.sha256 ? policy.policy : shipped.policyBySha(sha256),
  }
  const { id } = found?.record ?? { id: '' }
  return reviewBeside({ disk, shipped: known }, casebook, id, facts, nothingHeld([]), now)
}

/** Rules and times are read together: loading the policy takes its time. */
const reviewed = new WeakMap<Scene, ReturnType<typeof readAgain>>()

const reviewOf = (scene: Scene): ReturnType<typeof readAgain> => {
  const found = reviewed.get(scene) ?? readAgain(scene)
  reviewed.set(scene, found)
  return found
}

/** The columns of the table: what each layer is, in the words of the program. */
export const layers: Readonly<Record<string, (scene: Scene) => boolean | Promise<boolean>>> = {
  grammar: (scene) => fails(scene, ['reading', 'bytes', 'lines', 'end']),
  seals: (scene) => fails(scene, ['seals']),
  signatures: (scene) => fails(scene, ['signatures']),
  'known key': (scene) => fails(scene, ['keys'], { keys: scene.keys }),
  register: byRegister,
  memory: byMemory,
  receipt: byReceipt,
  copies: byCopies,
  rules: async (scene) => {
    const found = await reviewOf(scene)
    return found !== undefined && found.rules.kind !== 'follows'
  },
  time: async (scene) => ((await reviewOf(scene))?.time.stepped.length ?? 0) > 0,
}

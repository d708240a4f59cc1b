/**
 * A real sitting on a disk of which a call fails: what a person does at the screen, who is told that something is not
 * saved, tries again, and goes on. At the end everything is in the record once, and at no moment was it said to be saved
 * before it was on the disk.
 */
import { basename, dirname } from 'node:path'
import type { Answer } from '../../src/case/fact.ts'
import { correctableAnswers } from '../../src/case/history.ts'
import { UserError } from '../../src/errors.ts'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'
import { type Casebook, openCasebook } from '../../src/sitting/casebook.ts'
import { worldFor } from '../../src/sitting/library.ts'
import { moveTo } from '../../src/sitting/moving.ts'
import { resumeSitting } from '../../src/sitting/resuming.ts'
import { leave, newSitting, type Performed, perform, type Sitting, save } from '../../src/sitting/sitting.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { type Fault, type FaultyDisk, faultyDisk } from '../storage/faulty-disk.ts'
import type { MemoryDisk } from '../storage/memory-disk.ts'
import { everything, leaves, Stopped, stoppingAt } from '../storage/stopping-disk.ts'
import { type Choices, type PersonPorts, personPorts, reply, words } from './person.ts'
import { lastSealed, registeredTo } from './registered.ts'

export const codes = [
  'ENOSPC',
  'EIO',
  'EPERM',
  'EACCES',
  'EBUSY',
  'EROFS',
  'EMFILE',
  'short',
  'short-then-full',
] as const

/** What the person does in turn; each is tried until it is saved. */
export type Act =
  | { readonly kind: 'begin' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'answer'; readonly number: number; readonly choices?: Choices }
  | { readonly kind: 'note'; readonly number: number }
  | { readonly kind: 'danger' }
  | { readonly kind: 'correct'; readonly number: number }
  | { readonly kind: 'move'; readonly to: string }
  | { readonly kind: 'leave' }

/** A disk that fails in some way; which may be mended. */
type Failing = Disk & Pick<FaultyDisk, 'struck' | 'heal'>

interface Story {
  readonly memory: MemoryDisk
  readonly disk: Failing
  readonly person: PersonPorts
  readonly wrong: string[]
  sitting?: Sitting
  /** Where the record is, once there is one. */
  path: string
  /** The record as it was when something was last said to be saved, and how many facts were then in it. */
  saved: Buffer
}

const nothing = Buffer.alloc(0)

/** What a power cut at this moment would leave of the record. */
const durable = ({ memory, path }: Story): Buffer => {
  const after = memory.crash(() => 0)
  return path === '' || after.stat(path) === undefined ? nothing : Buffer.from(after.readBytes(path))
}

/** The person was told "saved": it has to be on the disk, with all that was saved before. */
const told = (story: Story, act: string): void => {
  const { sitting, memory, wrong } = story
  const file = sitting?.file
  if (file === undefined) return
  const moved = story.path !== '' && story.path !== file.path
  story.path = file.path
  const there = durable(story)
  if (!there.equals(Buffer.from(memory.readBytes(file.path))))
    wrong.push(`${act}: said to be saved, and not all of the record is on the disk`)
  if (!moved && !there.subarray(0, story.saved.length).equals(story.saved))
    wrong.push(`${act}: what was saved before has changed`)
  const facts = sitting?.state.log?.size ?? 0
  const found = parseRecord(there).entries.reduce((sum, entry) => sum + entry.facts.length, 0)
  if (found < facts) wrong.push(`${act}: ${facts} facts were said to be saved, and ${found} are on the disk`)
  story.saved = there
}

const casebookOf = async (story: Story): Promise<Casebook> =>
  openCasebook(story.person.ports, story.path === '' ? undefined : dirname(dirname(story.path)))

const sit = async (story: Story, kind: 'begin' | 'resume'): Promise<Sitting> => {
  const { ports } = story.person
  const casebook = await casebookOf(story)
  if (kind === 'begin') return newSitting(ports, casebook, await worldFor(ports, casebook.folder, []))
  const resumed = await resumeSitting(ports, casebook, {
    id: basename(story.path, '.md'),
    path: story.path,
  })
  if (resumed.kind === 'busy') throw new UserError('It is open elsewhere.', '')
  return resumed.sitting
}

const saidSo: Performed = { kind: 'saved', at: '' }

const correct = (sitting: Sitting, number: number): Performed | undefined => {
  const found = correctableAnswers(sitting.state).find(({ fact }) => fact.value.kind === 'text')
  if (found === undefined) return undefined
  const value = { kind: 'text', text: words(number) } as const
  const reason = { id: 'learned', label: 'I learned more' }
  return perform(sitting, { kind: 'correct', entry: found.entry, index: found.index, value, reason })
}

const moved = (sitting: Sitting, to: string): Performed => {
  const came = moveTo(sitting, to)
  return came.kind === 'moved' ? save(sitting) : came
}

/** Does one thing once. Undefined: there was nothing to do. */
const doOnce = async (story: Story, act: Act): Promise<Performed | undefined> => {
  if (act.kind === 'begin' || act.kind === 'resume') {
    story.sitting = await sit(story, act.kind)
    return saidSo
  }
  const { sitting } = story
  if (sitting === undefined) throw new Error('nobody sits there')
  switch (act.kind) {
    case 'answer':
      return reply(sitting, act.number, act.choices)
    case 'note':
      return perform(sitting, { kind: 'note', text: words(act.number) })
    case 'danger':
      return perform(sitting, { kind: 'danger', danger: 'no' })
    case 'correct':
      return correct(sitting, act.number)
    case 'move':
      return moved(sitting, act.to)
    case 'leave':
      leave(sitting)
      delete story.sitting
      return undefined
  }
}

const trying = async (make: () => Promise<Performed | undefined>): Promise<Performed | undefined> => {
  try {
    return await make()
  } catch (error) {
    if (error instanceof UserError) return { kind: 'not-saved', reason: error.message, hint: error.hint }
    throw error
  }
}

/** "Try again" saves what is kept; where nothing was even decided, the question comes again. */
const again = async (story: Story, act: Act, facts: number): Promise<Performed | undefined> => {
  const { sitting } = story
  if (sitting === undefined || act.kind === 'move') return doOnce(story, act)
  const saved = save(sitting)
  return saved.kind === 'saved' && (sitting.state.log?.size ?? 0) === facts ? doOnce(story, act) : saved
}

const name = (act: Act): string => ('number' in act ? `${act.kind} ${act.number}` : act.kind)

const perhaps = async (story: Story, act: Act): Promise<void> => {
  const { wrong, disk } = story
  const facts = story.sitting?.state.log?.size ?? 0
  for (let time = 1; ; time++) {
    const performed = await trying(() => (time === 1 ? doOnce(story, act) : again(story, act, facts)))
    if (performed === undefined) return
    if (performed.kind === 'saved') return told(story, name(act))
    if (performed.kind !== 'not-saved') {
      wrong.push(`${name(act)}: ${performed.kind}: ${performed.reason}`)
      return
    }
    if (!disk.struck()) wrong.push(`${name(act)}: not saved, though the disk works: ${performed.reason}`)
    if (time === 2) disk.heal()
    if (time > 3) {
      wrong.push(`${name(act)}: still not saved on a disk that works: ${performed.reason}`)
      return
    }
  }
}

/** Nothing in the register is wrong, and where it does not know all yet, it does after one more visit. */
const wrongWithRegister = async (story: Story): Promise<string | undefined> => {
  const { memory, path, disk } = story
  const record = (): ParsedRecord => parseRecord(memory.readBytes(path))
  const before = registeredTo(memory, path, record())
  if (typeof before === 'string') return before
  if (before === lastSealed(record())) return undefined
  disk.heal()
  leave(await sit(story, 'resume'))
  const after = registeredTo(memory, path, record())
  const sealed = lastSealed(record())
  return after === sealed ? undefined : `the register has entry ${after}, and the record ${sealed}`
}

export interface Told {
  /** The disk as it was left. */
  readonly memory: MemoryDisk
  readonly path: string
  /** Answers in their order, without their times. */
  readonly answers: readonly string[]
  readonly calls: number
  readonly struck: boolean
  readonly wrong: readonly string[]
}

const spoken = ({ field, subject, value }: Answer): string => JSON.stringify([field, subject?.id, value])

const answersIn = (bytes: Uint8Array): readonly string[] =>
  parseRecord(bytes)
    .entries.flatMap(({ facts }) => facts)
    .flatMap((fact) => (fact.kind === 'answer' ? [spoken(fact)] : []))

/** Without a write that was cut off at its end. */
const wholeOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.subarray(0, parseRecord(bytes).torn?.at ?? bytes.length))

const beginStory = (memory: MemoryDisk, disk: Failing, path: string): Story => ({
  memory,
  disk,
  person: personPorts(disk),
  wrong: [],
  path,
  saved: path === '' ? nothing : wholeOf(memory.readBytes(path)),
})

/**
 * Does all these things on a copy of the disk. `path`: the record that is there already; '' where none is. `fault`: what
 * fails, nothing where all goes well.
 */
export const tell = async (
  before: MemoryDisk,
  path: string,
  acts: readonly Act[],
  fault: Fault | undefined,
): Promise<Told> => {
  const memory = before.crash((most) => most)
  const disk = faultyDisk(
    memory,
    fault ?? { nth: Number.POSITIVE_INFINITY, code: 'EIO', forEver: false },
    memory.flushFailed,
  )
  const story = beginStory(memory, disk, path)
  for (const act of acts) {
    await perhaps(story, act)
    story.person.tick()
    if (story.wrong.length > 0) break
  }
  const { wrong, sitting } = story
  if (sitting !== undefined) leave(sitting)
  const bytes = story.path === '' ? nothing : memory.readBytes(story.path)
  const register = story.path === '' || wrong.length > 0 ? undefined : await wrongWithRegister(story)
  if (register !== undefined) wrong.push(register)
  const record = parseRecord(bytes)
  const [problem] = problemsOf(record, checkSignatures(record))
  if (problem !== undefined) wrong.push(`the record: ${problem.message}`)
  if (memory.openFiles() > 0) wrong.push(`${memory.openFiles()} files were left open`)
  return {
    memory,
    path: story.path,
    answers: answersIn(bytes),
    calls: disk.calls(),
    struck: disk.struck(),
    wrong,
  }
}

export interface Scene {
  readonly name: string
  /** What is done before it on a disk that works. */
  readonly before?: readonly Act[]
  readonly acts: readonly Act[]
  /** Half of a write at the end of the record, before it begins. */
  readonly torn?: string
}

const answers = (from: number, to: number, choices: Choices = {}): readonly Act[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ kind: 'answer', number: from + i, choices }))

const ending: Choices = { outcome: 'withdrawn', again: 'no', closing: 'close' }

/** One after another, each on the disk that the one before it left. */
export const scenes: readonly Scene[] = [
  { name: 'a new case', acts: [{ kind: 'begin' }, ...answers(1, 8), { kind: 'leave' }] },
  {
    name: 'a second sitting',
    acts: [
      { kind: 'resume' },
      ...answers(14, 17),
      { kind: 'correct', number: 19 },
      { kind: 'danger' },
      { kind: 'note', number: 20 },
      { kind: 'leave' },
    ],
  },
  {
    name: 'a cut-off write',
    torn: '- 2026-11-19T11:30:00+00:00 Their reas',
    acts: [{ kind: 'resume' }, { kind: 'note', number: 21 }, { kind: 'leave' }],
  },
  {
    name: 'another folder',
    acts: [
      { kind: 'resume' },
      { kind: 'move', to: '/stick' },
      { kind: 'note', number: 22 },
      { kind: 'leave' },
      { kind: 'resume' },
      { kind: 'danger' },
    ],
  },
  {
    name: 'the end',
    before: [{ kind: 'resume' }, ...answers(23, 36, ending), { kind: 'leave' }],
    acts: [{ kind: 'resume' }, ...answers(37, 41, ending), { kind: 'leave' }],
  },
]

const appendTo = (disk: MemoryDisk, path: string, text: string): void => {
  const file = disk.open(path, 'append')
  disk.write(file, Buffer.from(text))
  disk.flush(file)
  disk.close(file)
}

export interface Stops {
  readonly states: number
  readonly wrong: readonly string[]
}

/** What is wrong on the disk of a computer that stopped, once it runs again: nothing that was said to be saved is lost, and the case goes on. */
const wrongAfter = async (memory: MemoryDisk, path: string, saved: Buffer): Promise<string | undefined> => {
  const acts: readonly Act[] = path === '' ? [{ kind: 'begin' }, ...answers(1, 1)] : [{ kind: 'resume' }]
  if (path !== '' && !Buffer.from(memory.readBytes(path)).subarray(0, saved.length).equals(saved))
    return 'what was said to be saved is not there'
  const { wrong, path: now } = await tell(memory, path, [...acts, { kind: 'leave' }], undefined)
  return wrong[0] ?? (now === '' ? 'no case can be begun' : undefined)
}

/** One scene with the computer stopping before each call that changes something, and each thing that this may leave. */
const stopScene = async ({ acts, name: scene }: Scene, before: MemoryDisk, path: string): Promise<Stops> => {
  const wrong: string[] = []
  let states = 0
  for (let nth = 1; ; nth++) {
    const memory = before.crash(everything)
    const stopping = stoppingAt(memory, nth)
    const story = beginStory(memory, { ...stopping.disk, struck: () => false, heal: () => {} }, path)
    try {
      for (const act of acts) {
        await perhaps(story, act)
        story.person.tick()
      }
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
    }
    if (stopping.changes() < nth) return { states, wrong }
    for (const [left, choose] of leaves) {
      states++
      const why = story.wrong[0] ?? (await wrongAfter(memory.crash(choose), story.path, story.saved))
      if (why !== undefined)
        wrong.push(`${scene}, stopped before change ${nth}, ${left} of the rest written: ${why}`)
    }
  }
}

/** Every scene with the computer stopping at each step; or only the scenes of these names. */
export const stopAll = async (empty: MemoryDisk, names?: readonly string[]): Promise<Stops> => {
  const sum = { states: 0, wrong: [] as string[] }
  await overScenes(empty, async (scene, disk, path) => {
    if (names !== undefined && !names.includes(scene.name)) return
    const { states, wrong } = await stopScene(scene, disk, path)
    sum.states += states
    sum.wrong.push(...wrong)
  })
  return sum
}

/** Shows each scene with the disk on which it begins and the record that is there; then lets it happen as it should. */
const overScenes = async (
  empty: MemoryDisk,
  show: (scene: Scene, disk: MemoryDisk, path: string) => Promise<void>,
): Promise<void> => {
  let [disk, path] = [empty, '']
  disk.makeFolder('/stick')
  disk.flushFolder('/')
  for (const scene of scenes) {
    if (scene.before !== undefined) disk = (await tell(disk, path, scene.before, undefined)).memory
    if (scene.torn !== undefined) appendTo(disk, path, scene.torn)
    await show(scene, disk, path)
    const after = await tell(disk, path, scene.acts, undefined)
    disk = after.memory
    path = after.path
  }
}

export interface Matrix {
  /** Runs, each with another call failing or failing in another way. */
  readonly runs: number
  readonly calls: number
  readonly wrong: number
  readonly first: readonly string[]
}

const mostTold = 20

/** Every call of one scene failing in every way; or only each `nthCall`. */
const tryScene = async (
  scene: Scene,
  disk: MemoryDisk,
  path: string,
  ways: readonly string[],
  nthCall: number,
): Promise<Matrix> => {
  const well = await tell(disk, path, scene.acts, undefined)
  const first = well.wrong.map((one) => `${scene.name}, on a disk that works: ${one}`)
  let [wrong, runs] = [first.length, 0]
  for (const code of ways)
    for (const forEver of [false, true])
      for (let nth = 1; nth <= well.calls; nth += nthCall) {
        const came = await tell(disk, path, scene.acts, { nth, code, forEver })
        runs++
        const same = came.answers.join('\n') === well.answers.join('\n')
        const all = [...came.wrong, ...(same ? [] : ['other answers are there than were given'])]
        if (all.length > 0) wrong++
        first.push(
          ...all.map((one) => `${scene.name}, call ${nth} ${code} ${forEver ? 'for ever' : 'once'}: ${one}`),
        )
      }
  return { runs, calls: well.calls, wrong, first }
}

/** Every call of every scene failing in every way. */
export const tryAll = async (
  empty: MemoryDisk,
  ways: readonly string[] = codes,
  nthCall = 1,
): Promise<Matrix> => {
  let sum: Matrix = { runs: 0, calls: 0, wrong: 0, first: [] }
  await overScenes(empty, async (scene, disk, path) => {
    const { runs, calls, wrong, first } = await tryScene(scene, disk, path, ways, nthCall)
    sum = {
      runs: sum.runs + runs,
      calls: sum.calls + calls,
      wrong: sum.wrong + wrong,
      first: [...sum.first, ...first].slice(0, mostTold),
    }
  })
  return sum
}

/** `rungs train`: a made-up case, walked, demonstrated or asked about. Touches no casebook and no key. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { safely } from '../rehearsal/asking.ts'
import { type Frame, framesOf, storyPage } from '../rehearsal/frames.ts'
import { trainingLines, trainingTerminal } from '../rehearsal/mark.ts'
import { type Chosen, chooseExercise, choosePolicy, chooseWay, type Way } from '../rehearsal/menu.ts'
import { quiz, scoreLines } from '../rehearsal/quiz.ts'
import { beginRehearsal, openRehearsal, type Rehearsal, trainingFolder } from '../rehearsal/rehearsal.ts'
import { demonstrate } from '../rehearsal/stage.ts'
import { asideOf } from '../rehearsal/walk.ts'
import { visible } from '../render/visible.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { exerciseFrom, type Repertoire, repertoireOf, withExercises } from '../sitting/exercises.ts'
import { leave, type Sitting } from '../sitting/sitting.ts'
import { readOne } from '../sitting/walk-files.ts'
import { plainLines } from '../terminal/plain-text.ts'
import type { Line, Terminal } from '../terminal/screen.ts'
import type { Exercise, Push } from '../training/exercise.ts'
import { runWizard } from '../wizard/wizard.ts'
import { needTerminal } from './sit.ts'

export interface TrainOptions {
  /** A made-up case, a policy, or a file. */
  readonly case?: string
  readonly way?: Way
  readonly push: Push
  readonly speed: number
  /** The policy of a file that does not say. */
  readonly policy?: string
  /** Where the record goes: a folder. */
  readonly out?: string
  readonly plain: boolean
  readonly casebook?: string
}

interface Picked {
  readonly repertoire: Repertoire
  readonly exercise: Exercise
}

const isFile = (word: string): boolean => /\.ya?ml$/i.test(word)

const fromFile = async (
  ports: Ports,
  folder: string,
  file: string,
  named: string | undefined,
): Promise<Picked> => {
  const { text } = readText(ports, file)
  const { policyIn } = await import('../training/load.ts')
  const policy = named ?? policyIn(file, text)
  if (policy === undefined)
    throw new UserError(`${file} does not say for which policy it is.`, 'Name it: --policy greenvale.')
  return exerciseFrom(ports, folder, file, text, policy)
}

const readText = (ports: Ports, file: string): { readonly text: string } => {
  if (ports.disk.stat(path.resolve(ports.cwd, file))?.plain !== true)
    throw new UserError(
      `There is no file ${file}.`,
      'Name a made-up case ("rungs train" shows them), or the file of one.',
    )
  return readOne(ports, file)
}

const named = async (ports: Ports, folder: string, word: string): Promise<Picked | Repertoire> => {
  const policies = withExercises(ports, folder)
  if (policies.some(({ id }) => id === word)) return repertoireOf(ports, folder, word)
  const [start = '', rest] = word.split('/')
  const repertoires = await Promise.all(
    policies
      .filter(({ id }) => rest === undefined || id === start)
      .map(({ id }) => repertoireOf(ports, folder, id)),
  )
  const all = repertoires.flatMap((repertoire) =>
    repertoire.exercises.map((exercise) => ({ repertoire, exercise })),
  )
  const found = all.filter(({ exercise: { id } }) => id === word || id.endsWith(`/${word}`))
  if (found.length === 1 && found[0] !== undefined) return found[0]
  const { suggest } = await import('../flow/nearest.ts')
  throw found.length > 1
    ? new UserError(
        `Several policies have a made-up case "${word}".`,
        `Name one: ${found.map((one) => one.exercise.id).join(', ')}.`,
      )
    : new UserError(
        `There is no made-up case "${word}".`,
        suggest(
          word,
          all.map((one) => one.exercise.id),
        ),
      )
}

/** The case that was named or is chosen. */
const chosenCase = async (
  ports: Ports,
  { folder, settings }: Casebook,
  options: TrainOptions,
  terminal: Terminal | undefined,
): Promise<Chosen<Picked>> => {
  const common = ports.shipped.common()
  const word = options.case
  const found =
    word === undefined || word === ''
      ? undefined
      : isFile(word)
        ? await fromFile(ports, folder, word, options.policy)
        : await named(ports, folder, word)
  if (found !== undefined && 'exercise' in found) return { kind: 'chosen', value: found }
  if (terminal === undefined)
    throw new UserError(
      'Which made-up case?',
      `Name one: rungs train ${ports.shipped.exercises('greenvale')[0]?.id ?? 'CASE'} --demonstrate`,
    )
  const policies = withExercises(ports, folder)
  const usual = policies.find(({ id }) => id === settings.usualPolicy)
  const ordered = usual === undefined ? policies : [usual, ...policies.filter((one) => one !== usual)]
  const policy =
    found === undefined
      ? await choosePolicy(terminal, common, ordered)
      : ({ kind: 'chosen', value: found.policy } as const)
  if (policy.kind !== 'chosen') return policy
  const repertoire = found ?? (await repertoireOf(ports, folder, policy.value.id))
  const exercise = await chooseExercise(terminal, common, repertoire.exercises)
  return exercise.kind === 'chosen'
    ? { kind: 'chosen', value: { repertoire, exercise: exercise.value } }
    : exercise
}

const printed = (ports: Ports, lines: readonly Line[]): void =>
  ports.out(plainLines(trainingLines(lines), Math.min(ports.columns, 100)))

const text = (words: string): Line => ({ spans: [{ text: words }] })

const parting = ({ ports }: Rehearsal, path: string | undefined, more: readonly Line[] = []): void => {
  const where =
    path === undefined
      ? [text('Nothing was recorded.')]
      : [text(`The record of the made-up case, which belongs in no casebook: ${visible(path)}`)]
  printed(ports, [...more, ...where])
}

type Ended = 'left' | 'interrupted'

const code = (ended: Ended): number => (ended === 'interrupted' ? 130 : 0)

const walk = async (rehearsal: Rehearsal, terminal: Terminal): Promise<number> => {
  const sitting = await beginRehearsal(rehearsal)
  let path: string | undefined
  const common = rehearsal.ports.shipped.common()
  const told = await safely(
    terminal,
    common,
  )({ kind: 'read', page: storyPage(rehearsal.exercise, []), keys: [] })
  if (told.kind === 'interrupted') return code('interrupted')
  const ended = await runWizard(
    {
      sitting,
      common,
      usual: rehearsal.policy.id,
      aside: asideOf(rehearsal, () => sitting),
    },
    terminal,
    () => {
      path = sitting.file?.path
    },
  )
  terminal.close()
  parting(rehearsal, path)
  return ended === 'unsaved' ? 2 : code(ended === 'interrupted' ? 'interrupted' : 'left')
}

/** The frames, with the sitting whose record they were written to; `use` is called before that is let go of. */
const withFrames = async (
  rehearsal: Rehearsal,
  use: (sitting: Sitting, frames: readonly Frame[]) => Promise<readonly [Ended, readonly Line[]]>,
  terminal: Terminal | undefined,
): Promise<number> => {
  const sitting = await beginRehearsal(rehearsal)
  try {
    const frames = framesOf(rehearsal, sitting)
    const path = sitting.file?.path
    const [ended, more] = await use(sitting, frames)
    terminal?.close()
    parting(rehearsal, path, more)
    return code(ended)
  } finally {
    leave(sitting)
  }
}

const printFrames = (ports: Ports, frames: readonly Frame[]): void => {
  for (const { page } of frames) printed(ports, [...page.head, ...page.body, { spans: [] }])
}

const goThrough = (rehearsal: Rehearsal, terminal: Terminal, way: Way, speed: number): Promise<number> => {
  switch (way) {
    case 'walk':
      return walk(rehearsal, terminal)
    case 'demonstrate':
      return withFrames(
        rehearsal,
        async (sitting, frames) => [await demonstrate({ rehearsal, sitting, terminal, frames }, speed), []],
        terminal,
      )
    case 'quiz':
    case 'hands':
      return withFrames(
        rehearsal,
        async (_, frames) => {
          const { ended, score } = await quiz(rehearsal, terminal, frames, way === 'hands')
          return [ended, scoreLines(score)]
        },
        terminal,
      )
  }
}

const rehearse = (
  ports: Ports,
  { repertoire, exercise }: Picked,
  casebook: Casebook,
  options: TrainOptions,
): Rehearsal =>
  openRehearsal(ports, repertoire, exercise, {
    folder: trainingFolder(ports, options.out, casebook.folder),
    contacts: casebook.settings.contacts,
    push: options.push,
  })

/** Without a terminal a case can still be told from its beginning to its end. */
const inPrint = async (ports: Ports, casebook: Casebook, options: TrainOptions): Promise<number> => {
  const chosen = await chosenCase(ports, casebook, options, undefined)
  if (chosen.kind !== 'chosen') return code(chosen.kind)
  return withFrames(
    rehearse(ports, chosen.value, casebook, options),
    async (_, frames) => {
      printFrames(ports, frames)
      return ['left', []]
    },
    undefined,
  )
}

/** 0, or 130 where it was interrupted; 2 where the record could not be written. Throws a `UserError` where there is no such case. */
export const train = async (ports: Ports, options: TrainOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  if (!ports.interactive && options.way === 'demonstrate') return inPrint(ports, casebook, options)
  needTerminal(ports, 'rungs train CASE --demonstrate')
  const terminal = trainingTerminal(await ports.openTerminal(options.plain))
  try {
    const chosen = await chosenCase(ports, casebook, options, terminal)
    if (chosen.kind !== 'chosen') return code(chosen.kind)
    const { value } = chosen
    const way =
      options.way === undefined
        ? await chooseWay(terminal, ports.shipped.common(), value.exercise)
        : ({ kind: 'chosen', value: { id: options.way } } as const)
    if (way.kind !== 'chosen') return code(way.kind)
    return await goThrough(rehearse(ports, value, casebook, options), terminal, way.value.id, options.speed)
  } finally {
    terminal.close()
  }
}

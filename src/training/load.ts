/**
 * The file of a made-up case → an exercise, or every finding at once, with line and column. It is a walk first, and must come
 * out as it says it does: what a trainer shows must be what the policy does.
 */
import type { World } from '../case/case.ts'
import { type Path, type References, references } from '../flow/build/references.ts'
import { clausesOf } from '../flow/clauses.ts'
import { type ExerciseStepYaml, type ExerciseYaml, exerciseSchema } from '../flow/exercise-schema.ts'
import { byPlace, type Finding } from '../flow/finding.ts'
import { suggest } from '../flow/nearest.ts'
import type { Policy } from '../flow/policy.ts'
import { checkShape, type Shaped } from '../flow/text/check-shape.ts'
import { readSheet, type Sheet } from '../flow/text/yaml.ts'
import type { StepYaml, WalkYaml } from '../flow/walk-schema.ts'
import { isMap } from '../mapping.ts'
import { judgeWalk, type WalkCheck } from '../proof/walk-check.ts'
import { toWalk, type Walk } from '../proof/walks.ts'
import { callable } from './callable.ts'
import type { Exercise, Talk } from './exercise.ts'

const listOf = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T])

const walkOf = ({
  policy: _0,
  title: _,
  shows: _1,
  minutes: _2,
  story: _3,
  otherwise: _4,
  rungs,
  ...walk
}: ExerciseYaml): WalkYaml => ({
  ...walk,
  rungs: Object.fromEntries(
    Object.entries(rungs).map(([id, steps]) => [
      id,
      Array.isArray(steps) ? steps.map(stepOf) : stepOf(steps),
    ]),
  ),
})

const stepOf = ({ 'they-say': _, discuss: _1, ...step }: ExerciseStepYaml): StepYaml => step

const talkOf = ({ 'they-say': theySay, discuss }: ExerciseStepYaml): Talk => ({
  discuss,
  ...(theySay === undefined ? {} : { theySay }),
})

const joined = (a: Talk, b: Talk): Talk => ({ ...a, ...b, discuss: [...a.discuss, ...b.discuss] })

/** One for each outcome: what stands with a step that has none belongs to the outcome after it, or else to the last. */
const talksOf = (steps: readonly ExerciseStepYaml[]): readonly Talk[] => {
  const talks: Talk[] = []
  let waiting: Talk = { discuss: [] }
  for (const step of steps) {
    waiting = joined(waiting, talkOf(step))
    if (step.outcome === undefined) continue
    talks.push(waiting)
    waiting = { discuss: [] }
  }
  const last = talks.pop()
  return last === undefined ? [] : [...talks, joined(last, waiting)]
}

/** What fits beside the rung on a screen of 80×24. */
const longestReply = 240

const checkReplies = (refs: References, path: Path, voices: Readonly<Record<string, string>>): void => {
  for (const [push, words] of Object.entries(voices))
    if (words.length > longestReply)
      refs.say(
        'RT001',
        [...path, push],
        `A reply of ${words.length} characters leaves no room for the rung.`,
        `Say it in ${longestReply}: people on the telephone do.`,
      )
}

const checkScene = (
  refs: References,
  path: Path,
  { 'they-say': theySay, discuss }: ExerciseStepYaml,
  clauses: ReadonlySet<string>,
): void => {
  if (theySay !== undefined) checkReplies(refs, [...path, 'they-say'], theySay)
  for (const [i, { clause }] of discuss.entries())
    if (!clauses.has(clause))
      refs.say(
        'RT002',
        [...path, 'discuss', i, 'clause'],
        `The policy is nowhere cited at "${clause}".`,
        `${suggest(clause, [...clauses])} What is in no policy is "general".`,
      )
}

const checkOwn = (refs: References, yaml: ExerciseYaml, policy: Policy): void => {
  refs.title(['title'], yaml.title)
  checkReplies(refs, ['otherwise'], yaml.otherwise)
  const clauses = clausesOf(policy)
  for (const [id, steps] of Object.entries(yaml.rungs))
    for (const [i, step] of listOf(steps).entries())
      checkScene(refs, Array.isArray(steps) ? ['rungs', id, i] : ['rungs', id], step, clauses)
}

/** Nobody who reads a made-up case aloud, or on paper, may come upon somebody's telephone. */
const callableIn = (file: string, text: string): readonly Finding[] =>
  text.split('\n').flatMap((line, i) =>
    callable(line).map(({ words, at }) => ({
      code: 'RT003',
      message: `"${words}" may be somebody's.`,
      hint: 'In a made-up case use numbers that are set aside for drama, such as 020 7946 0000, and example.org.',
      file,
      line: i + 1,
      column: at + 1,
    })),
  )

interface Read {
  readonly yaml: ExerciseYaml
  readonly walk: Walk
  readonly sheet: Sheet
}

const readExercise = (file: string, text: string, policy: Policy): Shaped<Read> => {
  const sheet = readSheet(file, text, 'typed')
  const read: Shaped<ExerciseYaml> = checkShape(sheet, exerciseSchema)
  if (read.kind !== 'ok') return read
  const refs = references(sheet)
  const walk = toWalk(refs, walkOf(read.value), policy)
  checkOwn(refs, read.value, policy)
  const findings = [...refs.findings, ...callableIn(file, text)]
  return findings.length === 0
    ? { kind: 'ok', value: { yaml: read.value, walk, sheet } }
    : { kind: 'findings', findings: findings.sort(byPlace) }
}

const toExercise = (id: string, policy: Policy, { yaml, walk }: Read): Exercise => ({
  id,
  policy: policy.id,
  title: yaml.title,
  shows: yaml.shows,
  minutes: Number(yaml.minutes),
  story: yaml.story,
  start: walk.start,
  script: walk.script,
  talks: Object.fromEntries(
    Object.entries(yaml.rungs).map(([place, steps]) => [place, talksOf(listOf(steps))]),
  ),
  otherwise: yaml.otherwise,
})

/** Which policy a made-up case says it is for; nothing where it does not say. Never throws. */
export const policyIn = (file: string, text: string): string | undefined => {
  const { value } = readSheet(file, text, 'typed')
  const named = isMap(value) ? value['policy'] : undefined
  return typeof named === 'string' ? named : undefined
}

/** `greenvale/first-no`, from the name of the file. */
export const exerciseId = ({ id }: Policy, file: string): string =>
  `${id}/${file.replace(/^.*[/\\\\]/, '').replace(/\.ya?ml$/i, '')}`

/** Runs a made-up case as the walk that it is; see `loadExercise`. */
export const checkExercise = (world: World, policy: Policy, file: string, text: string): WalkCheck => {
  const read = readExercise(file, text, policy)
  return read.kind === 'ok'
    ? judgeWalk(world, policy, read.value.sheet, read.value.walk)
    : { file, findings: read.findings }
}

/** `file`: as the person knows it, for findings. `id`: see `Exercise`. Walks it as well, in `world`. Never throws. */
export const loadExercise = (
  world: World,
  policy: Policy,
  id: string,
  file: string,
  text: string,
): Shaped<Exercise> => {
  const read = readExercise(file, text, policy)
  if (read.kind !== 'ok') return read
  const { findings } = judgeWalk(world, policy, read.value.sheet, read.value.walk)
  return findings.length === 0
    ? { kind: 'ok', value: toExercise(id, policy, read.value) }
    : { kind: 'findings', findings }
}

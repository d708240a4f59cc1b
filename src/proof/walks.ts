/**
 * Walk files and answers files: YAML → a checked script, or every finding at once. Checks against the policy what
 * can be known without walking: ids, fields, options. Walks nothing; see walk.ts.
 */
import { parsePlainDate, parsePlainTime } from '../calendar/date.ts'
import type { Closure } from '../calendar/school.ts'
import type { Stamp } from '../calendar/time.ts'
import { civilInstant, london, stampAt } from '../calendar/zone.ts'
import type { Script, Step } from '../case/script.ts'
import { type Path, type References, references } from '../flow/build/references.ts'
import { byPlace, type Finding } from '../flow/finding.ts'
import { suggest } from '../flow/nearest.ts'
import type { Policy } from '../flow/policy.ts'
import { checkShape, type Shaped } from '../flow/text/check-shape.ts'
import { readSheet, type Sheet } from '../flow/text/yaml.ts'
import {
  type AnswersYaml,
  answersSchema,
  type StepYaml,
  type WalkYaml,
  walkSchema,
} from '../flow/walk-schema.ts'
import { checkRungs } from './walk-steps.ts'

/** What must come out of a walk. */
export interface Expected {
  /** Each visit of a rung, in order: its id, or `scenario/rung` where it is in another ladder than the one before. */
  readonly rungs: readonly string[]
  /** Each stated deadline, in order: `rung/clock: end of Fri 20 Nov 2026`. */
  readonly due: readonly string[]
  /** `closed agreed`, `open at <rung id>`, `open at promise` … */
  readonly end: string
}

export interface Walk {
  readonly script: Script
  readonly start: Stamp
  readonly closures: readonly Closure[]
  readonly expect: Expected
}

/** An answers file of the right shape. Which policy it is for is known; whether it fits that policy is not yet. */
export interface Answers {
  readonly policy: string
  readonly yaml: AnswersYaml
  readonly sheet: Sheet
}

const aboutWords = ['children', 'decision', 'told', 'concern', 'child-said', 'sought']

const moment = (refs: References, path: Path, text: string): Stamp => {
  const [day = '', time = ''] = text.split('T')
  const fits = parsePlainDate(day) !== undefined && parsePlainTime(time) !== undefined
  if (!fits) refs.say('RF007', path, `There is no moment ${text}.`, 'Write it as "2026-11-19T10:30".')
  return fits ? stampAt(civilInstant(day, time, london), london) : stampAt(0, london)
}

const toStep = (refs: References, path: Path, yaml: StepYaml): Step => {
  const { later, outcome, checks, advice, note, danger, ...values } = yaml
  return {
    checks,
    values,
    ...(later === undefined ? {} : { later: moment(refs, [...path, 'later'], later) }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(advice === undefined ? {} : { advice }),
    ...(note === undefined ? {} : { note }),
    ...(danger === undefined ? {} : { danger }),
  }
}

type Titled = readonly { readonly id: string; readonly options: readonly { readonly id: string }[] }[]

const checkOptions = (
  refs: References,
  word: 'asks' | 'guards',
  given: Readonly<Record<string, string>>,
  known: Titled,
): void => {
  for (const [id, option] of Object.entries(given)) {
    const ids = known.map((each) => each.id)
    const options = known.find((each) => each.id === id)?.options.map((each) => each.id)
    const noun = word === 'asks' ? 'ask' : 'guard'
    if (options === undefined)
      refs.say('RF010', [word, id], `There is no ${noun} named "${id}".`, suggest(id, ids), 'key')
    else if (!options.includes(option))
      refs.say('RF010', [word, id], `"${option}" is no answer to "${id}".`, suggest(option, options))
  }
}

type Either = Omit<AnswersYaml, 'policy'>

/** The words that only some policies have: other starts, moments of their own. */
const checkOwn = (refs: References, yaml: Either, policy: Policy): void => {
  const starts = policy.scenarios.find((one) => one.id === yaml.scenario)?.starts.map((one) => one.id) ?? []
  const { start } = yaml
  if (start !== undefined && ![...starts, 'first'].includes(start))
    refs.say(
      'RF010',
      ['start'],
      `There is no start named "${start}" here.`,
      suggest(start, [...starts, 'first']),
    )
  const moments = policy.moments.map((one) => one.id)
  for (const id of Object.keys(yaml.moments))
    if (!moments.includes(id))
      refs.say('RF010', ['moments', id], `There is no moment named "${id}".`, suggest(id, moments), 'key')
}

const toScript = (refs: References, yaml: Either, policy: Policy): Script => {
  const scenarios = policy.scenarios.map((one) => one.id)
  if (!scenarios.includes(yaml.scenario))
    refs.say(
      'RF010',
      ['scenario'],
      `There is no scenario named "${yaml.scenario}".`,
      suggest(yaml.scenario, scenarios),
    )
  checkOptions(refs, 'asks', yaml.asks, policy.asks)
  checkOptions(refs, 'guards', yaml.guards, policy.guards)
  for (const word of Object.keys(yaml.about))
    if (!aboutWords.includes(word))
      refs.say(
        'RF004',
        ['about', word],
        `"${word}" is not asked about a case.`,
        suggest(word, aboutWords),
        'key',
      )
  checkOwn(refs, yaml, policy)
  checkRungs(refs, yaml.rungs, policy)
  const done = yaml['danger-done']
  return {
    scenario: yaml.scenario,
    danger: yaml.danger,
    by: yaml['recorded-by'],
    tried: yaml.tried === true || yaml.tried === 'yes',
    ...(yaml.start === undefined ? {} : { start: yaml.start }),
    ...(yaml.why === undefined ? {} : { why: yaml.why }),
    moments: yaml.moments,
    eachChild: yaml['each-child'],
    asks: yaml.asks,
    guards: yaml.guards,
    about: { ...yaml.about, ...(done === undefined ? {} : { 'danger-done': done }) },
    steps: Object.fromEntries(
      Object.entries(yaml.rungs).map(([id, one]) => [
        id,
        Array.isArray(one)
          ? one.map((step, i) => toStep(refs, ['rungs', id, i], step))
          : [toStep(refs, ['rungs', id], one)],
      ]),
    ),
  }
}

/** The value, or what is wrong with it. */
export const shaped = <T>(refs: References, value: T): Shaped<T> =>
  refs.findings.length === 0
    ? { kind: 'ok', value }
    : { kind: 'findings', findings: [...refs.findings].sort(byPlace) }

/** A walk as its words say it; what is wrong with them goes to `refs`. */
export const toWalk = (refs: References, read: WalkYaml, policy: Policy): Walk => {
  const { at, expect, closures, ...yaml } = read
  for (const [i, { from, to }] of closures.entries())
    if (parsePlainDate(from) === undefined || parsePlainDate(to) === undefined || to < from)
      refs.say(
        'RF007',
        ['closures', i],
        `There is no time from ${from} to ${to}.`,
        'Write days that exist, the first one first.',
      )
  return {
    script: toScript(refs, yaml, policy),
    start: moment(refs, ['at'], at),
    closures,
    expect,
  }
}

/** A walk file of that policy. `file`: as the person knows it, for findings. Never throws. */
export const loadWalk = (file: string, text: string, policy: Policy): Shaped<Walk> => {
  const sheet = readSheet(file, text, 'typed')
  const read: Shaped<WalkYaml> = checkShape(sheet, walkSchema)
  if (read.kind !== 'ok') return read
  const refs = references(sheet)
  return shaped(refs, toWalk(refs, read.value, policy))
}

/** The first half of reading an answers file: which policy it is for. Never throws. */
export const readAnswers = (file: string, text: string): Shaped<Answers> => {
  const sheet = readSheet(file, text, 'typed')
  const read = checkShape(sheet, answersSchema)
  return read.kind === 'ok'
    ? { kind: 'ok', value: { policy: read.value.policy, yaml: read.value, sheet } }
    : read
}

/** The finding for an answers file whose policy is not to be had. `known`: the ids that are. */
export const unknownPolicy = (answers: Answers, known: readonly string[]): Finding => ({
  code: 'RF010',
  message: `There is no policy named "${answers.policy}".`,
  hint: suggest(answers.policy, known),
  ...answers.sheet.place(['policy']),
})

/** The second half: the script, checked against its policy. Never throws. */
export const checkAnswers = (answers: Answers, policy: Policy): Shaped<Script> => {
  const refs = references(answers.sheet)
  return shaped(refs, toScript(refs, answers.yaml, policy))
}

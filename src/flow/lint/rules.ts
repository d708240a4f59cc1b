/** How clocks are counted: figures that need a reading, words without effect, and caps that their own parts go over. */
import type { Rule, Timescale, Unit } from '../../calendar/time.ts'
import { formatTimescale } from '../../calendar/timescale.ts'
import type { Clock, Policy, Rung, Scenario } from '../policy.ts'
import { type Standing, standingClocks } from './clock-list.ts'
import type { Claim } from './place.ts'

/** Units that can be added up, and how many of the smallest each is. */
const families: Readonly<Record<Unit, readonly [family: string, size: number]>> = {
  hours: ['hours', 1],
  'working-hours': ['working hours', 1],
  'working-days': ['working days', 1],
  'working-weeks': ['working days', 5],
  days: ['days', 1],
  weeks: ['days', 7],
  months: ['months', 1],
  'school-days': ['school days', 1],
  'same-day': ['', 0],
  'same-working-day': ['', 0],
}

const ruleOf = ({ limit }: Clock): Rule | undefined =>
  limit.kind === 'rule' ? limit.rule : limit.kind === 'agreed' ? limit.cap : undefined

const hourly: readonly Unit[] = ['hours', 'working-hours']
const undayed: readonly Unit[] = [...hourly, 'months', 'same-day', 'same-working-day']

const needsReading = (rule: Rule): string | undefined => {
  const units = [rule.within, rule.also].map((one) => one?.unit)
  if (rule.also !== undefined && rule.also.unit !== rule.within.unit)
    return `${formatTimescale(rule.within)} and ${formatTimescale(rule.also)} are not the same`
  if (units.includes('working-hours') && rule.officeHours === undefined)
    return 'the policy prints no office hours, so it is not said which hours are working hours'
  return undefined
}

const withoutEffect = (rule: Rule): readonly [word: string, why: string] | undefined => {
  if (rule.dayOne && undayed.includes(rule.within.unit)) return ['day-one', 'it is not counted in days']
  if (rule.by !== undefined && hourly.includes(rule.within.unit))
    return ['by', 'it ends at an hour of its own']
  return undefined
}

const counting = (one: Standing): readonly Claim[] => {
  const rule = ruleOf(one.clock)
  if (rule === undefined) return []
  const open = needsReading(rule)
  const [word, why] = withoutEffect(rule) ?? []
  return [
    ...(open === undefined || one.clock.remarks.length > 0
      ? []
      : [
          {
            code: 'RF042',
            message: `This clock needs a reading: ${open}.`,
            hint: 'Say under "readings" how the flow reads it, or under "gaps" what is missing, and name that here.',
            at: one.at(),
          },
        ]),
    ...(word === undefined
      ? []
      : [
          {
            code: 'RF047',
            message: `"${word}" changes nothing for this clock: ${why}.`,
            hint: `Remove "${word}", or correct "within".`,
            at: one.at(word),
          },
        ]),
  ]
}

const inFamily = (timescale: Timescale, family: string): number => {
  const [name, size] = families[timescale.unit]
  return name === family ? timescale.amount * size : 0
}

/** A clock that runs whatever happens, and is a limit. */
const always = ({ on, when, indicative }: Clock): boolean =>
  on.length === 0 && when === undefined && !indicative

/** What a rung may take: the longest of ours, then the longest of theirs. */
const longest = (rung: Rung, family: string): number => {
  const amounts = (theirs: boolean): readonly number[] =>
    rung.clocks
      .filter(
        (clock) => always(clock) && (clock.whose === 'theirs') === theirs && clock.limit.kind === 'rule',
      )
      .map((clock) => inFamily(ruleOf(clock)?.within ?? { amount: 0, unit: 'hours' }, family))
  const most = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b), 0)
  return most(amounts(false)) + most(amounts(true))
}

/** Rungs of the ladder that everybody takes who goes up it. */
const climbed = (scenario: Scenario, { rungs }: Standing): readonly Rung[] => {
  const own = new Set(rungs)
  return scenario.ladder.filter((rung) => own.has(rung) && rung.when === undefined && !rung.optional)
}

const fromBelow = ({ from }: Clock): boolean =>
  from.length === 1 && from.every(({ kind }) => kind === 'told' || kind === 'stage' || kind === 'reached')

const cap = (scenario: Scenario, one: Standing): readonly Claim[] => {
  const { clock } = one
  const rule = ruleOf(clock)
  if (one.over === 'rung' || rule === undefined || clock.limit.kind !== 'rule') return []
  if (!always(clock) || !fromBelow(clock) || clock.remarks.length > 0) return []
  const [family] = families[rule.within.unit]
  const allowed = inFamily(rule.within, family)
  const rungs = climbed(scenario, one)
  const sum = rungs.reduce((total, rung) => total + longest(rung, family), 0)
  if (family === '' || sum <= allowed) return []
  return [
    {
      code: 'RF041',
      message: `This clock allows ${allowed} ${family}; the clocks of its rungs add up to ${sum}.`,
      hint: 'Correct a figure; where the source prints them so, say in a reading how they go together and name it here.',
      at: one.at('within'),
    },
  ]
}

/** How clocks are counted, and whether those that span others leave room for them. */
export const rules = (policy: Policy): readonly Claim[] =>
  policy.scenarios.flatMap((scenario) =>
    standingClocks(scenario).flatMap((one) => [...counting(one), ...cap(scenario, one)]),
  )

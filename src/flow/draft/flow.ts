/**
 * Answers about a new policy → the text of its files: a flow without findings, in whose comments the next words are taught. Adds
 * nothing that was not said: what the policy does not print becomes a gap. Writes no files.
 */
import { parseTimescale } from '../../calendar/timescale.ts'
import { reserved } from '../build/parts.ts'
import { type Draft, type DraftRung, idFrom } from './answers.ts'
import { comment, part, schemaLine } from './yaml.ts'

/** A rung with the ids that it has in the flow. */
export interface NamedRung extends DraftRung {
  readonly id: string
  readonly contact?: string
}

/** An id that is not taken; takes it. */
const taking = (taken: Set<string>, wanted: string): string => {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`
    if (taken.has(id)) continue
    taken.add(id)
    return id
  }
}

/** Gives the rungs of a draft their ids. */
export const nameRungs = (rungs: readonly DraftRung[]): readonly NamedRung[] => {
  const ids = new Set(reserved)
  const contacts = new Set<string>()
  const known = new Map<string, string>()
  return rungs.map((rung, i) => {
    const id = taking(ids, idFrom(rung.whom ?? rung.title, `rung-${i + 1}`))
    if (rung.whom === undefined || rung.number === undefined) return { ...rung, id }
    const key = JSON.stringify([rung.whom, rung.number])
    const contact = known.get(key) ?? taking(contacts, idFrom(rung.whom, `contact-${i + 1}`))
    known.set(key, contact)
    return { ...rung, id, contact }
  })
}

/** Names of files that mean something else in a flow's folder, or on Windows. */
const keptNames = /^(policy|overlay|approvals|bodies|con|prn|aux|nul|com\d|lpt\d)$/

/** The id of the first scenario, which is the name of its file. */
export const scenarioId = ({ scenario }: Draft): string => {
  const id = idFrom(scenario.title, 'first')
  return keptNames.test(id) || reserved.includes(id) ? `${id}-1` : id
}

const year = (printed: string): string => (/\b\d{4}\b/.test(printed) ? printed : 'undated')

const contacts = (rungs: readonly NamedRung[], printed: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    rungs.flatMap(({ contact, whom, clause, number }) =>
      contact === undefined
        ? []
        : [[contact, { role: whom, printed: year(printed), clause, lines: [{ value: number }] }]],
    ),
  )

const inWorkingHours = ({ within }: DraftRung): boolean =>
  within !== undefined && parseTimescale(within)?.unit === 'working-hours'

const timeless = ({ whom, within }: DraftRung): boolean => whom !== undefined && within === undefined

const clauses = (rungs: readonly DraftRung[]): string =>
  [...new Set(rungs.map(({ clause }) => clause))].slice(0, 5).join(', ')

const gaps = (draft: Draft): Readonly<Record<string, unknown>> => {
  const { rungs, top, danger } = draft
  const silent = rungs.filter(timeless)
  const hourly = rungs.filter(inWorkingHours)
  const gap = (id: string, text: string, clause: string): Readonly<Record<string, unknown>> => ({
    [id]: { text, clause },
  })
  return {
    ...(danger === undefined
      ? gap('no-danger', 'Nothing is printed on what to do in immediate danger.', 'whole policy')
      : {}),
    ...(silent.length > 0
      ? gap('no-time', 'No time is printed in which they have to answer.', clauses(silent))
      : {}),
    ...(hourly.length > 0
      ? gap('no-office-hours', 'It is not printed which hours are working hours.', clauses(hourly))
      : {}),
    ...(top === undefined
      ? gap(
          'no-end',
          'Nothing is printed on what follows when the last rung has brought nothing.',
          rungs.at(-1)?.clause ?? '',
        )
      : {}),
  }
}

const policyText = (draft: Draft, scenario: string, rungs: readonly NamedRung[]): string =>
  [
    schemaLine('policy', '.'),
    comment(
      'What all scenarios of this policy share. Every word that can stand here is in flows/README.md, under "policy.yaml".',
      'After each change: rungs flow lint, rungs flow test. The folder "schema" is for editors, which complete and check by it;',
      'renew it with: rungs flow schema policy > schema/policy.schema.json',
    ),
    part({ title: draft.title, short: draft.short, nation: draft.nation }),
    comment('As the policy prints its dates; the months only where it prints them.'),
    part({
      edition: {
        printed: draft.printed,
        ...(draft['review-due'] === undefined ? {} : { 'review-due': draft['review-due'] }),
      },
    }),
    comment(
      'What the policy itself says about immediate danger, and whom to ring: contacts, by their ids below.',
    ),
    part({
      danger: {
        do: draft.danger === undefined ? [] : [draft.danger],
        ...(draft.danger === undefined ? { gaps: ['no-danger'] } : {}),
      },
    }),
    comment(
      'Whom to reach, by ids of your own. "name" only where the policy names somebody: officers change.',
    ),
    part({ contacts: contacts(rungs, draft.printed) }),
    comment(
      'What the policy does not say. Name each where it matters: gaps: [no-time]. Where it can be read in two ways, write',
      'a reading instead, which says how you read it: readings: {five-days: {text: …, clause: …}}.',
    ),
    part({ gaps: gaps(draft) }),
    comment(
      'The next words: terms (what MASH means), principles, guards (a belief or a check that is asked), asks (where does',
      'the child live?), advice (somebody to ask beside the ladder), elsewhere (complaints and other matters), closing',
      '(what is wanted at the end), ladders (rungs that several scenarios share: - ladder: id).',
    ),
    comment('The scenario files, in the order in which they are offered.'),
    part({ scenarios: [scenario] }),
  ].join('')

const outcomes = (rung: DraftRung, last: boolean): Readonly<Record<string, string>> =>
  rung.whom === undefined
    ? { done: last ? 'It is done: the policy ends here' : 'It is done: on to the next rung' }
    : {
        agreed: 'They agree',
        refused: last ? 'They do not agree: the policy ends here' : 'They do not agree: up to the next rung',
      }

const clocks = (rung: DraftRung): Readonly<Record<string, unknown>> => {
  const { whom, within, clause } = rung
  if (within === undefined) return {}
  const open = inWorkingHours(rung) ? { gaps: ['no-office-hours'] } : {}
  const clock =
    whom === undefined
      ? { do: { title: 'do this', whose: 'ours', within, from: 'reached', clause, ...open } }
      : { reply: { title: 'answer', whose: 'theirs', within, from: 'asked', clause, ...open } }
  return { clocks: clock }
}

const rungValue = (rung: NamedRung, last: boolean): Readonly<Record<string, unknown>> => {
  const { id, title, clause, whom, contact } = rung
  return {
    id,
    title,
    clause,
    ...(whom === undefined ? {} : { whom }),
    ...(contact === undefined ? {} : { contacts: [contact] }),
    ...(whom !== undefined && contact === undefined
      ? { 'no-number': `The policy prints no number for: ${whom}.` }
      : {}),
    ...clocks(rung),
    ...(timeless(rung) ? { gaps: ['no-time'] } : {}),
    outcomes: outcomes(rung, last),
  }
}

const scenarioText = (draft: Draft, rungs: readonly NamedRung[]): string => {
  const { scenario, top } = draft
  return [
    schemaLine('scenario', '.'),
    comment('One kind of disagreement. See flows/README.md, "A scenario file", "A rung" and "Clocks".'),
    part({ title: scenario.title, when: scenario.when, clause: scenario.clause }),
    ...(top === undefined ? [part({ gaps: ['no-end'] })] : []),
    comment(
      'The next words here: notes (what holds at every rung), clocks (time limits over several rungs), stages, starts (other',
      'places to begin), tracks (an urgent ladder), ways (rungs beside the ladder), closing.',
    ),
    comment(
      'The rungs, from the bottom up. The next words of a rung: label ("Stage 1"), do and say, checks (to have ready), owed (what',
      'they promise you), guards, advice, forms, inform, meeting, optional. Of an outcome: kind, and to, where it does not lead',
      'up. Of a clock: whose (ours, theirs, both), from (told, reached, asked, outcome), sooner. Waiting, no answer and "could not',
      'reach them" are on every rung already.',
    ),
    part({ ladder: rungs.map((rung, i) => rungValue(rung, i === rungs.length - 1)) }),
    comment('What is shown when the last rung has brought nothing.'),
    part({
      top: top ?? {
        text: 'The policy ends here. Nothing is printed on what follows.',
        clause: rungs.at(-1)?.clause ?? '',
      },
    }),
  ].join('')
}

/** The files of a new flow by name: policy.yaml and its scenario. They load with no findings. */
export const draftFlow = (draft: Draft): ReadonlyMap<string, string> => {
  const rungs = nameRungs(draft.rungs)
  const scenario = scenarioId(draft)
  return new Map([
    ['policy.yaml', policyText(draft, scenario, rungs)],
    [`${scenario}.yaml`, scenarioText(draft, rungs)],
  ])
}

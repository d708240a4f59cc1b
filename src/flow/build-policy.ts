/** The parts of policy.yaml and of a scenario file, as checked. Ladders shared by scenarios are put in place here. */
import { buildClocks, buildRung, checkRemarks, remarkIds, reserved, type Surroundings } from './build-rung.ts'
import type { Agency, Ask, Contact, Guard, Policy, Remark, Rung, Scenario, Target } from './policy.ts'
import type { Path, References } from './references.ts'
import type { BodiesYaml, ContactYaml, PolicyYaml, RungYaml, ScenarioYaml } from './schema.ts'

/** A rung as written, with the sheet and the path where it stands. */
interface Written {
  readonly yaml: RungYaml
  readonly refs: References
  readonly path: Path
}

const yesNoUnsure = { yes: 'Yes', no: 'No', unsure: 'Not sure' }

export const buildContact = (id: string, yaml: ContactYaml): Contact => ({
  id,
  role: yaml.role,
  printed: yaml.printed,
  clause: yaml.clause,
  lines: yaml.lines.map(({ note, ...line }) => ({ ...line, ...(note === undefined ? {} : { note }) })),
  ...(yaml.name === undefined ? {} : { name: yaml.name }),
  ...(yaml.when === undefined ? {} : { when: yaml.when }),
  ...(yaml.note === undefined ? {} : { note: yaml.note }),
})

const buildContacts = (refs: References, yaml: PolicyYaml): readonly Contact[] =>
  Object.entries(yaml.contacts).map(([id, contact]) => {
    if (contact.when !== undefined) {
      const path = ['contacts', id, 'when']
      refs.known('ask', [...path, 'ask'], [contact.when.ask], yaml.asks)
      refs.known('option', [...path, 'is'], contact.when.is, yaml.asks[contact.when.ask]?.options ?? {})
    }
    return buildContact(id, contact)
  })

const buildAsks = (refs: References, yaml: PolicyYaml): readonly Ask[] =>
  Object.entries(yaml.asks).map(([id, ask]) => {
    checkRemarks(refs, ['asks', id], ask, yaml)
    refs.title(['asks', id, 'title'], ask.title)
    return {
      id,
      title: ask.title,
      clause: ask.clause,
      remarks: remarkIds(ask),
      options: Object.entries(ask.options).map(([option, label]) => {
        refs.title(['asks', id, 'options', option], label)
        return { id: option, label }
      }),
    }
  })

const buildAgencies = (refs: References, yaml: PolicyYaml): readonly Agency[] =>
  Object.entries(yaml.agencies).map(([id, agency]) => {
    checkRemarks(refs, ['agencies', id], agency, yaml)
    const posts = agency.posts.map((post) => (typeof post === 'string' ? { title: post } : post))
    return { id, title: agency.title, clause: agency.clause, remarks: remarkIds(agency), posts }
  })

const buildGuards = (refs: References, yaml: PolicyYaml): readonly Guard[] =>
  Object.entries(yaml.guards).map(([id, guard]) => {
    checkRemarks(refs, ['guards', id], guard, yaml)
    refs.title(['guards', id, 'ask'], guard.ask)
    const options = Object.entries(guard.options ?? yesNoUnsure).map(([option, one]) => {
      const full = typeof one === 'string' ? { label: one, contacts: [] } : one
      refs.title(['guards', id, 'options', option], full.label)
      refs.known('contact', ['guards', id, 'options', option, 'contacts'], full.contacts, yaml.contacts)
      return {
        id: option,
        label: full.label,
        contacts: full.contacts,
        ...(full.then === undefined ? {} : { then: full.then }),
      }
    })
    return {
      id,
      ask: guard.ask,
      clause: guard.clause,
      every: guard.every,
      options,
      remarks: remarkIds(guard),
    }
  })

const buildAdvice = (refs: References, yaml: PolicyYaml, part: 'advice' | 'elsewhere'): Policy['advice'] =>
  Object.entries(yaml[part]).map(([id, one]) => {
    refs.title([part, id, 'title'], one.title)
    refs.known('contact', [part, id, 'contacts'], one.contacts, yaml.contacts)
    return { id, ...one }
  })

/** The rungs of a scenario's ladder as written, its shared ladders put in place. */
export const written = (
  refs: References,
  scenario: ScenarioYaml,
  policyRefs: References,
  policy: PolicyYaml,
): readonly Written[] =>
  scenario.ladder.flatMap((step, i): readonly Written[] => {
    if (!('ladder' in step)) return [{ yaml: step, refs, path: ['ladder', i] }]
    refs.known('ladder', ['ladder', i, 'ladder'], [step.ladder], policy.ladders)
    return (policy.ladders[step.ladder] ?? []).map((yaml, k) => ({
      yaml,
      refs: policyRefs,
      path: ['ladders', step.ladder, k],
    }))
  })

const doubled = (rungs: readonly Written[]): void => {
  const seen = new Set<string>()
  for (const { yaml, refs, path } of rungs) {
    if (seen.has(yaml.id))
      refs.say(
        'RF017',
        [...path, 'id'],
        `Two rungs have the id "${yaml.id}".`,
        'Give one of them another id.',
      )
    seen.add(yaml.id)
  }
}

export interface Sheets {
  readonly policy: PolicyYaml
  readonly policyRefs: References
  readonly scenarios: Surroundings['scenarios']
}

export const buildScenario = (
  id: string,
  yaml: ScenarioYaml,
  refs: References,
  { policy, policyRefs, scenarios }: Sheets,
): Scenario => {
  refs.title(['title'], yaml.title)
  refs.known('ask', ['asks'], yaml.asks, policy.asks)
  checkRemarks(refs, [], yaml, policy)
  const ladder = written(refs, yaml, policyRefs, policy)
  const ways = yaml.ways.map((rung, i): Written => ({ yaml: rung, refs, path: ['ways', i] }))
  doubled([...ladder, ...ways])
  const rungs = new Set([...ladder, ...ways].map((one) => one.yaml.id))
  const build = (one: Written, up: Target): Rung =>
    buildRung(one.refs, one.path, one.yaml, { policy, up, rungs, scenarios })
  const above = (i: number): Target => {
    const next = ladder[i + 1]
    return next === undefined ? { kind: 'top' } : { kind: 'rung', rung: next.yaml.id }
  }
  const first = ladder[0]?.yaml.id ?? ''
  return {
    id,
    title: yaml.title,
    when: yaml.when,
    clause: yaml.clause,
    notes: yaml.notes,
    remarks: remarkIds(yaml),
    asks: yaml.asks,
    clocks: buildClocks(refs, ['clocks'], yaml.clocks, policy),
    ladder: ladder.map((one, i) => build(one, above(i))),
    ways: ways.map((one) => build(one, { kind: 'rung', rung: first })),
    top: yaml.top,
    closing: [...yaml.closing, ...policy.closing],
  }
}

const buildRemarks = (yaml: PolicyYaml): readonly Remark[] => [
  ...Object.entries(yaml.gaps).map(([id, one]): Remark => ({ id, kind: 'gap', ...one })),
  ...Object.entries(yaml.readings).map(([id, one]): Remark => ({ id, kind: 'reading', ...one })),
]

/** Everything of a policy but its scenarios and its digest. */
export const buildPolicy = (
  id: string,
  yaml: PolicyYaml,
  refs: References,
  bodies: BodiesYaml,
): Omit<Policy, 'scenarios' | 'sha256'> => {
  refs.title(['title'], yaml.title)
  refs.known('body', ['bodies'], yaml.bodies, bodies)
  refs.known('contact', ['danger', 'contacts'], yaml.danger.contacts, yaml.contacts)
  for (const key of Object.keys(yaml.readings))
    if (Object.hasOwn(yaml.gaps, key))
      refs.say(
        'RF017',
        ['readings', key],
        `A gap and a reading are both named "${key}".`,
        'Give one of them another id.',
      )
  for (const key of Object.keys(yaml.elsewhere))
    if (reserved.includes(key))
      refs.say('RF014', ['elsewhere', key], `"${key}" is the program's own word.`, 'Choose another id.')
  const { issued, 'review-due': reviewDue, printed } = yaml.edition
  return {
    id,
    title: yaml.title,
    short: yaml.short,
    calendar: yaml.calendar,
    edition: {
      printed,
      ...(issued === undefined ? {} : { issued }),
      ...(reviewDue === undefined ? {} : { reviewDue }),
    },
    bodies: yaml.bodies.flatMap((body) => {
      const one = bodies[body]
      return one === undefined ? [] : [{ name: one.name, ended: one.ended, replacedBy: one['replaced-by'] }]
    }),
    terms: Object.entries(yaml.terms).map(([term, one]) => ({
      term,
      ...(typeof one === 'string' ? { meaning: one } : one),
    })),
    principles: yaml.principles,
    danger: yaml.danger.do,
    dangerContacts: yaml.danger.contacts,
    contacts: buildContacts(refs, yaml),
    asks: buildAsks(refs, yaml),
    agencies: buildAgencies(refs, yaml),
    advice: buildAdvice(refs, yaml, 'advice'),
    guards: buildGuards(refs, yaml),
    remarks: buildRemarks(yaml),
    elsewhere: buildAdvice(refs, yaml, 'elsewhere'),
  }
}

/**
 * The words of the flow language, once: what may stand in a policy.yaml and in a scenario file. References
 * between ids are checked in check.ts. The JSON Schema that editors use is made from this.
 */
import * as z from 'zod'

const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens, such as team-leader')
const words = z.string().min(1)
const clause = z.string().min(1).describe('Where the source says so, as it prints the number: "2.4c".')
const ids = z.array(id)
const yearMonth = z.string().regex(/^\d{4}-\d{2}$/, 'a month is written "2024-11"')

const passage = z
  .union([words, z.strictObject({ text: words, clause })])
  .describe('A sentence; the clause where it is not the one of its rung.')
const citedPassage = z.strictObject({ text: words, clause })
const remark = z.strictObject({ text: words, clause })

const contactLine = z.strictObject({
  kind: z.enum(['phone', 'voicemail', 'e-mail', 'web', 'post']).default('phone'),
  value: words.describe('As printed, in quotation marks.'),
  hours: z.enum(['any', 'day', 'out-of-hours']).default('any').describe('any: the source prints no hours.'),
  note: words.optional(),
})

const contact = z.strictObject({
  role: words,
  name: words.optional().describe('The officer whom the source names. Shown after role and number.'),
  printed: words.describe('When the source was printed: "October 2022", or "undated".'),
  clause,
  lines: z.array(contactLine).default([]),
  when: z.strictObject({ ask: id, is: ids.min(1) }).optional(),
  note: words.optional(),
})

const ask = z.strictObject({
  title: words,
  clause,
  options: z.record(id, words),
  gaps: ids.default([]),
  readings: ids.default([]),
})

const post = z.union([words, z.strictObject({ title: words, joined: words })])
const agency = z.strictObject({
  title: words,
  posts: z.array(post).min(1),
  clause,
  gaps: ids.default([]),
  readings: ids.default([]),
})

const advice = z.strictObject({ title: words, text: words, clause, contacts: ids.default([]) })

const guardOption = z.union([
  words,
  z.strictObject({ label: words, then: words.optional(), contacts: ids.default([]) }),
])
const guard = z.strictObject({
  ask: words,
  clause,
  every: z.enum(['case', 'rung']).default('case'),
  options: z.record(id, guardOption).optional().describe('Absent: yes, no, not sure.'),
  gaps: ids.default([]),
  readings: ids.default([]),
})

const check = z.strictObject({ id, text: words, clause })

const clock = z.strictObject({
  title: words.describe('What must have happened by then: "raise it verbally and in writing".'),
  whose: z.enum(['ours', 'theirs']),
  within: words.describe('"2 working days", "1 working week", "24 hours", "same working day".'),
  from: z.enum(['told', 'reached', 'asked', 'outcome']),
  on: id.optional().describe('Only after this outcome of the rung.'),
  sooner: z.boolean().default(false),
  clause,
  gaps: ids.default([]),
  readings: ids.default([]),
})
const clocks = z.record(id, clock).default({})

const kinds = ['agreed', 'refused', 'no-answer', 'done', 'not-done', 'other-way'] as const
const outcome = z.union([
  words,
  z.strictObject({
    label: words,
    kind: z.enum(kinds).optional().describe('Absent: the id of the outcome names its kind.'),
    to: words.optional().describe('up, a rung, scenario/rung, promise, top, close, elsewhere/id.'),
    clause: clause.optional(),
  }),
])

const rung = z.strictObject({
  id,
  title: words,
  label: words.optional(),
  clause,
  acts: words.optional(),
  whom: words.optional(),
  contacts: ids.default([]),
  'no-number': words.optional(),
  authority: z.enum(['decides', 'recommends', 'mediates', 'reviews', 'is-told']).optional(),
  optional: z.boolean().default(false),
  agencies: z.boolean().default(false),
  checks: z.array(check).default([]),
  do: z.array(passage).default([]),
  say: z.union([words, z.strictObject({ text: words, exact: z.boolean() })]).optional(),
  owed: z.array(passage).default([]),
  clocks,
  guards: ids.default([]),
  advice: ids.default([]),
  gaps: ids.default([]),
  readings: ids.default([]),
  outcomes: z.record(id, outcome),
})

const step = z.union([z.strictObject({ ladder: id }), rung])

export const scenarioSchema = z.strictObject({
  title: words,
  when: words,
  clause,
  notes: z.array(citedPassage).default([]),
  gaps: ids.default([]),
  readings: ids.default([]),
  asks: ids.default([]),
  clocks,
  ladder: z.array(step).min(1),
  ways: z.array(rung).default([]),
  top: citedPassage,
  closing: z.array(check).default([]),
})

export const policySchema = z.strictObject({
  title: words,
  short: words.max(20),
  calendar: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
  edition: z.strictObject({
    printed: words,
    issued: yearMonth.optional(),
    'review-due': yearMonth.optional(),
  }),
  bodies: ids.default([]).describe('Bodies that the source names and that are in common/bodies.yaml.'),
  terms: z.record(words, z.union([words, z.strictObject({ meaning: words, clause })])).default({}),
  principles: z.array(citedPassage).default([]),
  danger: z.strictObject({ do: z.array(citedPassage), contacts: ids.default([]) }),
  contacts: z.record(id, contact),
  asks: z.record(id, ask).default({}),
  agencies: z.record(id, agency).default({}),
  advice: z.record(id, advice).default({}),
  guards: z.record(id, guard).default({}),
  gaps: z.record(id, remark).default({}),
  readings: z.record(id, remark).default({}),
  elsewhere: z.record(id, advice).default({}),
  ladders: z.record(id, z.array(rung).min(1)).default({}),
  closing: z.array(check).default([]),
  scenarios: ids.min(1),
})

export const commonSchema = z.strictObject({
  label: words,
  headline: words.describe('What stands above everything else in immediate danger.'),
  danger: z.array(citedPassage),
  contacts: z.record(id, contact),
  'anyone-may-refer': z.array(citedPassage),
})

export const bodiesSchema = z.record(
  id,
  z.strictObject({ name: words, ended: yearMonth, 'replaced-by': words }),
)

export type PolicyYaml = z.infer<typeof policySchema>
export type ScenarioYaml = z.infer<typeof scenarioSchema>
export type RungYaml = z.infer<typeof rung>
export type ClockYaml = z.infer<typeof clock>
export type ContactYaml = z.infer<typeof contact>
export type BodiesYaml = z.infer<typeof bodiesSchema>

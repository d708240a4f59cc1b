/**
 * The words of the flow language, once: what may stand in a policy.yaml, a scenario file and an overlay.yaml. References
 * between ids are checked where the policy is built. The JSON Schema that editors use is made from this.
 */
import * as z from 'zod'

const id = z
  .string()
  // "constructor" is a word that every object of the program has.
  .regex(
    /^(?!constructor$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'an id is lower-case words joined by hyphens, such as team-leader',
  )
const words = z.string().min(1)
const clause = z.string().min(1).describe('Where the source says so, as it prints the number: "2.4c".')
const ids = z.array(id)
const yearMonth = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'a month is written "2024-11"')
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written "17:00"')

const citedPassage = z.strictObject({ text: words, clause })
const passage = z
  .union([words, citedPassage])
  .describe('A sentence; the clause where it is not the one of its rung.')

/** What the source leaves open, by id: whatever takes these shows them to the person. */
const open = { gaps: ids.default([]), readings: ids.default([]) }

const when = z
  .strictObject({ ask: id.describe('A question or a guard of the policy.'), is: ids.min(1) })
  .describe('Only for these answers to a question or a guard of the policy.')

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
  when: when.optional(),
  note: words.optional(),
})

/** A question with nothing to choose would hold up whoever is asked. */
const some = (options: Readonly<Record<string, unknown>>): boolean => Object.keys(options).length > 0
const someNeeded = 'there is nothing to choose here'

const ask = z.strictObject({
  title: words,
  clause,
  options: z.record(id, words).refine(some, someNeeded),
  ...open,
})

const challenged = z
  .union([
    z.strictObject({
      ask: id.describe('One of the asks of the policy; its answers have the ids of bodies.'),
    }),
    z.strictObject({
      id: id.describe('The same in every policy: see flows/README.md.'),
      title: words.describe('What the source calls it.'),
      clause,
      ...open,
    }),
  ])
  .describe('Whose decision is disputed: one body, or the answer to a question.')

const moment = z
  .strictObject({ ask: words, clause, ...open })
  .describe('A moment that clocks count from and that only the person knows: "When was the form sent?"')

const post = z.union([words, z.strictObject({ title: words, joined: words })])
const agency = z.strictObject({ title: words, posts: z.array(post).min(1), clause, ...open })

const advice = z.strictObject({
  title: words,
  text: words,
  clause,
  kind: z
    .enum(['advice', 'action'])
    .default('advice')
    .describe('action: something that may be done at any point beside the ladder.'),
  contacts: ids.default([]),
  ...open,
})

const elsewhere = z.strictObject({
  title: words,
  text: words,
  clause,
  contacts: ids.default([]),
  policy: id.optional().describe('The policy of this program that carries the matter.'),
  returns: z.boolean().default(false).describe('The matter may come back, and the case stays open for it.'),
  ...open,
})

const guardOption = z.union([
  words,
  z.strictObject({ label: words, then: words.optional(), contacts: ids.default([]) }),
])
const guard = z.strictObject({
  ask: words,
  clause,
  every: z.enum(['case', 'rung']).default('case'),
  options: z
    .record(id, guardOption)
    .refine(some, someNeeded)
    .optional()
    .describe('Absent: yes, no, not sure.'),
  ...open,
})

const check = z.strictObject({ id, text: words, clause, when: when.optional() })
/** A check that only some outcomes need: a form that is due on success, a copy that goes out after a refusal. */
const listed = check.extend({ on: ids.default([]).describe('Only after these outcomes of the rung.') })
const closingCheck = check.extend({
  on: z
    .array(z.enum(['agreed', 'unresolved', 'stopped', 'withdrawn', 'recorded', 'no-issue', 'elsewhere']))
    .default([])
    .describe('Only where the case ends so.'),
  after: ids.default([]).describe('Only where one of these rungs was visited.'),
  ...open,
})

const from = words.describe(
  'told, reached, asked, outcome, stage, one of the policy\'s moments, "start of RUNG", "end of RUNG" or "deadline CLOCK".',
)
const clock = z.strictObject({
  title: words.describe('What must have happened by then: "raise it verbally and in writing".'),
  whose: z.enum(['ours', 'theirs', 'both']),
  within: words
    .optional()
    .describe('"2 working days", "7 days", "1 month", "4 working hours", "same working day", as agreed.'),
  urgency: words
    .optional()
    .describe('The source says how urgent it is and prints no figure: "without delay".'),
  also: words.optional().describe('A second figure that the source calls equal. The earlier date counts.'),
  'at-most': words.optional().describe('With within: as agreed. The longest that may be agreed.'),
  from: z
    .union([from, z.array(from).min(2)])
    .optional()
    .describe(
      'Of two moments the earlier counts. Not needed with urgency, nor for a date as agreed without a cap.',
    ),
  on: z
    .union([id, ids.min(1)])
    .optional()
    .describe('Only after this outcome of the rung, or one of these.'),
  when: when.optional(),
  'day-one': z.boolean().default(false).describe('The day it counts from is day 1, not day 0.'),
  by: timeOfDay.optional().describe('At this time of the last day, not at its end.'),
  met: z.enum(['sent', 'received']).default('sent').describe('received: only receipt meets it.'),
  sooner: z.boolean().default(false).describe('The source adds: or sooner, if the child needs it.'),
  indicative: z.boolean().default(false).describe('The source gives it as an indication, not as a limit.'),
  missed: z
    .strictObject({ then: z.enum(['move-on', 'may-move-on', 'lapses']), clause })
    .optional()
    .describe('What the source says follows when it passes.'),
  clause,
  ...open,
})
const clocks = z.record(id, clock).default({})

export const kinds = [
  'agreed',
  'refused',
  'no-answer',
  'unreached',
  'done',
  'not-done',
  'other-way',
  'stopped',
  'returned',
  'recorded',
  'no-issue',
] as const
const outcome = z.union([
  words,
  z.strictObject({
    label: words,
    kind: z.enum(kinds).optional().describe('Absent: the id of the outcome names its kind.'),
    to: words.optional().describe('up, a rung, scenario/rung, promise, top, close, elsewhere/id.'),
    by: words.optional().describe('Who chooses this way, where it is neither side.'),
    when: when.optional(),
    clause: clause.optional(),
  }),
])

const whom = z.union([
  words,
  z.strictObject({ all: z.array(words).min(2) }),
  z.strictObject({ any: z.array(words).min(2) }),
  z.strictObject({ 'and-or': z.array(words).min(2) }),
  z.strictObject({ ask: id, is: z.record(id, words), else: words.optional() }),
])

const standIn = z.strictObject({
  for: z.enum(['absent', 'conflict']).describe('absent: there is nobody in that post, or nobody to be had.'),
  whom: words,
  contacts: ids.default([]),
  clause,
})

const meeting = z
  .strictObject({
    convenes: words.optional(),
    chairs: words.optional(),
    attends: words.optional(),
    independent: words.optional().describe('What the source says of the independence of whoever chairs.'),
    clause,
  })
  .describe('A meeting that this rung is about. By when it is held is a clock.')

const recordable = ['when', 'how', 'who', 'said', 'reason', 'reference', 'done-what'] as const
const recorded = z.union([z.enum(recordable), z.strictObject({ id, ask: words, clause })])

const rung = z.strictObject({
  id,
  title: words,
  label: words.optional(),
  clause,
  stage: id.optional().describe("One of the scenario's stages."),
  when: when.optional(),
  acts: words.optional(),
  whom: whom.optional(),
  instead: z.array(standIn).default([]),
  never: z.array(passage).default([]).describe('Who must not be contacted, or not yet.'),
  contacts: ids.default([]),
  'no-number': words.optional(),
  authority: z.enum(['decides', 'recommends', 'mediates', 'reviews', 'is-told']).optional(),
  medium: z
    .enum(['telephone', 'writing', 'letter', 'e-mail', 'form', 'in-person', 'telephone-then-writing', 'both'])
    .optional()
    .describe('both: by voice and in writing.'),
  approval: z.strictObject({ by: words, clause }).optional().describe('Needed before anything is sent.'),
  optional: z.boolean().default(false),
  agencies: z.boolean().default(false).describe("Shows the agencies' ladders."),
  'opposite-number': z.boolean().default(false).describe('Asks who the opposite number is.'),
  meeting: meeting.optional(),
  checks: z.array(check).default([]),
  forms: z.array(listed).default([]),
  inform: z.array(listed).default([]).describe('Who gets a copy or has to be told.'),
  do: z.array(passage).default([]),
  'in-order': z.boolean().default(false).describe('What to do is to be done in this order.'),
  say: z.union([words, z.strictObject({ text: words, exact: z.boolean() })]).optional(),
  owed: z.array(passage).default([]),
  record: z.array(recorded).default([]).describe('What the source wants written down.'),
  meanwhile: passage.optional().describe('What stands until this is settled.'),
  clocks,
  guards: ids.default([]),
  advice: ids.default([]),
  ...open,
  outcomes: z.record(id, outcome),
})

const step = z.union([z.strictObject({ ladder: id }), rung])

const stage = z
  .strictObject({ title: words, clause, clocks })
  .describe('Rungs that the source counts as one; its clocks span them.')

const track = z
  .strictObject({
    title: words,
    clause,
    ladder: z.array(step).min(1),
    then: words.default('top').describe('Where "up" leads from its last rung.'),
    ...open,
  })
  .describe('Another ladder beside the main one: an urgent one, a detour.')

const start = z.strictObject({
  id,
  title: words,
  at: id.describe('The rung at which one begins.'),
  why: z.boolean().default(false).describe('The source wants a reason.'),
  clause,
})

export const scenarioSchema = z.strictObject({
  title: words,
  when: words,
  clause,
  notes: z.array(citedPassage).default([]),
  ...open,
  asks: ids.default([]),
  challenged: challenged.optional(),
  advice: ids.default([]).describe('Open at every rung.'),
  meanwhile: citedPassage.optional(),
  starts: z.array(start).default([]).describe('Other places to begin than the first rung.'),
  stages: z.record(id, stage).default({}),
  clocks,
  ladder: z.array(step).min(1),
  tracks: z.record(id, track).default({}),
  ways: z.array(step).default([]),
  top: citedPassage,
  closing: z.array(closingCheck).default([]),
})

const nations = ['england', 'wales', 'scotland', 'northern-ireland'] as const

const edition = z.strictObject({
  printed: words,
  issued: yearMonth.optional(),
  'review-due': yearMonth.optional(),
  'superseded-by': words.optional(),
})

const officeHours = z
  .strictObject({ from: timeOfDay, to: timeOfDay, clause, ...open })
  .describe('For clocks in working hours, only as printed.')

const criterion = id
  .optional()
  .describe('A concern can be matched to it, by this id: unique among the terms and in common.yaml.')

/** What a policy may say and an overlay may add or say anew, by id. */
const shared = {
  terms: z.record(words, z.union([words, z.strictObject({ meaning: words, clause, criterion })])).default({}),
  principles: z.array(citedPassage).default([]),
  asks: z.record(id, ask).default({}),
  moments: z.record(id, moment).default({}),
  agencies: z.record(id, agency).default({}),
  advice: z.record(id, advice).default({}),
  guards: z.record(id, guard).default({}),
  gaps: z.record(id, citedPassage).default({}),
  readings: z.record(id, citedPassage).default({}),
  elsewhere: z.record(id, elsewhere).default({}),
  ladders: z.record(id, z.array(rung).min(1)).default({}),
  closing: z.array(closingCheck).default([]),
}

export const policySchema = z.strictObject({
  title: words,
  short: words.max(20),
  nation: z.enum(nations).describe('Whose law, boards and bank holidays hold.'),
  edition,
  'office-hours': officeHours.optional(),
  bodies: ids.default([]).describe('Bodies that the source names and that are in common/bodies.yaml.'),
  danger: z.strictObject({ do: z.array(citedPassage), contacts: ids.default([]), ...open }),
  contacts: z.record(id, contact),
  ...shared,
  challenged: challenged.optional(),
  'each-child': citedPassage.optional().describe('Several children have an outcome each.'),
  scenarios: ids.min(1),
})

/** Words of a rung that an overlay may say anew. */
const recast = rung
  .omit({ id: true, outcomes: true })
  .partial()
  .extend({
    outcomes: z.record(id, outcome).optional().describe('Added, or said anew, by id.'),
  })

export const overlaySchema = z.strictObject({
  over: id.describe('The policy that this is laid over.'),
  title: words.optional(),
  short: words.max(20).optional(),
  edition,
  'office-hours': officeHours.optional(),
  challenged: challenged.optional(),
  roles: z.record(words, words).default({}).describe('Another name for a post, wherever a rung has it.'),
  contacts: z.record(id, contact).default({}),
  ...shared,
  rungs: z.record(words, recast).default({}).describe('By rung, or scenario/rung.'),
  add: z
    .array(
      z.strictObject({
        after: words.optional().describe('A rung, or scenario/rung.'),
        before: words.optional(),
        rung,
      }),
    )
    .default([]),
  scenarios: ids.default([]).describe("Scenario files of the overlay's own, offered after the others."),
})

const nationwide = citedPassage.extend({ nations: z.array(z.enum(nations)).optional() })

export const commonSchema = z.strictObject({
  label: words,
  headline: words.describe('What stands above everything else in immediate danger.'),
  danger: z.array(nationwide),
  contacts: z.record(id, contact),
  'anyone-may-refer': z.array(nationwide),
  terms: z
    .array(
      z.strictObject({
        term: words,
        meaning: words,
        clause,
        criterion,
        nations: z.array(z.enum(nations)).optional(),
      }),
    )
    .default([]),
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
export type ChallengedYaml = z.infer<typeof challenged>
export type BodiesYaml = z.infer<typeof bodiesSchema>

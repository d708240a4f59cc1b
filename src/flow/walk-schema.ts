/**
 * The words of a walk file and of an answers file, once. Which rungs, fields and options there are depends on the
 * policy; walks.ts looks at those.
 */
import * as z from 'zod'

const words = z.string().min(1)
const byId = z.record(z.string(), words).default({})
const civilTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a moment is written "2026-11-19T10:30"')
  .describe('Date and time as the clock on the wall showed it.')

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written "2026-12-21"')

const danger = z.enum(['yes', 'no', 'unsure'])

export const stepSchema = z
  .object({
    later: civilTime.optional().describe('A new sitting begins at this moment, before the step.'),
    outcome: words
      .optional()
      .describe('What happened: an outcome of the rung, or one that the program offers.'),
    checks: z.array(words).default([]).describe('Which checks were ticked; the others were not.'),
    danger: z
      .enum(['yes', 'unsure'])
      .optional()
      .describe('A child turns out to be in danger before the step.'),
  })
  .catchall(words)

const common = {
  scenario: words,
  danger,
  'danger-done': words.optional(),
  'recorded-by': words,
  tried: z.union([z.boolean(), z.enum(['yes', 'no'])]).default(false),
  start: words
    .optional()
    .describe("Another place to begin than the first step: one of the scenario's starts."),
  why: words.optional().describe('Why there.'),
  asks: byId,
  guards: byId,
  moments: byId.describe("The policy's own moments, as typed."),
  'each-child': z
    .array(
      z.strictObject({ child: words, outcome: z.enum(['agreed', 'unresolved', 'withdrawn', 'elsewhere']) }),
    )
    .default([])
    .describe('How it ended for each child, where the policy wants that.'),
  about: byId,
  rungs: z.record(z.string(), z.union([stepSchema, z.array(stepSchema).min(1)])).default({}),
}

export const answersSchema = z.strictObject({ policy: words, ...common })

export const walkSchema = z.strictObject({
  ...common,
  at: civilTime.describe('When the walk begins, in London.'),
  closures: z
    .array(z.strictObject({ from: day, to: day, title: words }))
    .default([])
    .describe('When the school is closed, for clocks in school days.'),
  expect: z.strictObject({
    rungs: z.array(words).describe('Each visit of a rung, in order.'),
    due: z
      .array(words)
      .default([])
      .describe('Each deadline that the record states, in order: "stage-1/raise: end of Fri 20 Nov 2026".'),
    end: words.describe('"closed agreed", "open at team-leader", "open at promise".'),
  }),
})

export type AnswersYaml = z.infer<typeof answersSchema>
export type WalkYaml = z.infer<typeof walkSchema>
export type StepYaml = z.infer<typeof stepSchema>

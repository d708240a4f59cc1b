/**
 * The words of a made-up case, once: those of a walk, and what a room of people needs besides. Which rungs, fields and
 * options there are depends on the policy; training/load.ts looks at those.
 */
import * as z from 'zod'
import { stepSchema, walkSchema } from './walk-schema.ts'
import { shows } from './words/closed-lists.ts'

const words = z.string().min(1)

const voices = z
  .strictObject({ gentle: words, firm: words, hostile: words })
  .describe('The same answer, said in three ways.')

const point = z.strictObject({
  ask: words.describe('What the trainer asks the room.'),
  point: words.describe('What the policy says to it.'),
  clause: words.describe('Where the policy says so; general for what is in no policy.'),
})

const step = z
  .object({
    ...stepSchema.shape,
    'they-say': voices.optional().describe('What the other side answers.'),
    discuss: z.array(point).default([]).describe('What to talk about before the step is decided.'),
  })
  .catchall(words)

export const exerciseSchema = z.strictObject({
  ...walkSchema.shape,
  policy: words.optional().describe('Which policy it is for, in a file that lies beside no flow.'),
  title: words.describe('One line, for the menu.'),
  shows: z.array(z.enum(shows)).min(1),
  minutes: words
    .regex(/^[1-9]\d?$/, 'minutes are a whole number from 1 to 99')
    .describe('How long it takes in a room.'),
  story: z.array(words).min(1).describe('What the trainer reads out before it begins.'),
  otherwise: voices.describe('What they say where the case has no words for them.'),
  rungs: z.record(z.string(), z.union([step, z.array(step).min(1)])).default({}),
})

export type ExerciseYaml = z.infer<typeof exerciseSchema>
export type ExerciseStepYaml = z.infer<typeof step>

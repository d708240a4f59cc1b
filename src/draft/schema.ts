/** What stands above the text of a draft, once. Which rungs, readings and gaps there are depends on the policy; load.ts looks at those. */
import * as z from 'zod'
import { forms } from '../flow/words/closed-lists.ts'

const words = z.string().min(1)
const ids = z.array(words).default([])

export const draftSchema = z.strictObject({
  title: words.describe('One line, as it is offered on the rung.'),
  form: z.enum(forms),
  rungs: z
    .array(words)
    .min(1)
    .describe('Where it is wanted: a rung, scenario/rung, advice/id, promise or closing.'),
  clause: words.describe('The clause that asks for it; several with commas between.'),
  to: words.describe('Whom it is written to, by role.'),
  subject: words,
  readings: ids,
  gaps: ids,
})

export type DraftYaml = z.infer<typeof draftSchema>

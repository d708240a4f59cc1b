/** The JSON Schemas that editors use while somebody writes a flow, made from the one schema in code. */
import * as z from 'zod'
import { exerciseSchema } from './exercise-schema.ts'
import { bodiesSchema, commonSchema, overlaySchema, policySchema, scenarioSchema } from './schema.ts'
import { answersSchema, walkSchema } from './walk-schema.ts'

const schemas = {
  'policy.schema.json': policySchema,
  'scenario.schema.json': scenarioSchema,
  'overlay.schema.json': overlaySchema,
  'common.schema.json': commonSchema,
  'bodies.schema.json': bodiesSchema,
  'walk.schema.json': walkSchema,
  'answers.schema.json': answersSchema,
  'exercise.schema.json': exerciseSchema,
} as const

/** By file name in flows/, the text of each schema, indented by two spaces and ended by a line break. */
export const jsonSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      // What an author writes, before defaults are filled in. A part that stands in several places is written once.
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' }), null, 2)}\n`,
    ]),
  )

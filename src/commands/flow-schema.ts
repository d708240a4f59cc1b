/** `rungs flow schema`: prints the JSON Schema of one kind of file, for an editor. Writes no files. */
import { UserError } from '../errors.ts'
import { jsonSchemas } from '../flow/json-schema.ts'
import { suggest } from '../flow/nearest.ts'
import type { Ports } from '../ports.ts'

export interface SchemaOptions {
  /** "policy", "scenario", "walk" …; absent: says which there are. */
  readonly which?: string
}

const ending = '.schema.json'

/** What "rungs flow new --answers FILE" reads. */
const forNew = async (): Promise<string> => {
  const [z, { draftSchema }] = await Promise.all([import('zod'), import('../flow/draft/answers.ts')])
  return `${JSON.stringify(z.toJSONSchema(draftSchema, { io: 'input', unrepresentable: 'any' }), null, 2)}\n`
}

/** Prints the schema; 0. Throws a `UserError`, which lists those that there are, for any other word. */
export const flowSchema = async (ports: Ports, { which }: SchemaOptions): Promise<number> => {
  const schemas = jsonSchemas()
  const names = [...[...schemas.keys()].map((name) => name.replace(ending, '')), 'new']
  const known = `There is: ${names.join(', ')}.`
  if (which === undefined || which === '') throw new UserError('Which schema?', known)
  const text = which === 'new' ? await forNew() : schemas.get(`${which}${ending}`)
  if (text === undefined) {
    const near = suggest(which, names)
    throw new UserError(`There is no schema "${which}".`, near === known ? known : `${near} ${known}`)
  }
  ports.out(text)
  return 0
}

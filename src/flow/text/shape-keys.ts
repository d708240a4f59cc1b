/** Which keys a schema allows at a path: what a mistyped key is compared with. Looks into the schema; judges no value. */
import type * as z from 'zod'

type Schema = z.core.$ZodType
type Definition = z.core.$ZodTypes['_zod']['def']

const definition = (schema: Schema): Definition => schema._zod.def as Definition

/** The schema without what only says that it may be left out; each branch of a union. */
const bare = (schema: Schema): readonly Schema[] => {
  const def = definition(schema)
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return bare(def.innerType)
    case 'union':
      return def.options.flatMap(bare)
    default:
      return [schema]
  }
}

const below = (schema: Schema, part: PropertyKey): readonly Schema[] => {
  const def = definition(schema)
  switch (def.type) {
    case 'object': {
      const inner = Object.hasOwn(def.shape, part) ? def.shape[String(part)] : undefined
      return inner === undefined ? [] : [inner]
    }
    case 'record':
      return [def.valueType]
    case 'array':
      return [def.element]
    default:
      return []
  }
}

/** The keys of every map that may stand at a path; none where any id may be a key. */
export const keysAllowed = (schema: Schema, path: readonly PropertyKey[]): readonly string[] => {
  const here = path.reduce<readonly Schema[]>(
    (schemas, part) => schemas.flatMap((one) => below(one, part)).flatMap(bare),
    bare(schema),
  )
  const keys = here.flatMap((one) => {
    const def = definition(one)
    return def.type === 'object' ? Object.keys(def.shape) : []
  })
  return [...new Set(keys)]
}

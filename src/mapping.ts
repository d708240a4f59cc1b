/** What YAML and JSON call a mapping or an object: the one test for it. Knows no keys. */

export type Mapping = Readonly<Record<string, unknown>>

/** Whether a value that was read is keys with values: neither a list nor nothing. */
export const isMap = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values as texts, to tell whether two of them say the same. Knows no policy. */

/** A value as a text that is the same whatever the order of its keys. */
export const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const words = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
  return `{${words.sort().join()}}`
}

/** Whether two values say the same. */
export const same = <T>(a: T, b: T | undefined): boolean => canonical(a) === canonical(b)

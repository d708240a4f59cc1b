/** A policy, or anything like one, with another text wherever it has free text. */

/** Keys whose strings are ids or closed words; all others hold free text. */
const fixed =
  /^(id|kind|nation|remarks|ask|is|asks|entryAsks|contacts|dangerContacts|guards|advice|rung|scenario|elsewhere|moment|clock|stage|hours|every|whose|met|then|for|authority|medium|record|on|after|unit|issued|reviewDue|ended|sha256|from|to|by|nations|policy|criterion)$/

const free = (key: string, value: string, parent: string): boolean =>
  !fixed.test(key) ||
  (key === 'ask' && /^(moments|guards|questions)$/.test(parent)) ||
  (key === 'then' && value === 'then')

/** The value with every free text replaced: by the one given, or by the next that is dealt. */
export const withTexts = <T>(value: T, text: string | (() => string)): T => {
  const next = typeof text === 'string' ? () => text : text
  const walk = (inner: unknown, key: string, parent: string): unknown => {
    if (typeof inner === 'string') return free(key, inner, parent) ? next() : inner
    if (inner === null || typeof inner !== 'object') return inner
    if (Array.isArray(inner)) return inner.map((one) => walk(one, key, key))
    return Object.fromEntries(
      Object.entries(inner).map(([name, one]) => [
        name,
        key === 'is' ? next() : walk(one, name, Array.isArray(inner) ? parent : key),
      ]),
    )
  }
  return walk(value, '', '') as T
}

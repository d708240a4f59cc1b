// The shape of a vector: files, arguments, and what a verifier must say of them. What is expected is written beside each
// vector by hand, after docs/record-format.md.
import { id } from './make.mjs'

const finding = (words) => {
  const [code, entry] = words.split(' ')
  return { code, entry: Number(entry) }
}

/**
 * `record`: the text or bytes of the record, or files by name, the record's first. `findings`: "code entry", in the order of
 * their lines.
 */
export const vector = (name, about, record, expected, more = {}) => {
  const { verdict, entry = null, signed = 0, witnessed = 0, findings = [] } = expected
  const files = typeof record === 'string' || Buffer.isBuffer(record) ? { [`${id}.md`]: record } : record
  return {
    name,
    files,
    expected: {
      about,
      files: more.files ?? Object.keys(files),
      arguments: more.arguments ?? [],
      ...(more.lengthened === undefined ? {} : { lengthened: more.lengthened }),
      ...(more.seen === undefined ? {} : { seen: more.seen }),
      verdict,
      entry,
      signed,
      witnessed,
      findings: findings.map(finding),
    },
  }
}

/** Intact, and nothing outside confirms it. */
export const good = (name, about, record, signed = 0, more = {}) =>
  vector(name, about, record, { verdict: 'unwitnessed', signed }, more)

/** `findings[0]` need not be at the entry that the verdict names: that is the lowest. */
export const changed = (name, about, record, entry, signed, ...findings) =>
  vector(name, about, record, { verdict: 'changed', entry, signed, findings })

export const torn = (name, about, record, signed, ...findings) =>
  vector(name, about, record, { verdict: 'unfinished', signed, findings })

export const unjudged = (name, about, record, finding, more = {}) =>
  vector(name, about, record, { verdict: 'cannot-judge', findings: [finding] }, more)

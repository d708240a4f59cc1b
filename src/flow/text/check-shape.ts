/**
 * A sheet against a schema → a typed value, or findings in plain English, all at once. The schema's own error
 * messages are for programmers; these are for the officer who edits the file.
 */
import type * as z from 'zod'
import type { Finding } from '../finding.ts'
import { suggest } from '../nearest.ts'
import { keysAllowed } from './shape-keys.ts'
import type { Sheet } from './yaml.ts'

export type Shaped<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }

type Issue = z.core.$ZodIssue

/** Findings of one file that are listed; whoever has more of them looks at the wrong file, or at an attack. */
const most = 500

/** How many complaints a branch of a union has. */
const weight = (branch: readonly Issue[]): number =>
  branch.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0)

const depth = (branch: readonly Issue[]): number =>
  branch.reduce((most, one) => Math.max(most, one.path.length), 0)

const ofOtherType = (branch: readonly Issue[]): boolean =>
  branch.some((one) => one.code === 'invalid_type' && one.path.length === 0)

/** Of the ways in which a union failed, the one with the fewest complaints is the one that the author meant. */
const innermost = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const meant = issue.errors
    .filter((branch) => !ofOtherType(branch))
    .sort((a, b) => weight(a) - weight(b) || depth(b) - depth(a))[0]
  if (meant === undefined) return [{ ...issue, code: 'custom', message: 'this has the wrong shape' } as Issue]
  return meant.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] } as Issue))
}

/** A word as it is quoted in a sentence: nobody needs all of a hostile one. */
const short = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`)

const name = (path: readonly PropertyKey[]): string => {
  const last = path.at(-1)
  return typeof last === 'number'
    ? `item ${last + 1} of ${short(String(path.at(-2) ?? 'the list'))}`
    : `"${short(String(last ?? 'the file'))}"`
}

type Say = (
  code: string,
  path: readonly PropertyKey[],
  message: string,
  hint: string,
  key?: 'key',
) => readonly Finding[]

const shapes: Readonly<Record<string, string>> = {
  string: 'words',
  object: 'a map of words and their values',
  record: 'a map of ids and their values',
  array: 'a list',
  boolean: 'true or false',
}

/** Where YAML reads something else than words: a number, yes and no, nothing. */
const unquoted = (
  sheet: Sheet,
  say: Say,
  path: readonly PropertyKey[],
  input: unknown,
): readonly Finding[] => {
  const written = short(sheet.source(path) ?? String(input))
  if (typeof input === 'number')
    return say(
      'RF005',
      path,
      `${written} has no quotation marks, so YAML reads a number and may drop zeros.`,
      `Write "${written}".`,
    )
  return say(
    'RF005',
    path,
    `${written} has no quotation marks, so YAML does not read words.`,
    `Write "${written}".`,
  )
}

const wrongType = (sheet: Sheet, say: Say, issue: Issue, expected: string): readonly Finding[] => {
  const { path, input } = issue
  if (input === undefined && path.length > 0)
    return say('RF006', path.slice(0, -1), `${name(path)} is missing here.`, `Add a line ${name(path)}: ….`)
  if (input === null || input === undefined)
    return path.length === 0
      ? say('RF006', path, 'The file is empty.', 'See flows/README.md for what stands in it.')
      : say(
          'RF006',
          path,
          `Nothing stands behind ${name(path)}.`,
          'Write something there, or remove the line.',
          'key',
        )
  if (expected === 'string' && typeof input !== 'object') return unquoted(sheet, say, path, input)
  return say(
    'RF007',
    path,
    `${name(path)} should be ${shapes[expected] ?? `a ${expected}`}.`,
    'See flows/README.md.',
  )
}

const unknownKeys = (
  say: Say,
  schema: z.ZodType,
  path: readonly PropertyKey[],
  keys: readonly string[],
): readonly Finding[] => {
  const allowed = keysAllowed(schema, path)
  return keys
    .slice(0, most)
    .flatMap((key) =>
      say(
        'RF004',
        [...path, key],
        `"${short(key)}" is not a word of the flow language here.`,
        suggest(key, allowed),
        'key',
      ),
    )
}

const explain = (sheet: Sheet, schema: z.ZodType, say: Say, issue: Issue): readonly Finding[] => {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(say, schema, path, issue.keys)
    case 'invalid_type':
      return wrongType(sheet, say, issue, issue.expected)
    case 'invalid_value':
      return say(
        'RF007',
        path,
        `${name(path)} cannot be this.`,
        `It is one of: ${issue.values.map(String).join(', ')}.`,
      )
    case 'invalid_key':
      return say(
        'RF008',
        path,
        `${name(path)} cannot be an id.`,
        'An id is lower-case words joined by hyphens, such as team-leader.',
        'key',
      )
    case 'invalid_union':
    case 'custom':
      return typeof issue.input === 'number' || typeof issue.input === 'boolean' || issue.input === null
        ? wrongType(sheet, say, issue, 'string')
        : say('RF007', path, `${name(path)}: ${issue.message}.`, 'See flows/README.md.')
    default:
      return say('RF007', path, `${name(path)}: ${issue.message}.`, 'See flows/README.md.')
  }
}

const explained = (sheet: Sheet, schema: z.ZodType, issues: readonly Issue[]): readonly Finding[] => {
  const say: Say = (code, path, message, hint, key) => [{ code, message, hint, ...sheet.place(path, key) }]
  // What the text itself was refused for is not told a second time as something missing.
  const lines = new Set(sheet.findings.map((one) => one.line))
  return issues
    .slice(0, most + 1)
    .flatMap(innermost)
    .flatMap((issue) => explain(sheet, schema, say, issue))
    .filter((one) => !lines.has(one.line))
}

/** Complaints of the schema that are worked out, at most: each branch of a union makes its own. */
const mostComplaints = 20_000

/** Ends the check once there are more complaints than anybody mends. */
const enough = Symbol('enough complaints')

type Checked<T> = { readonly value: T } | { readonly complaints: readonly Issue[] } | 'too many'

/** What the schema makes of the value. Without a bound a list of 100,000 blanks takes seconds. */
const check = <T>(sheet: Sheet, schema: z.ZodType<T>): Checked<T> => {
  let count = 0
  const error = (): undefined => {
    count += 1
    if (count > mostComplaints) throw enough
  }
  try {
    const result = schema.safeParse(sheet.value, { reportInput: true, error })
    // The complaints are worked out only where they are first asked for.
    return result.success ? { value: result.data } : { complaints: result.error.issues }
  } catch (thrown) {
    if (thrown !== enough) throw thrown
    return 'too many'
  }
}

const tooMany = (sheet: Sheet): Finding => ({
  code: 'RF024',
  message: 'More is wrong with this file than can be listed.',
  hint: 'Mend what is listed first. Is this the right file?',
  ...sheet.place([]),
})

/** The first `most` findings, and one that says that there are more. */
const listed = (sheet: Sheet, all: readonly Finding[]): readonly Finding[] =>
  all.length <= most ? all : [...all.slice(0, most), tooMany(sheet)]

/** Checks one sheet. Where its text could not be read to its end nothing else is looked at. */
export const checkShape = <T>(sheet: Sheet, schema: z.ZodType<T>): Shaped<T> => {
  if (sheet.value === undefined) return { kind: 'findings', findings: listed(sheet, sheet.findings) }
  const result = check(sheet, schema)
  if (result === 'too many')
    return { kind: 'findings', findings: [...listed(sheet, sheet.findings), tooMany(sheet)] }
  if ('value' in result && sheet.findings.length === 0) return { kind: 'ok', value: result.value }
  const wrong = 'value' in result ? [] : explained(sheet, schema, result.complaints)
  return { kind: 'findings', findings: listed(sheet, [...sheet.findings, ...wrong]) }
}

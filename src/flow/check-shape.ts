/**
 * A sheet against a schema → a typed value, or findings in plain English, all at once. The schema's own error
 * messages are for programmers; these are for the officer who edits the file.
 */
import type * as z from 'zod'
import type { Finding } from './finding.ts'
import { suggest } from './nearest.ts'
import type { Sheet } from './yaml.ts'

export type Shaped<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }

type Issue = z.core.$ZodIssue

/** Of the ways in which a union failed, the one that got furthest is the one that the author meant. */
const innermost = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union') return [issue]
  const depth = (branch: readonly Issue[]): number => Math.max(...branch.map((one) => one.path.length), 0)
  const meant = [...issue.errors]
    .filter((branch) => !branch.some((one) => one.code === 'invalid_type' && one.path.length === 0))
    .sort((a, b) => depth(b) - depth(a))[0]
  if (meant === undefined) return [{ ...issue, code: 'custom', message: '' } as Issue]
  return meant.flatMap((one) => innermost({ ...one, path: [...issue.path, ...one.path] } as Issue))
}

const knownKeys = (schema: z.ZodType): readonly string[] => {
  const keys = new Set<string>()
  const seen = new Set<unknown>()
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object' || seen.has(node)) return
    seen.add(node)
    const definition =
      (node as { def?: Record<string, unknown> }).def ??
      (node as { _zod?: { def?: Record<string, unknown> } })._zod?.def
    if (definition === undefined) return
    for (const [name, value] of Object.entries(definition)) {
      if (name === 'shape' && value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value)) {
          keys.add(key)
          walk(inner)
        }
      else if (Array.isArray(value)) value.forEach(walk)
      else walk(value)
    }
  }
  walk(schema)
  return [...keys]
}

const finding = (
  sheet: Sheet,
  code: string,
  path: readonly PropertyKey[],
  message: string,
  hint: string,
  key?: 'key',
): Finding => ({
  code,
  message,
  hint,
  file: sheet.file,
  ...sheet.place(path, key),
})

const name = (path: readonly PropertyKey[]): string => {
  const last = path.at(-1)
  return typeof last === 'number'
    ? `item ${last + 1} of ${String(path.at(-2) ?? 'the list')}`
    : String(last ?? 'the file')
}

const explain = (sheet: Sheet, schema: z.ZodType, issue: Issue): readonly Finding[] => {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        finding(
          sheet,
          'RF004',
          [...path, key],
          `"${key}" is not a word of the flow language here.`,
          suggest(key, knownKeys(schema)),
          'key',
        ),
      )
    case 'invalid_type': {
      const written = sheet.source(path)
      if (issue.expected === 'string' && written !== undefined && /^[+\d]/.test(written))
        return [
          finding(
            sheet,
            'RF005',
            path,
            `${written} has no quotation marks, so YAML reads a number and may drop zeros.`,
            `Write "${written}".`,
          ),
        ]
      if (issue.input === undefined && issue.message.includes('undefined'))
        return [
          finding(
            sheet,
            'RF006',
            path.slice(0, -1),
            `"${name(path)}" is missing here.`,
            `Add a line "${name(path)}: …".`,
          ),
        ]
      return [
        finding(
          sheet,
          'RF007',
          path,
          `${name(path)} should be ${issue.expected === 'string' ? 'words' : `a ${issue.expected}`}.`,
          'See flows/README.md.',
        ),
      ]
    }
    case 'invalid_value':
      return [
        finding(
          sheet,
          'RF007',
          path,
          `${name(path)} cannot be this.`,
          `It is one of: ${issue.values.map(String).join(', ')}.`,
        ),
      ]
    case 'invalid_key':
      return [
        finding(
          sheet,
          'RF008',
          path,
          `"${name(path)}" cannot be an id.`,
          'An id is lower-case words joined by hyphens, such as team-leader.',
          'key',
        ),
      ]
    default:
      return [
        finding(
          sheet,
          'RF007',
          path,
          `${name(path)}: ${issue.message === '' ? 'this has the wrong shape' : issue.message}.`,
          'See flows/README.md.',
        ),
      ]
  }
}

/** Checks one sheet. Findings of the YAML itself come first; then nothing else is looked at. */
export const checkShape = <T>(sheet: Sheet, schema: z.ZodType<T>): Shaped<T> => {
  if (sheet.findings.length > 0) return { kind: 'findings', findings: sheet.findings }
  const result = schema.safeParse(sheet.value, { reportInput: true })
  if (result.success) return { kind: 'ok', value: result.data }
  return {
    kind: 'findings',
    findings: result.error.issues.flatMap(innermost).flatMap((issue) => explain(sheet, schema, issue)),
  }
}

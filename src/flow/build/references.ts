/** Collects what is wrong with the references of one sheet while a policy is being built. */
import type { Finding } from '../finding.ts'
import { suggest } from '../nearest.ts'
import type { Sheet } from '../text/yaml.ts'
import { titleProblem } from '../title.ts'

export type Path = readonly PropertyKey[]

/** The ids that there are: keys of a record, of a map, or a set. */
export type Known = Readonly<Record<string, unknown>> | ReadonlySet<string> | ReadonlyMap<string, unknown>

/** Findings of one sheet, at most: a hostile flow has hundreds of thousands, and nobody mends more at one time. */
const mostSaid = 1000

/** Names that a mistyped one is compared with, and mistyped ones that are compared: a hostile flow has thousands of both. */
const compared = { known: 500, unknown: 100 }

const has = (all: Known, id: string): boolean =>
  all instanceof Set || all instanceof Map ? all.has(id) : Object.hasOwn(all, id)

const names = (all: Known): readonly string[] =>
  all instanceof Set || all instanceof Map ? [...(all.keys() as Iterable<string>)] : Object.keys(all)

export interface References {
  readonly findings: readonly Finding[]
  /** `key`: the place of the word itself, rather than of what stands behind it. */
  readonly say: (code: string, path: Path, message: string, hint: string, key?: 'key') => void
  /** A finding for each id that is not known. `what` is the word for the thing: "contact". `key`: the ids are keys of the map at the path. */
  readonly known: (what: string, path: Path, ids: readonly string[], all: Known, key?: 'key') => void
  /** A finding where a text cannot stand as a title in a record. */
  readonly title: (path: Path, text: string) => void
}

export const references = (sheet: Sheet): References => {
  const findings: Finding[] = []
  let unknown = 0
  const near = (id: string, all: Known): string => {
    unknown += 1
    return unknown > compared.unknown
      ? 'Look it up where it is defined.'
      : suggest(id, names(all).slice(0, compared.known))
  }
  const say: References['say'] = (code, path, message, hint, key) => {
    if (findings.length >= mostSaid) return
    findings.push({ code, message, hint, ...sheet.place(path, key) })
  }
  return {
    findings,
    say,
    known: (what, path, ids, all, key) => {
      for (const [i, id] of ids.entries())
        if (!has(all, id))
          say(
            'RF010',
            [...path, key === undefined ? i : id],
            `There is no ${what} named "${id}".`,
            near(id, all),
            key,
          )
    },
    title: (path, text) => {
      const problem = titleProblem(text)
      if (problem !== undefined)
        say('RF009', path, `This title cannot stand in a record: ${problem}.`, 'A title is one plain line.')
    },
  }
}

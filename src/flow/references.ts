/** Collects what is wrong with the references of one sheet while a policy is being built. */
import type { Finding } from './finding.ts'
import { suggest } from './nearest.ts'
import { titleProblem } from './title.ts'
import type { Sheet } from './yaml.ts'

export type Path = readonly PropertyKey[]

export interface References {
  readonly findings: readonly Finding[]
  /** `key`: the place of the word itself, rather than of what stands behind it. */
  readonly say: (code: string, path: Path, message: string, hint: string, key?: 'key') => void
  /** A finding for each id that is not known. `what` is the word for the thing: "contact". */
  readonly known: (
    what: string,
    path: Path,
    ids: readonly string[],
    all: Readonly<Record<string, unknown>>,
  ) => void
  /** A finding where a text cannot stand as a title in a record. */
  readonly title: (path: Path, text: string) => void
}

export const references = (sheet: Sheet): References => {
  const findings: Finding[] = []
  const say: References['say'] = (code, path, message, hint, key) => {
    findings.push({ code, message, hint, file: sheet.file, ...sheet.place(path, key) })
  }
  return {
    findings,
    say,
    known: (what, path, ids, all) => {
      for (const [i, id] of ids.entries())
        if (!Object.hasOwn(all, id))
          say('RF010', [...path, i], `There is no ${what} named "${id}".`, suggest(id, Object.keys(all)))
    },
    title: (path, text) => {
      const problem = titleProblem(text)
      if (problem !== undefined)
        say('RF009', path, `This title cannot stand in a record: ${problem}.`, 'A title is one plain line.')
    },
  }
}

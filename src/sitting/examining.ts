/** A file → what it shows by itself, and whether it follows its policy. Looks before it reads; never throws for what it finds. */
import type { Case } from '../case/case.ts'
import { replay } from '../case/evolve.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { type Examined, examine, unreadable } from '../verify/examined.ts'
import { type Held, worldFor } from './library.ts'
import { placedFacts, readBytes } from './read-case.ts'
import { casebookOf } from './record-paths.ts'

export interface ExaminedFile {
  readonly examined: Examined
  /** Absent where no fact could be read. */
  readonly state?: Case
}

/** Examines one file. `held`: what has been loaded for the files before it. */
export const examineFile = async (ports: Ports, path: string, held: Held): Promise<ExaminedFile> => {
  try {
    const { examined, record } = examine(path, readBytes(ports, path))
    const facts = placedFacts(record)
    if (facts.length === 0) return { examined }
    return { examined, state: replay(await worldFor(ports, casebookOf(path), facts, held), facts) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { examined: unreadable(path, error.message) }
  }
}

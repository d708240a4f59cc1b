/** One file of a flow: bytes to text, with findings for what is not text, too large, or could not be kept. Understands no YAML. */
import type { Finding } from '../flow/finding.ts'
import { borderLines } from '../flow/pin.ts'
import type { Ports } from '../ports.ts'
import { nameProblem } from '../storage/names.ts'
import { at, join, reading, statOf } from './flow-folders.ts'
import { decodeUtf8, firstNotUtf8 } from './utf8.ts'

const largest = 1_000_000

export type Text =
  | { readonly text: string; readonly findings: readonly Finding[] }
  | { readonly finding: Finding }

const tooLarge = (file: string): Finding => ({
  code: 'RF003',
  message: 'The file is larger than a flow can be (1 MB).',
  hint: 'Is this the right file?',
  file,
  line: 1,
  column: 1,
})

const notText = (file: string, bytes: Uint8Array): Finding => ({
  code: 'RF019',
  message: 'Here the file is not UTF-8 text.',
  hint: 'Save it as UTF-8 in your editor.',
  file,
  ...firstNotUtf8(bytes),
})

const border = (file: string, line: number): Finding => ({
  code: 'RF022',
  message: 'A line may not begin with "#### ", which marks the border between files in a kept policy.',
  hint: 'Put fewer # there.',
  file,
  line,
  column: 1,
})

/** Reads one file of a flow. Throws a `UserError` where the system refuses. */
export const readText = (ports: Ports, folder: string, name: string): Text => {
  const file = join(folder, name)
  if ((statOf(ports, file)?.size ?? 0) > largest) return { finding: tooLarge(file) }
  const bytes = reading(file, () => ports.disk.readBytes(at(ports, file)))
  const text = decodeUtf8(bytes)
  return text === undefined
    ? { finding: notText(file, bytes) }
    : { text, findings: borderLines(text).map((line) => border(file, line)) }
}

/** The folder's name is the policy's id, and stands in the kept text of the policy. `file`: where to say so. */
export const misnamed = (id: string, file: string): readonly Finding[] =>
  // A folder that some system cannot have is no home for a policy that is passed on.
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && nameProblem(id) === undefined
    ? []
    : [
        {
          code: 'RF008',
          message: `The folder's name "${id}" cannot be a policy's id.`,
          hint: 'An id is lower-case words joined by hyphens, such as our-school, and no name that a system keeps for itself, such as con. Rename the folder.',
          file,
          line: 1,
          column: 1,
        },
      ]

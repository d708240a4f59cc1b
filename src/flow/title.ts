/**
 * What may stand as a title on a structural line of a record: one visible line that no Markdown reader takes for
 * anything else. Says what is wrong; mends nothing.
 */
import { invisibleClass } from '../unseen.ts'

// Most titles are plain ASCII, and the long class takes ten times as long: a list of cases is read with this.
const invisible = new RegExp(`^(?![ -~]*$)[^]*[${invisibleClass}]`, 'u')

/** Length of a title in UTF-16 units, at most. */
export const longestTitle = 200

const rules: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'it is empty'],
  [/\n/, 'it has more than one line'],
  [/^ | $/, 'it begins or ends with a space'],
  [invisible, 'it has a control character, an invisible one or an unusual space in it'],
  [/[`*_[\]<>\\|~$]/, 'it has a character in it that is markup in a record: one of ` * _ [ ] < > \\ | ~ $'],
  [/&#?[0-9A-Za-z]+;/, 'it has an HTML entity in it'],
  [/\/\/|(?<![A-Za-z0-9])www\.|[^ ]@[^ ]/i, 'it has a web or mail address in it'],
]

/** As `titleProblem`, with a limit of one's own (in UTF-16 units). */
export const lineProblem = (text: string, longest: number): string | undefined =>
  text.length > longest
    ? `it is longer than ${longest} characters`
    : rules.find(([pattern]) => pattern.test(text))?.[1]

/**
 * Why `text` cannot stand on a structural line of a record, as a clause ("it is empty"); nothing where it
 * can. The set is part of the record format: see docs/record-format.md.
 */
export const titleProblem = (text: string): string | undefined => lineProblem(text, longestTitle)

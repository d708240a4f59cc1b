/**
 * `rungs draft`: the letter, e-mail or form that a rung asks for, filled in from the record. In a terminal it is completed and
 * corrected there, and that it was sent can be put on record; otherwise it is printed, or written into a file.
 */
import type { Case } from '../case/case.ts'
import type { Draft } from '../draft/draft.ts'
import { type Letter, openBlanks } from '../draft/letter.ts'
import { wantedNow } from '../draft/wanted.ts'
import { UserError } from '../errors.ts'
import { formatFinding } from '../flow/finding.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { draftsOf } from '../sitting/drafts.ts'
import { letterFor, letterFrom } from '../sitting/letters.ts'
import { openOutlet } from '../sitting/outlet.ts'
import { blemish, type ReadCase } from '../sitting/read-case.ts'
import { readOneRecord } from '../sitting/record-paths.ts'
import { parseRecordId } from '../storage/names.ts'
import { keepLetter, type LetterFormat, letterBytes, letterFormats } from '../wizard/letter-files.ts'
import { tell } from './tell.ts'

export interface DraftOptions {
  /** The path of a record, or the number of a case. */
  readonly record: string
  /** Which draft, by its id. */
  readonly draft?: string
  readonly format?: string
  /** A letter that somebody has corrected, in the place of a new one. */
  readonly from?: string
  readonly out?: string
  readonly casebook?: string
  readonly plain: boolean
}

const formatOf = (typed: string | undefined): LetterFormat | undefined => {
  const found = letterFormats.find((one) => one === typed)
  if (typed !== undefined && found === undefined)
    throw new UserError(
      `There is no format "${typed.slice(0, 40)}".`,
      `There is: ${letterFormats.join(', ')}.`,
    )
  return found
}

const listed = (drafts: readonly Draft[]): string => drafts.map(({ id }) => id).join(', ')

/** The drafts of the case's policy. Throws a `UserError` where there are none. */
const draftsFor = async (
  ports: Ports,
  casebook: Casebook,
  { id, state }: ReadCase,
): Promise<readonly Draft[]> => {
  const { policy } = state
  if (policy === undefined)
    throw new UserError(
      `${id} has no policy that could ask for a letter.`,
      state.unknownPolicy === undefined
        ? 'Choose one first, with "rungs resume".'
        : 'Its policy is not beside the records: put records/policies back from a backup.',
    )
  const { drafts, findings } = await draftsOf(ports, casebook.folder, policy)
  tell(
    ports,
    findings.map((one) => `A draft cannot be used: ${formatFinding(one)}`),
  )
  if (drafts.length > 0) return drafts
  throw new UserError(
    `${policy.title} comes with no drafts.`,
    'Drafts lie in the folder "drafts" of a flow; see flows/README.md.',
  )
}

const chosenOf = async (drafts: readonly Draft[], state: Case, named: string | undefined): Promise<Draft> => {
  if (named !== undefined) {
    const found = drafts.find(({ id }) => id === named)
    if (found !== undefined) return found
    const { suggest } = await import('../flow/nearest.ts')
    throw new UserError(
      `There is no draft "${named.slice(0, 60)}".`,
      suggest(
        named,
        drafts.map(({ id }) => id),
      ),
    )
  }
  const wanted = wantedNow(drafts, state)
  const [only] = wanted
  if (only !== undefined && wanted.length === 1) return only
  throw new UserError(
    only === undefined
      ? 'No draft of this policy belongs to where the case stands.'
      : `${wanted.length} drafts belong to where the case stands: ${listed(wanted)}.`,
    `Name one: rungs draft CASE DRAFT. There is: ${listed(drafts)}.`,
  )
}

const openWordsOf = (letter: Letter): readonly string[] => {
  const open = openBlanks(letter)
  return open.length === 0
    ? []
    : [`${open.length} still to fill in; marked in it: ${open.map(({ words }) => words).join('; ')}.`]
}

/** Prints a letter, or writes it into a file. A document is no text to print: without a name it goes where letters are kept. */
const put = async (
  ports: Ports,
  casebook: Casebook,
  letter: Letter,
  named: { readonly id: string; readonly draft: string },
  format: LetterFormat,
  out: string | undefined,
): Promise<void> => {
  if (format === 'docx' && out === undefined) {
    const kept = await keepLetter(ports, casebook.folder, named, letter, format)
    if (kept.kind !== 'written') throw new UserError(`The letter is NOT written: ${kept.reason}.`, kept.hint)
    ports.out(`Written: ${visible(kept.path)}\n`)
    return
  }
  if (format === 'docx' && out === '-')
    throw new UserError('A document cannot be printed.', 'Name a file: --out FILE; or leave --out away.')
  const bytes = await letterBytes(ports, letter, format)
  const outlet = openOutlet(ports, out)
  outlet.write(bytes)
  const file = outlet.close()
  if (file !== undefined) ports.out(`Written: ${visible(file)}\n`)
}

const inPrint = async (
  ports: Ports,
  casebook: Casebook,
  found: ReadCase,
  options: DraftOptions,
  format: LetterFormat,
): Promise<void> => {
  if (options.from !== undefined) {
    const letter = await letterFrom(ports, options.from)
    if (letter.text.trim() === '')
      throw new UserError(`${options.from} is empty.`, 'Make the letter anew, without --from.')
    const draft =
      options.draft === undefined
        ? 'letter'
        : (await chosenOf(await draftsFor(ports, casebook, found), found.state, options.draft)).id
    await put(ports, casebook, letter, { id: found.id, draft }, format, options.out)
    tell(ports, openWordsOf(letter))
    return
  }
  const drafts = await draftsFor(ports, casebook, found)
  const draft = await chosenOf(drafts, found.state, options.draft)
  const letter = letterFor(ports, casebook, found, draft)
  await put(ports, casebook, letter, { id: found.id, draft: draft.id }, format, options.out)
  tell(ports, openWordsOf(letter))
}

const inTerminal = async (
  ports: Ports,
  casebook: Casebook,
  found: ReadCase,
  options: DraftOptions,
): Promise<number> => {
  const drafts = await draftsFor(ports, casebook, found)
  const named = options.draft === undefined ? undefined : await chosenOf(drafts, found.state, options.draft)
  const { sitAtLetters } = await import('./draft-desk.ts')
  return sitAtLetters(ports, casebook, found, named === undefined ? drafts : [named], options.plain)
}

/** What is said of the record that a letter was made from; whether it is as it was written. */
const isWhole = (ports: Ports, { record, path }: ReadCase): boolean => {
  const wrong = blemish(record)
  if (wrong !== undefined)
    tell(ports, [
      `This record is not as Rungs wrote it: ${path}. ${wrong} Check the letter against it, line by line.`,
    ])
  return wrong === undefined
}

/** 0; 1 where something is wrong with the record; 130 given up. Throws a `UserError` where there is nothing to draft. */
export const draft = async (ports: Ports, options: DraftOptions): Promise<number> => {
  const asked = formatOf(options.format)
  const casebook = await openCasebook(ports, options.casebook)
  const found = await readOneRecord(ports, options.record, options.casebook, casebook.settings.closures)
  if (parseRecordId(found.id) === undefined)
    throw new UserError(
      `${found.path} is not named as a record is.`,
      'Name the record itself, not a copy of it.',
    )
  const whole = isWhole(ports, found)
  const printed = asked ?? ((options.out ?? options.from) === undefined ? undefined : 'md')
  if (printed === undefined && ports.interactive) return inTerminal(ports, casebook, found, options)
  await inPrint(ports, casebook, found, options, printed ?? 'md')
  return whole ? 0 : 1
}

/** `rungs export`: a record as a page to look at, as JSON, or many records as rows for tables. The records are only read. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { jsonText } from '../render/json.ts'
import { visible } from '../render/visible.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { type Exporting, exporting } from '../sitting/exporting.ts'
import { openOutlet } from '../sitting/outlet.ts'
import { refuseNothing } from '../sitting/read-case.ts'
import { findOneRecord } from '../sitting/record-paths.ts'
import { registerCopy } from '../sitting/redacting.ts'
import { isIntact, isSound } from '../verify/verified.ts'
import { tell } from './tell.ts'

export const exportFormats = ['html', 'json', 'ndjson'] as const
type Format = (typeof exportFormats)[number]

export interface ExportOptions {
  /** Records, casebooks, folders, numbers of cases; for rows also none: the casebook. */
  readonly records: readonly string[]
  readonly format: string
  /** With what was typed, in rows. */
  readonly text: boolean
  readonly out?: string
  /** Is given what puts away a half-written file, for whoever stops the program. */
  readonly tidy?: (abandon: () => void) => void
  readonly casebook?: string
}

const formatOf = (typed: string): Format => {
  const format = exportFormats.find((one) => one === typed)
  if (format !== undefined) return format
  throw new UserError(`There is no format "${typed.slice(0, 40)}".`, `There is: ${exportFormats.join(', ')}.`)
}

const onlyOne = (records: readonly string[], format: Format): string => {
  const [record, another] = records
  if (record === undefined)
    throw new UserError('Which record shall be exported?', 'Name one: a file, or the number of a case.')
  if (another !== undefined)
    throw new UserError(
      `--format ${format} is for one record, and there are ${records.length}.`,
      'Name one of them; or take --format ndjson, which takes any number.',
    )
  return record
}

const pageOf = async ({ exported, graph }: Exporting): Promise<string> => {
  const [{ exportDocument }, { writeHtml }] = await Promise.all([
    import('../render/export/document.ts'),
    import('../render/document/html.ts'),
  ])
  return writeHtml(exportDocument(exported, graph))
}

const jsonOf = async ({ exported }: Exporting): Promise<string> => {
  const { exportedJson } = await import('../render/export/json.ts')
  return jsonText(exportedJson(exported))
}

/** A page that lies in a file may be handed on: the register of the casebook gets a line, as for every copy. 1 where it should have, and has none. */
const register = (
  ports: Ports,
  casebook: Casebook,
  path: string,
  { record, bytes, exported }: Exporting,
  text: string,
): 0 | 1 => {
  if (!isIntact(exported.verified) || exported.training !== undefined) return 0
  const last = record.entries.findLast(({ sealed }) => sealed)
  const registered = registerCopy(
    ports,
    casebook,
    { path, bytes, record },
    {
      kind: 'exported',
      id: record.id,
      entry: last?.n ?? 0,
      seal: last?.seal ?? record.seal,
      copy: sha256(text),
    },
  )
  if (registered?.kind !== 'not-registered') return 0
  tell(ports, [`The export is written, and the register has no line for it. ${registered.reason}.`])
  return 1
}

const exportOne = async (ports: Ports, options: ExportOptions, format: 'html' | 'json'): Promise<number> => {
  const word = onlyOne(options.records, format)
  const casebook = await openCasebook(ports, options.casebook)
  const path = await findOneRecord(ports, word, options.casebook)
  const made = await exporting(ports, path, casebook.settings.closures)
  // A page of nothing would look like a record that was exported.
  refuseNothing(path, made.record)
  const text = await (format === 'html' ? pageOf(made) : jsonOf(made))
  const outlet = openOutlet(ports, options.out)
  outlet.write(text)
  const file = outlet.close()
  if (file !== undefined) ports.out(`Written: ${visible(file)}\n`)
  const registered = file === undefined ? 0 : register(ports, casebook, path, made, text)
  if (isSound(made.exported.verified)) return registered
  tell(ports, [`This record did not pass its checks: ${path}. The export says so.`])
  return 1
}

/**
 * 0: exported; 1: exported as far as could be read, and a record did not pass its checks; 2: a path could not be read. Throws a
 * `UserError` where nothing could be exported.
 */
export const exportRecord = async (ports: Ports, options: ExportOptions): Promise<number> => {
  const format = formatOf(options.format)
  if (format === 'ndjson') return (await import('./export-rows.ts')).exportRows(ports, options)
  if (options.text)
    throw new UserError(
      `--text is for --format ndjson: with ${format} what was typed is always there.`,
      'Leave it out; or make a redacted copy first, with "rungs redact".',
    )
  return exportOne(ports, options, format)
}

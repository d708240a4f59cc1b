/** `rungs export`: a record as a page to look at, as JSON, or many records as rows for tables. The records are only read. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { jsonLine, jsonText } from '../render/json.ts'
import { visible } from '../render/visible.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { type Exporting, exporting } from '../sitting/exporting.ts'
import { type Outlet, openOutlet } from '../sitting/outlet.ts'
import { findOneRecord, findRecordPaths } from '../sitting/record-paths.ts'
import { recordRows } from '../sitting/record-rows.ts'
import { registerCopy } from '../sitting/redacting.ts'
import { isIntact, isSound } from '../verify/verified.ts'

export const exportFormats = ['html', 'json', 'ndjson'] as const
type Format = (typeof exportFormats)[number]

export interface ExportOptions {
  /** Records, casebooks, folders, numbers of cases; for rows also none: the casebook. */
  readonly records: readonly string[]
  readonly format: string
  /** With what was typed, in rows. */
  readonly text: boolean
  readonly out?: string
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

/** A page that lies in a file may be handed on: the register of the casebook gets a line, as for every copy. */
const register = (
  ports: Ports,
  casebook: Casebook,
  path: string,
  { record, bytes, exported }: Exporting,
  text: string,
): void => {
  if (!isIntact(exported.verified)) return
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
  if (registered?.kind === 'not-registered')
    ports.err(`The register has no line for this export: ${visible(registered.reason)}\n`)
}

const exportOne = async (ports: Ports, options: ExportOptions, format: 'html' | 'json'): Promise<number> => {
  const word = onlyOne(options.records, format)
  const casebook = await openCasebook(ports, options.casebook)
  const path = await findOneRecord(ports, word, options.casebook)
  const made = await exporting(ports, path, casebook.settings.closures)
  const text = await (format === 'html' ? pageOf(made) : jsonOf(made))
  const outlet = openOutlet(ports, options.out)
  outlet.write(text)
  const file = outlet.close()
  if (file !== undefined) {
    register(ports, casebook, path, made, text)
    ports.out(`Written: ${visible(file)}\n`)
  }
  if (isSound(made.exported.verified)) return 0
  ports.err(`This record did not pass its checks: ${visible(path)}. The export says so.\n`)
  return 1
}

/** How many characters are put together for one write. */
const enough = 64 * 1024

const writeRows = async (
  ports: Ports,
  outlet: Outlet,
  paths: readonly string[],
  withText: boolean,
): Promise<number> => {
  let code = 0
  let waiting = ''
  for (const { rows, wrong, unread } of recordRows(ports, paths, withText)) {
    if (wrong !== undefined) ports.err(`rungs: error: ${visible(wrong)}\n`)
    code = Math.max(code, unread === true ? 2 : wrong === undefined ? 0 : 1)
    for (const row of rows) {
      waiting += jsonLine(row)
      if (waiting.length < enough) continue
      outlet.write(waiting)
      waiting = ''
      // Whoever loads the rows may be slower than we are, or have seen enough.
      if (!(await outlet.taken())) return code
    }
  }
  outlet.write(waiting)
  return code
}

const exportRows = async (ports: Ports, options: ExportOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  const { records, problems } = findRecordPaths(ports, options.records, casebook.folder)
  if (records.length === 0)
    throw new UserError(
      problems[0] ?? `There is nothing to export in ${casebook.folder}.`,
      'Name a record, a casebook or a folder of records.',
    )
  const outlet = openOutlet(ports, options.out)
  const code = await writeRows(ports, outlet, records, options.text)
  const file = outlet.close()
  for (const one of problems) ports.err(`rungs: error: ${visible(one)}\n`)
  if (file !== undefined) ports.out(`Written: ${visible(file)}\n`)
  return problems.length > 0 ? 2 : code
}

/**
 * 0: exported; 1: exported as far as could be read, and a record did not pass its checks; 2: a path could not be read. Throws a
 * `UserError` where nothing could be exported.
 */
export const exportRecord = (ports: Ports, options: ExportOptions): Promise<number> => {
  const format = formatOf(options.format)
  if (format === 'ndjson') return exportRows(ports, options)
  if (options.text)
    throw new UserError(
      `--text is for --format ndjson: with ${format} what was typed is always there.`,
      'Leave it out; or make a redacted copy first, with "rungs redact".',
    )
  return exportOne(ports, options, format)
}

/** `rungs report`: what many records come to, for governors, a partnership or an inspector. Counts nothing itself. */
import * as path from 'node:path'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import type { Document } from '../render/document/document.ts'
import { writeHtml } from '../render/document/html.ts'
import { writeMarkdown } from '../render/document/markdown.ts'
import { jsonText } from '../render/json.ts'
import { reportCsv } from '../render/report/csv.ts'
import { reportDocument } from '../render/report/document.ts'
import { inspectionDocument } from '../render/report/inspection.ts'
import { shownTables } from '../render/report/shown.ts'
import { reportWords } from '../render/report/words.ts'
import { integrityTotals, integrityWords } from '../render/verdict-words.ts'
import { asideLines, problemLines, seen } from '../render/verify-aside.ts'
import { visible } from '../render/visible.ts'
import { type Tree, textAt } from '../report/count.ts'
import { type Period, parsePeriod } from '../report/period.ts'
import { tablesOf } from '../report/tables.ts'
import { stored } from '../report/tally.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { leftOutWords } from '../sitting/made-up.ts'
import { openOutlet } from '../sitting/outlet.ts'
import { findRecordPaths } from '../sitting/record-paths.ts'
import { addParts } from '../sitting/report-parts.ts'
import { type Reported, reportOn } from '../sitting/reporting.ts'
import { plainLines } from '../terminal/plain-text.ts'
import { isWitness, type VerifiedRegister } from '../verify/register.ts'
import { isSound, type Verified } from '../verify/verified.ts'
import { progressOf } from './progress.ts'
import { tell } from './tell.ts'

export type ReportFormat = 'md' | 'html' | 'csv' | 'json'

export interface ReportOptions {
  /** Records, casebooks, folders; with `merge` reports as JSON. None: the casebook. */
  readonly paths: readonly string[]
  readonly format: ReportFormat
  readonly from?: string
  readonly to?: string
  /** For readers outside the school. */
  readonly publish: boolean
  /** The smallest count that is published. */
  readonly threshold?: string
  readonly merge: boolean
  readonly inspection: boolean
  /** A new file; standard output where it is left out. */
  readonly out?: string
  readonly casebook?: string
}

const usualThreshold = 5

const periodOf = ({ from, to }: ReportOptions): Period => {
  const parsed = parsePeriod(from, to)
  if (parsed.kind === 'period') return parsed.period
  throw parsed.text === undefined
    ? new UserError(`The period ends before it begins: --from ${from} --to ${to}.`, 'Exchange the two.')
    : new UserError(
        `"${parsed.text}" is no day, month, quarter or year.`,
        'Write 2026-11-19, 2026-11, 2026-Q4 or 2026.',
      )
}

const thresholdOf = ({ publish, threshold }: ReportOptions): number | undefined => {
  if (!publish && threshold === undefined) return undefined
  if (!publish) throw new UserError('--threshold is for --publish.', 'Give both, or neither.')
  const count = threshold === undefined ? usualThreshold : /^\d{1,4}$/.test(threshold) ? Number(threshold) : 0
  if (count >= 2 && count <= 1000) return count
  throw new UserError(
    `"${threshold}" is no threshold.`,
    'Give the smallest count that may be published, from 2 to 1000; usual is 5.',
  )
}

const check = (options: ReportOptions): void => {
  if (options.publish && options.format === 'json')
    throw new UserError(
      'JSON keeps plain counts, so that reports can be added up; it is not for publishing.',
      'Take --format md, html or csv with --publish.',
    )
  if (
    options.inspection &&
    (options.merge || options.publish || options.format === 'csv' || options.format === 'json')
  )
    throw new UserError(
      'The list for an inspection is of single cases: it is neither merged nor published, and is md or html.',
      'Take --inspection alone, or with --format html.',
    )
  if (options.merge && options.paths.length === 0)
    throw new UserError(
      'Which reports shall be merged?',
      'Name the files that "rungs report --format json" wrote.',
    )
  if (options.merge && (options.from ?? options.to) !== undefined)
    throw new UserError(
      'The parts of a report have their period already.',
      'Leave out --from and --to, or count the parts again.',
    )
}

const render = (tally: Tree, format: ReportFormat, threshold: number | undefined): string => {
  if (format === 'json') return jsonText(stored(tally))
  const tables = shownTables(tablesOf(tally, reportWords), threshold)
  if (format === 'csv') return reportCsv(tables)
  const head = {
    from: textAt(tally, 'from'),
    to: textAt(tally, 'to'),
    asOf: textAt(tally, 'asOf'),
    ...(threshold === undefined ? {} : { threshold }),
  }
  const document = reportDocument(head, tables)
  return format === 'html' ? writeHtml(document) : writeMarkdown(document)
}

const mostNamed = 20

const firstOf = (lines: readonly string[]): readonly string[] => {
  const more = lines.length - mostNamed
  return more > 0 ? [...lines.slice(0, mostNamed), `And ${more} more: "rungs verify" names them all.`] : lines
}

/** What is not among the counts is named, so that one bad file does not hide, and hides no other. */
const tellOfOthers = (ports: Ports, others: readonly Verified[]): void => {
  const lines = others.map(
    (one) => `Not counted: ${one.path}: ${integrityWords(one.integrity.verdict, one.integrity.witnessed)}.`,
  )
  tell(ports, firstOf(lines))
}

/** Registers that are not counted from; and where records were looked at, those that are registered and are not there. */
const registerTroubles = (
  registers: readonly VerifiedRegister[],
  besideRecords: boolean,
): readonly string[] => {
  const damaged = registers
    .filter((one) => !isWitness(one))
    .map(
      (one) =>
        `Not counted from: ${one.path}: it is damaged or not as it was; "rungs verify" says in what way.`,
    )
  const absent = registers.flatMap((one) =>
    besideRecords && isWitness(one)
      ? one.absent.map((id) => `Not here: ${id}, which the register of ${one.mark} has.`)
      : [],
  )
  return [...damaged, ...firstOf(absent)]
}

const count = async (
  ports: Ports,
  options: ReportOptions,
  period: Period,
): Promise<{ readonly reported: Reported; readonly code: 0 | 1 | 2 }> => {
  const casebook = await openCasebook(ports, options.casebook)
  const found = await findRecordPaths(ports, options.paths, casebook.folder)
  const [problem] = found.problems
  if (found.records.length + found.registers.length === 0)
    throw new UserError(
      problem ??
        `There is no record and no register in ${options.paths.length === 0 ? casebook.folder : options.paths.join(', ')}.`,
      'Name a casebook, a folder of records, records, or registers.',
    )
  const progress = progressOf(ports, found.records.length)
  const reported = await reportOn(
    ports,
    { ...found, closures: casebook.settings.closures, progress: progress.at },
    period,
    options.inspection,
  )
  progress.end()
  for (const one of problemLines(found.problems)) ports.err(`rungs: error: ${one}\n`)
  const others = reported.records.filter((one) => !isSound(one))
  const aside = asideLines({ notRecords: reported.passedOver, registerCopies: found.registerCopies })
  ports.err(plainLines(aside.slice(1).map(seen), Math.min(ports.columns, 100)))
  tell(ports, leftOutWords(reported.madeUp))
  tellOfOthers(ports, others)
  const troubles = registerTroubles(reported.registers, found.records.length > 0)
  tell(ports, troubles)
  return { reported, code: found.problems.length > 0 ? 2 : others.length + troubles.length > 0 ? 1 : 0 }
}

const write = (ports: Ports, { out }: ReportOptions, text: string): void => {
  const outlet = openOutlet(ports, out)
  outlet.write(text)
  const file = outlet.close()
  if (file !== undefined) ports.out(`Written: ${visible(file)}\n`)
}

const inspected = (ports: Ports, period: Period, { cases, records }: Reported): Document =>
  inspectionDocument({
    period,
    cases: cases.map(({ figures, verified }) => ({
      figures,
      integrity: integrityTotals[verified.integrity.verdict.kind],
    })),
    uncounted: records
      .filter((one) => !isSound(one))
      .map((one) => ({
        name: path.basename(one.path),
        why: integrityWords(one.integrity.verdict, one.integrity.witnessed),
      })),
    asOf: ports.clock.now().slice(0, 10),
  })

/**
 * 0: every file was counted; 1: some are not as they were written, and are named; 2: some could not be looked into. Throws a
 * `UserError` where there is nothing to count, or a part does not fit.
 */
export const report = async (ports: Ports, options: ReportOptions): Promise<number> => {
  check(options)
  const threshold = thresholdOf(options)
  if (options.merge) {
    write(ports, options, render(addParts(ports, options.paths), options.format, threshold))
    return 0
  }
  const period = periodOf(options)
  const { reported, code } = await count(ports, options, period)
  if (options.inspection) {
    const document = inspected(ports, period, reported)
    write(ports, options, options.format === 'html' ? writeHtml(document) : writeMarkdown(document))
  } else write(ports, options, render(reported.tally, options.format, threshold))
  return code
}

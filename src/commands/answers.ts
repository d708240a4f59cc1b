/**
 * `rungs start --answers FILE`: the same walk with the answers from a file: the same questions, the same text, the same
 * record. Everything in the file is checked before anything is written.
 */
import { parsePlainDate, parsePlainTime } from '../calendar/date.ts'
import type { Stamp } from '../calendar/time.ts'
import { civilInstant, instant, london, parseStamp, stampAt } from '../calendar/zone.ts'
import type { Command } from '../case/command.ts'
import { type Cursor, respond, type Script } from '../case/script.ts'
import { UserError } from '../errors.ts'
import { type Finding, formatFinding } from '../flow/finding.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { type Casebook, openCasebook } from '../sitting/casebook.ts'
import { choosable, nothingHeld, worldFor } from '../sitting/library.ts'
import { remarksOn, unsignedRemark } from '../sitting/remarks.ts'
import {
  choosePolicy,
  leave,
  newSitting,
  type Performed,
  perform,
  type Sitting,
  sitAgain,
} from '../sitting/sitting.ts'
import { decodeUtf8, firstNotUtf8 } from '../sitting/utf8.ts'
import { explain } from '../storage/failure.ts'
import type { Desk } from '../wizard/desk.ts'
import { printTurn } from './answers-text.ts'
import { tell } from './tell.ts'

export interface AnswersOptions {
  readonly casebook?: string
  readonly answers: string
  readonly at?: string
}

const findingsError = (file: string, findings: readonly Finding[]): UserError =>
  new UserError(
    `${file} cannot be used:`,
    'Nothing was written. Mend the file and run it again.',
    1,
    findings.map(formatFinding),
  )

const bytesOf = (ports: Ports, file: string): Uint8Array => {
  try {
    return ports.disk.readBytes(file)
  } catch (error) {
    const { reason, hint } = explain(error, file)
    throw new UserError(`${reason}.`, hint)
  }
}

const readText = (ports: Ports, file: string): string => {
  const bytes = bytesOf(ports, file)
  const text = decodeUtf8(bytes)
  if (text !== undefined) return text
  const { line, column } = firstNotUtf8(bytes)
  throw new UserError(
    `${file}:${line}:${column} Here the file is not UTF-8 text.`,
    'Nothing was written. Save it as UTF-8 in your editor.',
  )
}

/** A moment as typed after `--at`: with an offset, or civil time in London. */
export const readInstant = (text: string): Stamp => {
  const stamp = parseStamp(text)
  if (stamp !== undefined) return stamp
  const [day = '', time = ''] = text.split('T')
  if (
    parsePlainDate(day) !== undefined &&
    parsePlainTime(time.slice(0, 5)) !== undefined &&
    time.length === 5
  )
    return stampAt(civilInstant(day, time, london), london)
  throw new UserError(
    `"${text}" is not a moment.`,
    'Write it as 2026-11-19T10:30, or 2026-11-19T10:30:00+00:00.',
  )
}

/** The clock of a script: given and stepped by `later`, or the real one. */
const scriptClock = (
  ports: Ports,
  at: string | undefined,
): { readonly ports: Ports; readonly step: (to: Stamp) => void } => {
  if (at === undefined)
    return {
      ports,
      step: () => {
        throw new UserError(
          '"later:" in the answers needs a given clock.',
          'Run it with --at, such as --at 2026-11-19T10:30.',
        )
      },
    }
  let now = readInstant(at)
  const clock = { now: (): Stamp => now, instant: ports.clock.instant, given: true }
  return {
    ports: { ...ports, clock },
    step: (to) => {
      if (instant(to) < instant(now))
        throw new UserError(
          `"later: ${to}" is before the moment reached, ${now}.`,
          'Put the steps in their order.',
        )
      now = to
    },
  }
}

const must = (performed: Performed, sitting: Sitting): void => {
  if (performed.kind === 'saved') return
  const where = sitting.file === undefined ? '' : ` Everything before it is saved: ${sitting.file.path}`
  const hint = performed.kind === 'not-saved' ? performed.hint : 'Mend the answers and run them again.'
  throw new UserError(
    `An answer is not saved: ${performed.reason}.`,
    `${hint}${where}`,
    performed.kind === 'refused' ? 1 : 2,
  )
}

interface Run {
  readonly desk: Desk
  readonly script: Script
  readonly policy: Policy
  readonly text: string
  readonly step: (to: Stamp) => void
}

const doAll = ({ desk, policy, text }: Run, commands: readonly Command[]): void => {
  printTurn(desk, commands)
  for (const command of commands)
    must(
      command.kind === 'policy' ? choosePolicy(desk.sitting, policy, text) : perform(desk.sitting, command),
      desk.sitting,
    )
}

const runScript = (run: Run): void => {
  const { desk, script, policy, step } = run
  const { sitting } = desk
  let cursor: Cursor = { used: {} }
  for (;;) {
    const response = respond(script, cursor, sitting.state, policy, sitting.ports.clock.now())
    if (response.kind === 'end') return
    if (response.kind === 'problem')
      throw new UserError(
        `The answers do not fit: ${response.message}.`,
        `Everything before it is saved${sitting.file === undefined ? '' : `: ${sitting.file.path}`}. Mend the file and run it again.`,
        1,
      )
    cursor = response.cursor
    if (response.kind === 'later') {
      step(response.at)
      must(sitAgain(sitting), sitting)
    } else doAll(run, response.commands)
  }
}

const chosenPolicy = async (
  ports: Ports,
  casebook: Casebook,
  file: string,
): Promise<{ readonly policy: Policy; readonly text: string; readonly script: Script }> => {
  const { checkAnswers, readAnswers, unknownPolicy } = await import('../proof/walks.ts')
  const read = readAnswers(file, readText(ports, file))
  if (read.kind !== 'ok') throw findingsError(file, read.findings)
  const policies = choosable(ports, casebook.folder)
  const found = policies.find(({ id }) => id === read.value.policy)
  if (found === undefined)
    throw findingsError(file, [
      unknownPolicy(
        read.value,
        policies.map(({ id }) => id),
      ),
    ])
  const loaded = await found.load()
  if (loaded.kind === 'unusable')
    throw new UserError(`The policy "${found.id}" cannot be used:`, 'Mend its flow.', 1, loaded.why)
  const { policy, text } = loaded
  const script = checkAnswers(read.value, policy)
  if (script.kind !== 'ok') throw findingsError(file, script.findings)
  return { policy, text, script: script.value }
}

/** Exit 0 when every answer that was asked for is on disk. */
export const startWithAnswers = async (outer: Ports, options: AnswersOptions): Promise<number> => {
  const casebook = await openCasebook(outer, options.casebook)
  const { policy, text, script } = await chosenPolicy(outer, casebook, options.answers)
  const { ports, step } = scriptClock(outer, options.at)
  const sitting = newSitting(
    ports,
    casebook,
    await worldFor(ports, casebook.folder, [], nothingHeld(casebook.settings.closures)),
  )
  try {
    runScript({ desk: { sitting, common: ports.shipped.common() }, script, policy, text, step })
    const path = sitting.file?.path ?? ''
    ports.out(
      `\n${sitting.state.position.kind === 'closed' ? 'The case is closed.' : 'The answers end here; the case stays open.'}\nThe record: ${visible(path)}\n`,
    )
    leave(sitting)
    tell(ports, [...(sitting.signer?.isLocked() === true ? [unsignedRemark] : []), ...remarksOn(sitting)])
    return 0
  } finally {
    leave(sitting)
  }
}

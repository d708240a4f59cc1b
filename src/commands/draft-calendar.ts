/** `rungs draft RECORD --calendar`: what is open in one case, as a file for a calendar program. The record is only read, and not registered: nothing of it is handed on. */
import { remindersOf } from '../draft/reminders.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { madeUpOf } from '../record/made-up.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { openOutlet } from '../sitting/outlet.ts'
import { blemish, type ReadCase } from '../sitting/read-case.ts'
import { readOneRecord } from '../sitting/record-paths.ts'
import { tell } from './tell.ts'

export interface DraftCalendarOptions {
  /** A file, or the number of a case. */
  readonly record: string
  /** A file that must not exist; none: standard output. */
  readonly out?: string
  readonly casebook?: string
}

/** What could only be wrong, or would put what never happened among what is due. */
const refuse = ({ path: file, record, state }: ReadCase): void => {
  if (madeUpOf(record) !== undefined)
    throw new UserError(
      `${file} is of a made-up case, for TRAINING: nothing in it is due.`,
      'Name a record of a real case.',
    )
  if (state.unknownPolicy !== undefined)
    throw new UserError(
      `The policy of this case (sha256 ${state.unknownPolicy.slice(0, 16)}…) is not beside the records: nobody can say what is due.`,
      'Put records/policies back from a backup.',
    )
}

/**
 * 0: made. 1: made, of a record that is not as Rungs wrote it; or nothing is open in it, and no file was made. Throws a `UserError`
 * where none could be made.
 */
export const draftCalendar = async (ports: Ports, options: DraftCalendarOptions): Promise<number> => {
  const { settings } = await openCasebook(ports, options.casebook)
  const found = await readOneRecord(ports, options.record, options.casebook, settings.closures)
  refuse(found)
  const { record, state } = found
  const reminders = remindersOf(state, record, ports.clock.now())
  if (reminders.length === 0) {
    tell(ports, [
      `Nothing is open in ${record.id}: there is nothing to be reminded of, and no file was made.`,
    ])
    return 1
  }
  const { calendarFile } = await import('../draft/calendar-file.ts')
  const outlet = openOutlet(ports, options.out)
  outlet.write(calendarFile(reminders))
  const written = outlet.close()
  if (written !== undefined) ports.out(`Written: ${visible(written)}\n`)
  const wrong = blemish(record)
  if (wrong === undefined) return 0
  tell(ports, [`This record is not as Rungs wrote it: ${wrong} What is due may be otherwise.`])
  return 1
}

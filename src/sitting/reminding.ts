/** The reminder that a sitting leaves in the casebook: a calendar file under the number of the record. Asks nothing, prints nothing. */
import * as path from 'node:path'
import { remindersOf } from '../draft/reminders.ts'
import { explain } from '../storage/failure.ts'
import { makeFolders } from '../storage/folders.ts'
import { replaceWhole } from '../storage/whole-file.ts'
import type { Sitting } from './sitting.ts'

export type Reminding =
  | { readonly kind: 'written'; readonly path: string }
  /** The record is not touched by that. */
  | { readonly kind: 'not-written'; readonly reason: string; readonly hint: string }

/** Where the reminder of a record lies. */
export const reminderPath = (casebook: string, id: string): string =>
  path.join(casebook, 'reminders', `${id}.ics`)

/** An earlier reminder gives way to a newer one; what anybody else has put there does not. */
const isOurs = ({ ports: { disk } }: Sitting, file: string, maker: string): boolean => {
  const found = disk.stat(file)
  if (found === undefined) return true
  return (
    found.plain &&
    found.size < 2 ** 20 &&
    Buffer.from(disk.readBytes(file)).toString('utf8').includes(`\nPRODID:-${maker}`)
  )
}

/** Writes the reminder of the record that is open; one that is there already is replaced, whole or not at all. */
export const remind = async (sitting: Sitting): Promise<Reminding> => {
  const { ports, casebook, state, file } = sitting
  if (file === undefined) return { kind: 'not-written', reason: 'No record is open', hint: '' }
  const { calendarFile, maker } = await import('../draft/calendar-file.ts')
  const at = reminderPath(casebook.folder, file.id)
  const text = calendarFile(remindersOf(state, { id: file.id, seal: file.opened }, ports.clock.now()))
  try {
    makeFolders(ports.disk, path.dirname(at))
    if (!isOurs(sitting, at, maker))
      return {
        kind: 'not-written',
        reason: `What lies at ${at} was not made by Rungs, and is left as it is`,
        hint: 'Move it away.',
      }
  } catch (error) {
    return { kind: 'not-written', ...explain(error, at) }
  }
  const written = replaceWhole(ports.disk, at, Buffer.from(text, 'utf8'))
  if (written.kind === 'written') return { kind: 'written', path: at }
  const hint = written.kind === 'not-saved' ? written.hint : ''
  return { kind: 'not-written', reason: written.reason, hint }
}

/** What start, resume and the home screen share: opening the terminal, running the wizard, and the parting words. */

import { describeSince, formatDue } from '../calendar/deadline.ts'
import { civil } from '../calendar/zone.ts'
import { agenda } from '../case/agenda.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { remarksOn } from '../sitting/remarks.ts'
import type { Sitting } from '../sitting/sitting.ts'
import { findCasebook } from '../storage/places.ts'
import type { Terminal } from '../terminal/screen.ts'
import type { Desk } from '../wizard/desk.ts'
import type { Ended } from '../wizard/room.ts'
import { runWizard } from '../wizard/wizard.ts'
import { tell } from './tell.ts'

/** Throws where nobody can answer, before anything is written. */
export const needTerminal = (ports: Ports, how: string): void => {
  if (!ports.interactive)
    throw new UserError(
      'There is no terminal to ask questions in.',
      `Run it in a terminal, or give the answers: ${how}.`,
    )
}

const parting = (
  sitting: Sitting,
  path: string,
  id: string,
  ended: Ended,
  folder: string,
): readonly string[] => {
  // Where the casebook is not the one that is found by itself, it has to be named.
  const command =
    sitting.casebook.folder === folder ? 'rungs' : `rungs --casebook "${sitting.casebook.folder}"`
  const { state, ports } = sitting
  const at = civil(ports.clock.now())
  if (state.position.kind === 'closed') return [`The case is closed. The record: ${path}`]
  const due = agenda(state).map(
    (item) => `Due: ${formatDue(item.deadline)}, ${item.what}: ${describeSince(item.deadline, at)}`,
  )
  const lost =
    ended === 'unsaved' || sitting.owed.length > 0
      ? ['The last answer is NOT saved. What came before it was saved when Rungs said so.']
      : ['Everything answered so far is saved.']
  const { reminder } = sitting
  return [
    ...(ended === 'interrupted' || ended === 'unsaved' ? lost : []),
    `The record: ${path}`,
    ...due,
    ...(reminder?.kind === 'written'
      ? [`The reminder, for your calendar program to open or import: ${reminder.path}`]
      : []),
    `Go on with: ${command} resume ${id}`,
  ]
}

/** Runs the wizard and says where the record is. Exit 0, or 130 when it was interrupted. */
export const sit = async (
  ports: Ports,
  sitting: Sitting,
  terminal: Terminal,
  how: Pick<Desk, 'usual' | 'danger' | 'newer' | 'first'>,
): Promise<number> => {
  const { env, cwd, home, disk } = ports
  const folder = findCasebook({ flag: undefined, env, cwd, home, disk })
  let held = sitting.file
  const remember = (): void => {
    held = sitting.file ?? held
  }
  let ended: Ended
  try {
    ended = await runWizard({ sitting, common: ports.shipped.common(), ...how }, terminal, remember)
  } finally {
    // Whatever goes wrong, the person gets the terminal back.
    terminal.close()
  }
  const words =
    held === undefined ? ['Nothing was recorded.'] : parting(sitting, held.path, held.id, ended, folder)
  const print = ended === 'interrupted' ? ports.err : ports.out
  print(`${words.map(visible).join('\n')}\n`)
  tell(ports, remarksOn(sitting))
  if (ended === 'interrupted') return 130
  return ended === 'unsaved' ? 2 : 0
}

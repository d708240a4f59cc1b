/** `rungs note`: one timed note, without the wizard. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { findRecord } from '../sitting/read-case.ts'
import { resumeSitting } from '../sitting/resuming.ts'
import { leave, perform } from '../sitting/sitting.ts'
import { askSafely } from '../wizard/danger-page.ts'
import { holderText } from './resume.ts'
import { warnSettings } from './settings-note.ts'

export interface NoteOptions {
  readonly casebook?: string
  readonly plain: boolean
  readonly case: string
  /** The words of the note as given; asked for where there are none. */
  readonly text: string
}

const askText = async (ports: Ports, options: NoteOptions): Promise<string> => {
  if (!ports.interactive)
    throw new UserError('The note has no text.', `Give it: rungs note ${options.case} "what happened".`)
  const terminal = await ports.openTerminal(options.plain)
  try {
    const page = { head: [{ spans: [{ text: `Note on ${options.case}`, as: 'title' as const }] }], body: [] }
    const reply = await askSafely(terminal, ports.shipped.common(), {
      kind: 'text',
      page,
      title: 'Your note',
      hint: 'its time is recorded',
      keys: [],
      check: (text) => (text.trim() === '' ? 'Write a few words, or press Ctrl-C.' : undefined),
    })
    return reply.kind === 'text' ? reply.text.trim() : ''
  } finally {
    terminal.close()
  }
}

/** Exit 0 when the note is saved, 130 when it was given up. */
export const note = async (ports: Ports, options: NoteOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  warnSettings(ports, casebook)
  const file = await findRecord(ports, casebook.folder, options.case)
  const text = options.text.trim() === '' ? await askText(ports, options) : options.text.trim()
  if (text === '') return 130
  const resumed = await resumeSitting(ports, casebook, file)
  if (resumed.kind === 'busy')
    throw new UserError(
      `${file.id} is open elsewhere: ${holderText(resumed.busy)}.`,
      'Use n in the wizard there, or try again when they have left it.',
    )
  try {
    const performed = perform(resumed.sitting, { kind: 'note', text })
    if (performed.kind === 'saved')
      ports.out(`Noted in ${visible(file.path)} at ${performed.at.slice(11, 19)}; saved.\n`)
    else
      throw new UserError(
        `The note is NOT saved: ${performed.reason}.`,
        performed.kind === 'not-saved' ? performed.hint : 'Try again.',
      )
    return 0
  } finally {
    leave(resumed.sitting)
  }
}

/** `rungs note`: one timed note, without the wizard. */
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import { openCasebook } from '../sitting/casebook.ts'
import { refuseMadeUpFile } from '../sitting/made-up.ts'
import { findRecord } from '../sitting/read-case.ts'
import { remarksOn, unsignedRemark } from '../sitting/remarks.ts'
import { resumeSitting } from '../sitting/resuming.ts'
import { leave, perform, type Sitting } from '../sitting/sitting.ts'
import type { Page, Prompt, Reply } from '../terminal/screen.ts'
import { askSafely } from '../wizard/danger-page.ts'
import { passphrasePrompt } from '../wizard/passphrase.ts'
import { holderText } from './resume.ts'
import { warnSettings } from './settings-note.ts'
import { tell } from './tell.ts'

export interface NoteOptions {
  readonly casebook?: string
  readonly plain: boolean
  readonly case: string
  /** The words of the note as given; asked for where there are none. */
  readonly text: string
}

const pageOf = (options: NoteOptions, body: Page['body'] = []): Page => ({
  head: [{ spans: [{ text: `Note on ${options.case}`, as: 'title' }] }],
  body,
})

const ask = async (ports: Ports, { plain }: NoteOptions, prompt: Prompt): Promise<Reply> => {
  const terminal = await ports.openTerminal(plain)
  try {
    return await askSafely(terminal, ports.shipped.common(), prompt)
  } finally {
    terminal.close()
  }
}

const askText = async (ports: Ports, options: NoteOptions): Promise<string> => {
  if (!ports.interactive)
    throw new UserError('The note has no text.', `Give it: rungs note ${options.case} "what happened".`)
  const reply = await ask(ports, options, {
    kind: 'text',
    page: pageOf(options),
    title: 'Your note',
    hint: 'its time is recorded',
    keys: [],
    check: (text) => (text.trim() === '' ? 'Write a few words, or press Ctrl-C.' : undefined),
  })
  return reply.kind === 'text' ? reply.text.trim() : ''
}

/** Asks for the passphrase where the key is locked and somebody is there to be asked; whether it is open then. */
const unlocked = async (ports: Ports, options: NoteOptions, { signer }: Sitting): Promise<boolean> => {
  if (signer?.isLocked() !== true) return true
  if (!ports.interactive) return false
  const body = [{ spans: [{ text: 'The note is saved. Your key signs it once you unlock it.' }] }]
  await ask(ports, options, passphrasePrompt(signer, pageOf(options, body)))
  return !signer.isLocked()
}

/** Exit 0 when the note is saved, 130 when it was given up. */
export const note = async (ports: Ports, options: NoteOptions): Promise<number> => {
  const casebook = await openCasebook(ports, options.casebook)
  warnSettings(ports, casebook)
  const file = await findRecord(ports, casebook.folder, options.case)
  refuseMadeUpFile(ports, file.id, file.path)
  const text = options.text.trim() === '' ? await askText(ports, options) : options.text.trim()
  if (text === '') return 130
  const resumed = await resumeSitting(ports, casebook, file)
  if (resumed.kind === 'busy')
    throw new UserError(
      `${file.id} is open elsewhere: ${holderText(resumed.busy)}.`,
      'Use n in the wizard there, or try again when they have left it.',
    )
  const { sitting } = resumed
  try {
    const performed = perform(sitting, { kind: 'note', text })
    if (performed.kind !== 'saved')
      throw new UserError(
        `The note is NOT saved: ${performed.reason}.`,
        performed.kind === 'not-saved' ? performed.hint : 'Try again.',
      )
    ports.out(`Noted in ${visible(file.path)} at ${performed.at.slice(11, 19)}; saved.\n`)
    const isSigned = await unlocked(ports, options, sitting)
    leave(sitting)
    tell(ports, [...(isSigned ? [] : [unsignedRemark]), ...remarksOn(sitting)])
    return 0
  } finally {
    leave(sitting)
  }
}

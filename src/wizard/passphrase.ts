/** The passphrase of this computer's key, asked for when everything is said: never during the call. */
import type { Signer } from '../sitting/signing.ts'
import type { Page, Prompt } from '../terminal/screen.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import { headLines } from './head-lines.ts'
import { put, type Room } from './room.ts'
import { showDanger } from './saving.ts'

const page = (room: Room): Page => ({
  head: headLines(room.desk.sitting),
  body: [
    { spans: [{ text: 'Everything is saved. Your key signs it once you unlock it.' }] },
    {
      spans: [
        { text: 'Left out, the record stays unsigned up to the next time that somebody signs.', as: 'quiet' },
      ],
    },
  ],
})

/** Enter alone leaves the key locked. */
export const passphrasePrompt = (signer: Signer, shown: Page): Prompt => ({
  kind: 'text',
  page: shown,
  title: 'Passphrase of this computer’s key',
  hint: 'Enter leaves it out',
  keys: [dangerKey],
  secret: true,
  check: (text) => (text === '' || signer.unlock(text) ? undefined : 'That is not the passphrase.'),
})

/** Asks for the passphrase where the key is locked and something was written; Enter alone leaves it unsigned. */
export const askPassphrase = async (room: Room): Promise<void> => {
  const { signer, file } = room.desk.sitting
  if (file === undefined || signer?.key === undefined || !signer.isLocked()) return
  const reply = await put(room, passphrasePrompt(signer, page(room)))
  if (reply.kind !== 'key') return
  await danger(room)
  // Nothing more is asked: what to do is shown all the same.
  await showDanger(room)
  return askPassphrase(room)
}

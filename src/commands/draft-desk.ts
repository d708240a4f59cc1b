/** `rungs draft` in a terminal: letters of a case that nobody sits at. That one was sent is put on record in a sitting of its own. */
import type { Draft } from '../draft/draft.ts'
import { wantedNow } from '../draft/wanted.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { visible } from '../render/visible.ts'
import type { Casebook } from '../sitting/casebook.ts'
import { letterFor } from '../sitting/letters.ts'
import { refuseMadeUp } from '../sitting/made-up.ts'
import type { ReadCase } from '../sitting/read-case.ts'
import { casebookOf } from '../sitting/record-paths.ts'
import { resumeSitting } from '../sitting/resuming.ts'
import type { Line } from '../terminal/screen.ts'
import { generalPage } from '../wizard/danger-page.ts'
import { atLetters } from '../wizard/letter-desk.ts'
import type { LetterDesk } from '../wizard/letter-work.ts'
import { holderText } from './resume.ts'
import { sit } from './sit.ts'

const headOf =
  (id: string) =>
  (title: string): readonly Line[] => [{ spans: [{ text: title, as: 'title' }], right: [{ text: id }] }]

/** What is added to a record is registered in its own casebook. */
const refuseElsewhere = ({ folder }: Casebook, { path }: ReadCase): void => {
  if (casebookOf(path) === folder) return
  throw new UserError(
    `${path} does not lie in the casebook ${folder}. That it was sent is NOT on record.`,
    'Name its casebook with --casebook, and the case by its number.',
  )
}

/**
 * Works at one of the letters of a case until the person leaves it; 0, or 130 given up, or how the sitting ended in which it was
 * put on record that it was sent. Throws a `UserError` where the record is open elsewhere.
 */
export const sitAtLetters = async (
  ports: Ports,
  casebook: Casebook,
  found: ReadCase,
  drafts: readonly Draft[],
  plain: boolean,
): Promise<number> => {
  const terminal = await ports.openTerminal(plain)
  let code = 0
  const desk: LetterDesk = {
    ports,
    terminal,
    folder: casebook.folder,
    id: found.id,
    head: headOf(found.id),
    danger: async () => {
      const reply = await terminal.ask({ kind: 'read', page: generalPage(ports.shipped.common()), keys: [] })
      return reply.kind === 'interrupted' ? 'interrupted' : 'on'
    },
    letter: (draft) => letterFor(ports, casebook, found, draft),
    sent: async ({ id, title }, sha256) => {
      refuseMadeUp(found.id, found.record)
      refuseElsewhere(casebook, found)
      const resumed = await resumeSitting(ports, casebook, found)
      if (resumed.kind === 'busy')
        throw new UserError(
          `${found.id} is open elsewhere: ${holderText(resumed.busy)}. That it was sent is NOT on record.`,
          'Say it there, or try again when they have left it.',
        )
      const { sitting } = resumed
      const first = { kind: 'sent', letter: { id, label: title }, sha256 } as const
      code = await sit(ports, sitting, terminal, { first })
      return 'left'
    },
  }
  const { end, text } = await atLetters(desk, drafts, wantedNow(drafts, found.state)).finally(terminal.close)
  if (text !== undefined) ports.out(`The letter so far: ${visible(text)}\n`)
  return end === 'interrupted' ? 130 : code
}

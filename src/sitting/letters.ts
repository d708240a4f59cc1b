/** A letter and the files that are made of it: written, read back after somebody has corrected them, and looked up once they were sent. */
import * as path from 'node:path'
import type { Case } from '../case/case.ts'
import type { Draft } from '../draft/draft.ts'
import { fillingOf } from '../draft/filling.ts'
import { fillDraft, type Letter } from '../draft/letter.ts'
import { paragraph } from '../draft/nodes.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { explain } from '../storage/failure.ts'
import { lettersOf } from '../storage/letters.ts'
import { trainingMark } from '../training-mark.ts'
import type { Casebook } from './casebook.ts'
import { readBytes } from './read-case.ts'
import { decodeUtf8 } from './utf8.ts'

/** Nobody who finds a letter of a made-up case may take it for a real one. */
const marked = (letter: Letter): Letter => ({
  ...letter,
  title: `${trainingMark}: ${letter.title}`,
  subject: letter.subject === '' ? '' : `${trainingMark}: ${letter.subject}`,
  body: {
    type: 'root',
    children: [
      paragraph(`${trainingMark}: this case is made up, and nothing in it happened. Not to be sent.`),
      ...letter.body.children,
    ],
  },
})

/** The letter that a draft becomes for a case as it stands now.  */
export const letterFor = (
  ports: Ports,
  { settings: { school, reachMe } }: Pick<Casebook, 'settings'>,
  { id, state }: { readonly id: string; readonly state: Case },
  draft: Draft,
): Letter => {
  const filling = fillingOf(state, {
    now: ports.clock.now(),
    id,
    ...(school === undefined ? {} : { school }),
    ...(reachMe === undefined ? {} : { reachMe }),
  })
  const letter = fillDraft(draft, filling)
  return state.exercise === undefined ? letter : marked(letter)
}

/** More than any letter has. In bytes. */
const largest = 1_000_000

/** A corrected letter. Throws a `UserError` where the file cannot be read, is too large, or is no text. */
export const letterFrom = async (ports: Ports, file: string): Promise<Letter & { readonly text: string }> => {
  const at = path.resolve(ports.cwd, file)
  const bytes = readBytes(ports, at)
  if (bytes.length > largest)
    throw new UserError(`${file} is larger than a letter can be.`, 'Is this the right file?')
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new UserError(`${file} is no UTF-8 text.`, 'Save it as UTF-8 in your editor.')
  const { readLetter } = await import('../draft/read.ts')
  return { ...readLetter(text), text }
}

/** The files that were made of a draft for a case; none where one may not look. */
export const lettersMade = (ports: Ports, casebook: string, id: string, draft: string): readonly string[] => {
  try {
    return lettersOf(ports.disk, casebook, id, draft)
  } catch (error) {
    explain(error, casebook)
    return []
  }
}

/** The digest of a file as it is now: what was sent. Throws a `UserError` where it cannot be read. */
export const letterDigest = (ports: Ports, file: string): string => sha256(readBytes(ports, file))

/** The files that are made of a letter. What a format needs is loaded with it. */
import type { Letter } from '../draft/letter.ts'
import { UserError } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { letterDigest } from '../sitting/letters.ts'
import { type LetterWritten, rewriteLetter, writeLetter } from '../storage/letters.ts'

/** What a letter can be made into, by the ending of the file. */
export const letterFormats = ['md', 'eml', 'docx'] as const

export type LetterFormat = (typeof letterFormats)[number]

const textBytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')

/** The bytes of a file of this format. */
export const letterBytes = async (
  ports: Ports,
  letter: Letter,
  format: LetterFormat,
): Promise<Uint8Array> => {
  switch (format) {
    case 'md':
      return textBytes((await import('../render/letter/markdown.ts')).letterMarkdown(letter))
    case 'eml': {
      const { letterMail } = await import('../render/letter/eml.ts')
      return letterMail(letter, ports.clock.now(), sha256(JSON.stringify(letter)).slice(0, 32))
    }
    case 'docx':
      return (await import('../render/letter/docx.ts')).letterDocx(letter)
  }
}

interface Named {
  readonly id: string
  readonly draft: string
}

/** A text as this program last wrote it. */
export interface Begun {
  readonly path: string
  readonly sha256: string
}

/** Whether it still holds what was written; not where it is gone. */
export const isAsLeft = (ports: Ports, { path, sha256 }: Begun): boolean => {
  try {
    return letterDigest(ports, path) === sha256
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** Brings a text that was begun up to date; a new one where there is none, or somebody else has changed it meanwhile. */
export const keepText = async (
  ports: Ports,
  casebook: string,
  { id, draft }: Named,
  letter: Letter,
  begun: Begun | undefined,
): Promise<(LetterWritten & { readonly kind: 'not-written' }) | (Begun & { readonly kind: 'written' })> => {
  const bytes = await letterBytes(ports, letter, 'md')
  const written =
    begun !== undefined && isAsLeft(ports, begun)
      ? rewriteLetter(ports.disk, begun.path, bytes)
      : writeLetter(ports.disk, casebook, id, draft, 'md', bytes)
  return written.kind === 'written' ? { ...written, sha256: sha256(bytes) } : written
}

/** Writes a letter into a new file in the casebook. */
export const keepLetter = async (
  ports: Ports,
  casebook: string,
  named: Named,
  letter: Letter,
  format: LetterFormat,
): Promise<LetterWritten> =>
  writeLetter(ports.disk, casebook, named.id, named.draft, format, await letterBytes(ports, letter, format))

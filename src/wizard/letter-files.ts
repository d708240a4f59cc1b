/** The files that are made of a letter. What a format needs is loaded with it. */
import type { Letter } from '../draft/letter.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../record/digest.ts'
import { type LetterWritten, writeLetter } from '../storage/letters.ts'

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

/** Writes a letter into a new file in the casebook. */
export const keepLetter = async (
  ports: Ports,
  casebook: string,
  named: { readonly id: string; readonly draft: string },
  letter: Letter,
  format: LetterFormat,
): Promise<LetterWritten> =>
  writeLetter(ports.disk, casebook, named.id, named.draft, format, await letterBytes(ports, letter, format))

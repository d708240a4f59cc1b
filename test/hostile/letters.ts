/** Letters of a case in which strange texts were typed: as text, as a mail and as a document, each read by its own rules. */
import { strFromU8, unzipSync } from 'fflate'
import PostalMime from 'postal-mime'
import { readLetter } from '../../src/draft/read.ts'
import { letterDocx } from '../../src/render/letter/docx.ts'
import { letterMail } from '../../src/render/letter/eml.ts'
import { at, openWalk, plainCase, record } from './cases.ts'
import { all, ran } from './running.ts'

const drafts = ['conference-request', 'written-confirmation'] as const

/** Printed as Markdown. */
export const lettered = async (texts: readonly string[]): Promise<string> => {
  const files = { [at]: record(texts, openWalk) }
  const found = []
  for (const draft of drafts) found.push(await ran(['draft', '42', draft], { files }))
  return found.map(all).join('\n')
}

/** What a mail program makes of the mail. */
export const mailed = async (texts: readonly string[]): Promise<string> => {
  const letter = readLetter(await lettered(texts))
  const mail = await PostalMime.parse(await letterMail(letter, '2026-11-19T10:30:00+00:00', 'a1'))
  return `${mail.subject}\n${(mail.text ?? '').replaceAll('\r\n', '\n')}`
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The words of the document, as a word processor reads them. */
export const documented = async (texts: readonly string[]): Promise<string> => {
  const parts = unzipSync(await letterDocx(readLetter(await lettered(texts))))
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  return xml
    .replace(/<\/w:p>|<w:br\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '')
}

/** In a terminal, and with words that make no sense. */
export const letteredOddly = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const typed = text.replace(/[\r\n\u2028\u2029]+/g, ' ')
  const files = { [at]: record([text], openWalk) }
  const plain = { [at]: plainCase }
  const name = text.replace(/[/\0]/g, '')
  const from = { ...plain, '/here/letter.md': text }
  const found = [
    await ran(['draft', '42', 'written-confirmation'], { files, lines: `1\n${typed}\n\n\n\n6\n7\n` }),
    await ran(['draft', '42', text], { files: plain }),
    await ran(['draft', text], { files: plain }),
    await ran(['draft', '42', '--format', text], { files: plain }),
    await ran(['draft', '42', '--from', '/here/letter.md'], { files: from }),
    await ran(['draft', '42', '--from', `/here/${name}`], { files: from }),
    await ran(['draft', '42', 'written-confirmation', '--out', `/here/${name}`], { files: plain }),
    await ran(['draft', '42', 'written-confirmation', '--calendar'], { files: plain }),
  ]
  return found.map(all).join('\n')
}

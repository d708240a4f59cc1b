/** The exported pages that are opened in a browser: a whole record, and everything that can be the matter with one. */
import { run } from '../../src/cli.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import {
  damagedRecord,
  recordId,
  recordSaying,
  redactedRecord,
  sampleRecord,
  strangersRecord,
} from '../export/sample.ts'

const hostile = [
  '<script>document.title = "x"</script>',
  '<img src="https://example.org/x.png" onerror="document.title = 1">',
  '"><svg onload=alert(1)>',
  '</span></td></tr></table></main>',
  '\u202e\u0007\u200b &amp; &lt; ]]> -->',
  'a'.repeat(400),
  '=HYPERLINK("https://example.org")',
].join('\n')

/** As it stands on the page: what cannot be seen is spelled out. */
export const hostileShown = hostile
  .replace('\u202e', '\\u{202e}')
  .replace('\u0007', '\\u{7}')
  .replace('\u200b', '\\u{200b}')

const records: Readonly<Record<string, string>> = {
  whole: sampleRecord,
  damaged: damagedRecord,
  redacted: redactedRecord(['concern', 'who', 'children', 'reason']),
  'without-its-policy': strangersRecord,
  hostile: recordSaying(hostile),
  'cut-off': sampleRecord.slice(0, 3000),
}

export const pageNames = Object.keys(records)

/** The page of a record, as the command writes it. */
export const pageOf = async (name: string): Promise<string> => {
  const file = `/there/${name === 'redacted' ? 'copy' : recordId}.md`
  const { ports, out } = testPorts({ disk: diskWith({ [file]: records[name] ?? '' }) })
  await run(['export', file], ports)
  return out()
}

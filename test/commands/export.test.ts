/** `rungs export`: what is in a page, in JSON and in rows, of a whole record and of one with something the matter; exit codes, and files that are never overwritten. */
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli.ts'
import type { Exported } from '../../src/export/exported.ts'
import { sha256 } from '../../src/record/digest.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { systemError } from '../../src/storage/failure.ts'
import {
  damagedRecord,
  recordId,
  recordSaying,
  recordText,
  redactedRecord,
  sampleFacts,
  sampleRecord,
  strangersRecord,
} from '../export/sample.ts'
import { diskWith, testPorts } from './ports.ts'

const at = `/there/${recordId}.md`

const exported = async (
  words: readonly string[],
  files: Readonly<Record<string, string>>,
  odd: Partial<Disk> = {},
) => {
  const disk: Disk = { ...diskWith({ '/here/x': '', ...files }), ...odd }
  const { ports, out, err } = testPorts({ disk })
  const code = await run(['export', ...words], ports)
  const text = (path: string): string => Buffer.from(disk.readBytes(path)).toString('utf8')
  return { code, out: out(), err: err(), disk, text }
}

const page = async (record: string, file = at) => {
  const found = await exported([file], { [file]: record })
  const shown = found.out
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<nav.*?<\/nav>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
  return { ...found, shown }
}

const json = async (
  record: string,
  file = at,
): Promise<Omit<Exported, 'verified'> & { verdicts: { id: string } }> =>
  JSON.parse((await exported([file, '--format', 'json'], { [file]: record })).out)

describe('the page', () => {
  it('begins with the verdicts, and then has the case in short', async () => {
    const { code, err, shown } = await page(sampleRecord)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const order = [
      'Escalation record K7-2026-0042',
      'Integrity Intact; nothing outside confirms it.',
      'Rules Follows the policy',
      'Time 6 deadlines: 1 met, 4 LATE',
      'The decision disputed, and whose it is Early help and no assessment',
      'The school was told Wed 11 Mar 2026, 15:00',
      'The concern Third unexplained bruise',
      'What the child has said AB says',
      'The outcome sought An assessment under section 17',
      'How it ended Agreed, and done.',
      'The ladder, and the way taken',
      'Deadlines met and missed',
      'LATE by 3 days',
      'Entry 1: Sitting',
      'What was checked',
      'That what the record says is true, or who typed it.',
    ]
    const places = order.map((words) => shown.indexOf(words))
    expect(order.filter((_, i) => (places[i] ?? -1) < 0)).toEqual([])
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('has every fact, marks what was late and what was corrected, and lets each be linked to', async () => {
    const { out, shown } = await page(sampleRecord)
    for (const { entry, index } of sampleFacts) expect(out).toContain(`id="fact.${entry}.${index}"`)
    expect(shown).toContain('LATE ENTRY: written 5 days after it happened')
    expect(shown).toMatch(/No injury was seen by a doctor CORRECTED by entry \d+, fact 2/)
    expect(shown).toMatch(/And nobody had asked for one\. CORRECTION of entry 7, fact 6/)
    expect(out).toContain('No injury was seen by a doctor.<br>And nobody had asked for one.')
  })

  it('needs nothing else and runs nothing', async () => {
    const { out } = await page(sampleRecord)
    expect(out).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    )
    expect(out).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:\/\/(?!www\.w3\.org)/)
  })

  it('of a damaged record says so first, ends with 1, and has what can be read', async () => {
    const { code, err, shown } = await page(damagedRecord)
    expect(code).toBe(1)
    expect(err).toContain('did not pass its checks')
    expect(shown).toMatch(
      /Escalation record K7-2026-0042 This record did not pass its checks\. Entry 7 does not fit/,
    )
    expect(shown).toContain('CHANGED at entry 7')
    expect(shown).toContain('Threshold was met')
  })

  it('of a record that was cut off has what is left', async () => {
    const { code, shown } = await page(sampleRecord.slice(0, 3000))
    expect(code).toBe(0)
    expect(shown).toContain('Unfinished: the last write was interrupted')
    expect(shown).toContain('The case is open')
    expect(shown).toContain('That it ends here')
  })

  it('without its policy has the entries and the way, and no ladder', async () => {
    const { code, out, shown } = await page(strangersRecord)
    expect(code).toBe(0)
    expect(shown).toContain('The policy by which the case was walked is not at hand (SHA-256 555555555555…).')
    expect(shown).toContain('Whether deadlines were met cannot be told without the policy')
    expect(shown).toContain('Stage 3: Refer it to the senior manager')
    expect(shown).toContain('Early help and no assessment')
    expect(out).not.toContain('The ladder and the way taken, picture')
  })

  it('of a redacted copy has nothing that was left out', async () => {
    const { code, shown } = await page(
      redactedRecord(['concern', 'who', 'reason', 'children']),
      '/there/copy.md',
    )
    expect(code).toBe(0)
    expect(shown).toContain(
      'Redacted copy of escalation record K7-2026-0042 This is a redacted copy: 10 texts are left out',
    )
    expect(shown).toContain('The concern left out of this copy')
    for (const word of ['bruise', 'A. Example', '4471', 'No injury']) expect(shown).not.toContain(word)
  })

  it('quotes what was typed, and never takes it for markup', async () => {
    const { out } = await page(recordSaying('<b onclick="x">&amp;</b>\n\u202e'))
    expect(out).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt;<br>\\u{202e}')
    expect(out).not.toContain('<b ')
    expect(out).not.toContain('\u202e')
  })
})

describe('JSON', () => {
  it('has the verdicts, the summary, the visits and every fact', async () => {
    const found = await json(sampleRecord)
    expect(found).toMatchObject({
      format: 'rungs-export 1',
      file: `${recordId}.md`,
      sha256: sha256(sampleRecord),
      record: recordId,
      zone: 'Europe/London',
      verdicts: {
        id: recordId,
        path: `${recordId}.md`,
        integrity: { verdict: { kind: 'unwitnessed' } },
        rules: { kind: 'follows' },
      },
      summary: {
        scenario: { id: 'thresholds' },
        told: { kind: 'moment', date: '2026-03-11', time: '15:00' },
        sought: { kind: 'typed', text: 'An assessment under section 17 and a strategy discussion' },
        closed: { how: { id: 'agreed' } },
      },
    })
    expect(found.summary.recordedBy).toEqual([
      { kind: 'typed', text: 'J. Example, Designated Safeguarding Lead' },
      { kind: 'typed', text: 'K. Example, Deputy Safeguarding Lead' },
    ])
    expect(found.visits.map(({ rung }) => rung.id)).toEqual(['stage-1', 'stage-2', 'stage-3'])
    expect(found.entries.flatMap(({ facts }) => facts)).toHaveLength(sampleFacts.length)
    const notes = found.entries.flatMap(({ facts }) =>
      facts.filter(({ replacedBy }) => replacedBy !== undefined),
    )
    expect(notes).toMatchObject([{ field: 'reason', replacedBy: { fact: 2 } }])
  })

  it('reads a correction in the summary, and says what is left out', async () => {
    const saying = recordText(sampleFacts)
    expect(saying).toBe(sampleRecord)
    const copy = await json(redactedRecord(['concern']), '/there/copy.md')
    expect(copy.summary.concern).toEqual({ kind: 'left-out' })
    expect(JSON.stringify(copy)).not.toContain('bruise')
  })

  it('tells the way without the policy as with it', async () => {
    const known = await json(sampleRecord)
    const unknown = await json(strangersRecord)
    const wayOf = (one: typeof known) => one.visits.map(({ rung, outcomes }) => [rung, outcomes])
    expect(wayOf(unknown)).toEqual(wayOf(known))
    expect(unknown.unknownPolicy).toBe('5'.repeat(64))
  })
})

describe('a file in which nothing of a record can be read', () => {
  it.each([
    ['nothing', ''],
    ['zero bytes', '\0'.repeat(1000)],
    ['notes', '# Notes\n\nDear Sir,\n'],
    ['another format', sampleRecord.replace('rungs-record 1', 'rungs-record 2')],
  ])('is not exported: %s', async (_, text) => {
    for (const format of ['html', 'json']) {
      const words = ['/there/note.md', '--format', format, '--out', '/there/out']
      const { code, out, err, disk } = await exported(words, { '/there/note.md': text })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain('Nothing of a record can be read in /there/note.md.')
      expect(disk.stat('/there/out')).toBeUndefined()
    }
  })
})

const book = {
  '/book/records/K7-2026-0042.md': sampleRecord,
  '/book/records/K7-2026-0043.md': recordText(sampleFacts, undefined, 'K7-2026-0043', '3'.repeat(64)),
}

const rowsOf = (out: string): readonly Readonly<Record<string, unknown>>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('rows', () => {
  it('are those of every record of a casebook, and hold no typed word unless asked', async () => {
    const marked = { '/book/records/K7-2026-0042.md': recordSaying('MARKER') }
    const { code, out } = await exported(['/book', '--format', 'ndjson'], book)
    expect(code).toBe(0)
    expect(rowsOf(out)).toHaveLength(2 * sampleFacts.length)
    expect((await exported(['/book', '--format', 'ndjson'], marked)).out).not.toContain('MARKER')
    expect((await exported(['/book', '--format', 'ndjson', '--text'], marked)).out).toContain('MARKER')
  })

  it('of damaged files are there and marked, the file is named, and it ends with 1', async () => {
    const { code, out, err } = await exported(['/book', '--format', 'ndjson'], {
      ...book,
      '/book/records/K7-2026-0044.md': damagedRecord,
      '/book/records/K7-2026-0045.md': 'no record\n',
    })
    expect(code).toBe(1)
    expect(err.match(/rungs: error: .*K7-2026-004\d/g)?.map((line) => line.slice(-1))).toEqual(['4', '5'])
    const rows = rowsOf(out)
    expect(rows.filter(({ intact }) => intact === false)).toHaveLength(sampleFacts.length)
    expect(rows.filter(({ copy }) => copy === 2)).toHaveLength(sampleFacts.length)
  })

  it('of a redacted copy count as a copy, and say what is left out', async () => {
    const { out } = await exported(['/there', '--format', 'ndjson', '--text'], {
      [at]: sampleRecord,
      '/there/copy.md': redactedRecord(['concern']),
    })
    const [concern, ...others] = rowsOf(out).filter(({ left_out }) => left_out === true)
    expect(concern).toMatchObject({ field: 'concern', copy: 2, redacted: true, text: null })
    expect(others).toEqual([])
  })

  it('of a folder with other pages in it: those are passed over, and that is said', async () => {
    const { code, out, err } = await exported(['/book', '--format', 'ndjson'], {
      ...book,
      '/book/records/minutes.md': '# Minutes\n',
    })
    expect({ code, err }).toEqual({ code: 0, err: '1 file is not a record, and was passed over.\n' })
    expect(rowsOf(out)).toHaveLength(2 * sampleFacts.length)
  })

  it('are no longer made once nobody takes them', async () => {
    const { ports, out, err } = testPorts({ disk: diskWith(book), taken: () => Promise.resolve(false) })
    expect({ code: await run(['export', '/book', '--format', 'ndjson'], ports), err: err() }).toEqual({
      code: 0,
      err: '',
    })
    expect(rowsOf(out()).length).toBeLessThan(2 * sampleFacts.length)
  })

  it('of a file that cannot be read: it is named, the others are there, and it ends with 2', async () => {
    const disk = diskWith(book)
    const { code, out, err } = await exported(['/book', '--format', 'ndjson'], book, {
      readBytes: (path) => {
        if (path.endsWith('42.md')) throw systemError('EACCES', 'not allowed')
        return disk.readBytes(path)
      },
    })
    expect(code).toBe(2)
    expect(err).toContain('You are not allowed to use it (EACCES): /book/records/K7-2026-0042.md')
    expect(rowsOf(out)).toHaveLength(sampleFacts.length)
  })
})

describe('--out', () => {
  it('writes a new file, and says where; what is there is never overwritten', async () => {
    const { code, out, text } = await exported([at, '--out', 'page.html'], { [at]: sampleRecord })
    expect({ code, out }).toEqual({ code: 0, out: 'Written: /here/page.html\n' })
    expect(text('/here/page.html')).toContain('<!DOCTYPE html>')
    for (const format of ['html', 'json', 'ndjson']) {
      const again = await exported([at, '--format', format, '--out', 'page.html'], {
        [at]: sampleRecord,
        '/here/page.html': 'mine',
      })
      expect(again.code).toBe(2)
      expect(again.err).toContain('There is something at /here/page.html already. Nothing was written.')
      expect(again.text('/here/page.html')).toBe('mine')
    }
  })

  it('leaves nothing behind where the disk is full', async () => {
    const { code, err, disk } = await exported(
      ['/book', '--format', 'ndjson', '--out', 'rows.ndjson'],
      book,
      {
        write: () => {
          throw systemError('ENOSPC', 'full')
        },
      },
    )
    expect(code).toBe(2)
    expect(err).toContain('The file is NOT written: The disk is full')
    expect(disk.list('/here')).toEqual(['x'])
  })

  it('of a record in the casebook of this computer gets a line in its register', async () => {
    const files = {
      '/home/Rungs/rungs.yaml': 'school: x\n',
      [`/home/Rungs/records/${recordId}.md`]: sampleRecord,
    }
    const { code, err, disk, text } = await exported(['42', '--out', 'page.html'], files)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const [register = ''] = disk.list('/home/Rungs').filter((name) => name.startsWith('register-'))
    expect(text(`/home/Rungs/${register}`)).toContain(`copy sha256 \`${sha256(text('/here/page.html'))}\``)
    const strange = await exported([at, '--out', 'page.html'], { [at]: sampleRecord })
    expect(strange.disk.stat('/home/Rungs')).toBeUndefined()
  })
})

describe('what makes no sense', () => {
  it.each([
    [['--format', 'html'], 'Which record shall be exported?'],
    [['a.md', 'b.md'], '--format html is for one record, and there are 2.'],
    [['a.md', '--format', 'pdf'], 'There is no format "pdf".'],
    [['a.md', '--text'], '--text is for --format ndjson'],
    [['a.md'], 'The file or its folder is not there (ENOENT)'],
    [['/nowhere', '--format', 'ndjson'], 'There is no such file or folder: /nowhere.'],
    [['--format', 'ndjson'], 'There is no such file or folder: /home/Rungs.'],
    [[at, '--out', 'con.html'], 'Windows keeps that name'],
  ])('%s', async (words, message) => {
    const { code, err, out } = await exported(words, { [at]: sampleRecord })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err).toContain('rungs: hint: ')
  })
})

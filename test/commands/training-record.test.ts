/** Training records where real ones lie: told first, counted apart, and refused by whatever adds to a case. */
import { expect, test } from 'vitest'
import { exportRecord } from '../../src/commands/export.ts'
import { list } from '../../src/commands/list.ts'
import { note } from '../../src/commands/note.ts'
import { redact } from '../../src/commands/redact.ts'
import { register } from '../../src/commands/register.ts'
import { replay } from '../../src/commands/replay.ts'
import { report } from '../../src/commands/report.ts'
import { resume } from '../../src/commands/resume.ts'
import { verify } from '../../src/commands/verify.ts'
import { UserError } from '../../src/errors.ts'
import { openCasebook } from '../../src/sitting/casebook.ts'
import { readCases } from '../../src/sitting/cases.ts'
import { nothingHeld, worldFor } from '../../src/sitting/library.ts'
import { choosePolicy, leave, newSitting, perform } from '../../src/sitting/sitting.ts'
import { diskWith, testPorts } from './ports.ts'

const records = '/home/Rungs/records'
const exercise = { id: 'greenvale/first-no', label: 'A first no' }
const madeUp = `${records}/TRAINING-2026-0001.md`
const title = 'TRAINING: made-up case “A first no”. Nothing in it happened.'

/** A casebook with a real case, and the record of a made-up one that somebody put beside it. */
const mixed = async () => {
  const disk = diskWith({})
  let last = 0
  const random = (bytes: number): Uint8Array =>
    Uint8Array.from({ length: bytes }, () => {
      last = (last + 41) % 251
      return last
    })
  const own = testPorts({ disk, random })
  for (const more of [{}, { exercise }]) {
    const casebook = { ...(await openCasebook(own.ports, undefined)), ...more }
    const sitting = newSitting(
      own.ports,
      casebook,
      await worldFor(own.ports, casebook.folder, [], nothingHeld([])),
    )
    perform(sitting, { kind: 'answer', value: { kind: 'choice', choice: { id: 'no', label: 'No' } } })
    const southwark = own.ports.shipped.policy('southwark')
    if (southwark === undefined) throw new Error('southwark is not shipped')
    choosePolicy(sitting, southwark.policy, southwark.text)
    perform(sitting, { kind: 'note', text: 'One.' })
    leave(sitting)
  }
  const names = disk.list(records).filter((name) => name.endsWith('.md'))
  const real = `${records}/${names.find((name) => !name.startsWith('TRAINING')) ?? ''}`
  const on = async (act: (ports: ReturnType<typeof testPorts>['ports']) => Promise<number>) => {
    const { ports, out, err } = testPorts({ disk, random })
    const code = await act(ports)
    return { code, out: out(), err: err() }
  }
  const verified = (paths: readonly string[], more = {}) =>
    on((ports) => verify(ports, { paths, json: false, strict: false, ...more }))
  const jsonOf = async (paths: readonly string[] = []) =>
    JSON.parse((await verified(paths, { json: true })).out)
  return { disk, real, on, verified, jsonOf }
}

test('verify: one record says so in its first line, many begin with those that are made up', async () => {
  const { real, verified, jsonOf } = await mixed()
  const one = await verified([madeUp])
  expect(one.out.split('\n')[0]).toBe(title.replace(/[“”]/g, '"'))
  expect([one.code, one.out]).toEqual([0, expect.stringContaining('follows the policy')])
  const all = await verified([])
  const [first, second, third, fourth] = all.out.split('\n')
  expect([first, second?.trim(), third, fourth]).toEqual([
    'TRAINING: 1 made-up case, counted apart. Nothing in it happened.',
    `TRAINING-2026-0001  ${madeUp}  "A first no"`,
    '',
    '1 record',
  ])
  expect([all.code, all.out]).toEqual([0, expect.stringContaining('Rules: 1 follow the policy.')])
  const json = await jsonOf()
  expect(json.training.map(({ id, training }: { id: string; training: unknown }) => [id, training])).toEqual([
    ['TRAINING-2026-0001', { exercise }],
  ])
  expect(json.records).toHaveLength(1)
  expect(json.records[0].path).toBe(real)
  expect(json.records[0].training).toBeUndefined()
  expect(json.registers[0]).toMatchObject({ missing: [], absent: [] })
})

test('verify --strict lets none pass, and for that alone', async () => {
  const { verified } = await mixed()
  const { code, out } = await verified([madeUp], { strict: true })
  expect(code).toBe(1)
  expect(out.replace(/\s+/g, ' ')).toContain(
    'Does not pass --strict: it is a made-up case, and no record of anything that happened.',
  )
})

test('verify: a real record to which a line of training was added is told, and is wrong', async () => {
  const { disk, real, verified, on } = await mixed()
  const text = Buffer.from(disk.readBytes(real)).toString('utf8')
  const n = (text.match(/^## /gm)?.length ?? 0) + 1
  const at = '2026-11-19T12:00:00+00:00'
  const added = `${text}\n## ${n} Sitting\n\n- ${at} Device: TRAINING\n- ${at} TRAINING: made-up case, A (\`a\`)\n`
  const { ports, out, err } = testPorts({ disk: diskWith({ '/here/case.md': added }) })
  expect(await verify(ports, { paths: ['/here/case.md'], json: false, strict: false })).toBe(1)
  expect(out().split('\n')[0]).toBe('TRAINING: made-up case "A". Nothing in it happened.')
  expect(out().replace(/\s+/g, ' ')).toContain(
    `PARTS FROM THE POLICY at entry ${n}, fact 1: Its device is that of`,
  )
  expect(err()).toBe('')
  expect((await verified([real])).code).toBe(0)
  expect((await on((own) => list(own, { due: false, overdue: false, json: false }))).code).toBe(0)
})

test('list, home and report leave it out and say so', async () => {
  const { real, on } = await mixed()
  const id = real.replace(/.*\/|\.md$/g, '')
  const listed = await on((ports) => list(ports, { due: false, overdue: false, json: true }))
  expect(JSON.parse(listed.out).map((row: { id: string }) => row.id)).toEqual([id])
  expect([listed.code, listed.err.replace(/\s+/g, ' ')]).toEqual([
    0,
    expect.stringContaining('1 TRAINING record lies in this casebook and is not listed'),
  ])
  const { ports } = testPorts({ disk: (await mixed()).disk })
  const casebook = await openCasebook(ports, undefined)
  expect((await readCases(ports, casebook)).map((row) => row.madeUp)).toEqual([undefined])
  expect(await readCases(ports, { ...casebook, exercise })).toHaveLength(2)
  const options = { paths: [], format: 'json', publish: false, merge: false, inspection: false } as const
  const reported = await on((own) => report(own, options))
  const tally = JSON.parse(reported.out)
  expect([reported.code, tally.cases, tally.files]).toEqual([0, 1, { witnessed: 1 }])
  expect(reported.err).toContain('1 TRAINING record left out: its case is made up.')
})

test('resume, note, redact and register say what it is and what to do', async () => {
  const { on } = await mixed()
  const id = 'TRAINING-2026-0001'
  const refused = async (act: Parameters<typeof on>[0]): Promise<string> => {
    const error = await on(act).catch((thrown: unknown) => thrown)
    return error instanceof UserError ? `${error.message} ${error.hint}` : String(error)
  }
  const words = `${id} is a TRAINING record: its case is made up, and nothing in it happened. Walk made-up cases with "rungs train", and keep their records out of the casebook.`
  expect(await refused((ports) => note(ports, { case: id, text: 'x', plain: true }))).toBe(words)
  expect(await refused((ports) => resume({ ...ports, interactive: true }, { case: id, plain: true }))).toBe(
    words,
  )
  expect(await refused((ports) => redact(ports, { record: id, all: true, plain: true }))).toBe(words)
  for (const what of ['transferred', 'destroyed'])
    expect(await refused((ports) => register(ports, { what, case: id.toLowerCase(), json: false }))).toBe(
      words,
    )
})

test('a bare number is that of the real case', async () => {
  const { on, real } = await mixed()
  const { code, out } = await on((ports) => note(ports, { case: '1', text: 'Two.', plain: true }))
  expect([code, out]).toEqual([0, expect.stringContaining(real)])
})

test('export says it on the page, in JSON and in rows, and leaves it out of the rows of a casebook', async () => {
  const { on } = await mixed()
  const exported = (records: readonly string[], format: string) =>
    on((ports) => exportRecord(ports, { records, format, text: false }))
  const page = await exported([madeUp], 'html')
  expect(page.out).toContain('<title>TRAINING, a made-up case: Escalation record TRAINING-2026-0001</title>')
  expect(page.out).toContain(title)
  expect(page.out).toMatch(/@bottom-left \{ content: "TRAINING/)
  expect(JSON.parse((await exported([madeUp], 'json')).out).training).toEqual({ exercise })
  const rows = await exported([], 'ndjson')
  expect(rows.out).not.toContain('TRAINING')
  expect(rows.err).toContain('1 TRAINING record left out')
  for (const word of [madeUp, 'TRAINING-2026-0001']) {
    const named = (await exported([word], 'ndjson')).out.trim().split('\n')
    expect(named.map((row) => JSON.parse(row).training)).toEqual(named.map(() => true))
  }
})

test('replay begins with it', async () => {
  const { on } = await mixed()
  const { out } = await on((ports) =>
    replay(ports, { record: madeUp, plain: true, json: false, auto: false, hideOutcome: false }),
  )
  expect(out.trim()).toMatch(/^TRAINING, a made-up case: intact/)
})

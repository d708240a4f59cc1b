/** `rungs flow diff`: which two policies are compared, what is printed, and which open cases are on the older one. */
import { describe, expect, it } from 'vitest'
import { flowDiff } from '../../src/commands/flow-diff.ts'
import { start } from '../../src/commands/start.ts'
import type { Draft } from '../../src/flow/draft/answers.ts'
import { draftFlow } from '../../src/flow/draft/flow.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { diskWith, testPorts } from './ports.ts'

const draft: Draft = {
  title: 'Example Escalation Policy',
  short: 'Example',
  nation: 'england',
  printed: 'October 2024',
  scenario: { title: 'They do not accept our referral', when: 'They decline it.', clause: '2' },
  rungs: [
    { title: 'Ask the Team Leader', clause: '2.1', whom: 'Team Leader', within: '5 working days' },
    { title: 'Write to the Manager', clause: '2.2', whom: 'Manager', number: '020 7946 0001' },
  ],
}
const [leader = draft.rungs[0], manager = draft.rungs[1]] = draft.rungs
const newer: Draft = {
  ...draft,
  rungs: [
    { ...leader, within: '3 working days' } as typeof leader,
    { ...manager, number: '020 7946 0002' } as typeof manager,
  ] as Draft['rungs'],
}

const answers = (rungs: string): string => `policy: example
scenario: they-do-not-accept-our
danger: "no"
recorded-by: J. Example
rungs: ${rungs}
`

const put = (disk: Disk, folder: string, files: ReadonlyMap<string, string>): void => {
  makeFolders(disk, folder)
  for (const [name, text] of files) {
    if (disk.stat(`${folder}/${name}`) !== undefined) disk.remove(`${folder}/${name}`)
    const file = disk.open(`${folder}/${name}`, 'create-exclusive')
    disk.write(file, Buffer.from(text, 'utf8'))
    disk.close(file)
  }
}

/** A casebook with an open case at each of the two rungs and a closed one, whose policy then had a new edition. */
const casebook = async (): Promise<{ readonly disk: Disk; readonly old: string }> => {
  const disk = diskWith({
    '/book/rungs.yaml': '',
    '/a.yaml': answers('{team-leader: {outcome: waiting}}'),
    '/b.yaml': answers('{team-leader: {outcome: refused}, manager: {outcome: waiting}}'),
    '/c.yaml': answers(
      '{team-leader: {outcome: agreed}, promise: [{promise-what: x}, {outcome: done}], closing: {outcome: close}}',
    ),
  })
  put(disk, '/book/flows/example', draftFlow(draft))
  for (const file of ['/a.yaml', '/b.yaml', '/c.yaml']) {
    const { ports } = testPorts({ disk, cwd: '/' })
    await start(ports, { casebook: '/book', plain: true, answers: file })
  }
  const [kept = ''] = disk.list('/book/records/policies')
  put(disk, '/book/flows/example', draftFlow(newer))
  return { disk, old: kept.replace('.yaml', '') }
}

const diff = async (
  disk: Disk,
  a: string,
  b?: string,
  json = false,
): Promise<{ readonly code: number; readonly out: string }> => {
  const { ports, out } = testPorts({ disk, cwd: '/' })
  const code = await flowDiff(ports, { a, ...(b === undefined ? {} : { b }), json, casebook: '/book' })
  return { code, out: out() }
}

interface Value {
  readonly from: { readonly sha256: string }
  readonly changes: readonly { readonly sentence: string; readonly weight: string }[]
  readonly cases: readonly {
    readonly id: string
    readonly fate: string
    readonly rung: { readonly id: string }
    readonly changes: readonly unknown[]
  }[]
}

describe('rungs flow diff', () => {
  it('tells what changed since the edition kept beside the records, and who is still on it', async () => {
    const { disk, old } = await casebook()
    const { code, out } = await diff(disk, old.slice(0, 8), 'example')
    expect(code).toBe(0)
    expect(out).toContain(
      '“Ask the Team Leader” (clause 2.1): they now have 3 working days instead of 5 to answer.',
    )
    expect(out).toContain('The telephone number of “Manager” is now 020 7946 0002 instead of 020 7946 0001.')
    expect(out).toMatch(/0001: They do not accept our referral, Ask the Team Leader – that rung has changed/)
    expect(out).toMatch(
      /0002: They do not accept our referral, Write to the Manager – nothing about that rung/,
    )
    expect(out).not.toContain('0003')
  })

  it('takes the kept text by its path, and prints the value', async () => {
    const { disk, old } = await casebook()
    const { code, out } = await diff(disk, `/book/records/policies/${old}.yaml`, './book/flows/example', true)
    const value = JSON.parse(out) as Value
    expect(code).toBe(0)
    expect(value.from.sha256).toBe(old)
    expect(value.changes.map(({ weight }) => weight)).toContain('consequence')
    expect(value.cases.map(({ rung, fate, changes }) => [rung.id, fate, changes.length])).toEqual([
      ['team-leader', 'changed', 1],
      ['manager', 'same', 0],
    ])
  })

  it('says so where nothing has changed', async () => {
    const { disk } = await casebook()
    const { code, out } = await diff(disk, 'example', './book/flows/example')
    expect(code).toBe(0)
    expect(out).toContain('Nothing has changed.')
    expect(out).toMatch(/OPEN CASES ON THE OLDER ONE\n\n {2}- /)
  })

  it('knows a rung that is gone, and one that has another id', async () => {
    const { disk, old } = await casebook()
    const only = { ...draft, rungs: [{ ...leader, whom: 'Duty Manager' }] as Draft['rungs'] }
    put(disk, '/book/flows/example', draftFlow(only))
    const { out } = await diff(disk, old, 'example')
    expect(out).toContain('The rung “Write to the Manager” (clause 2.2) is gone.')
    expect(out).toContain('the id in the flow is now duty-manager instead of team-leader')
    expect(out).toMatch(/0001.*that rung has changed/)
    expect(out).toMatch(/0002.*that rung is gone/)
  })

  it('compares an overlay with what it is laid over', async () => {
    const { disk } = await casebook()
    const overlay = 'over: example\nedition: {printed: undated}\nrungs: {manager: {whom: Head of Service}}\n'
    put(disk, '/book/flows/ours', new Map([['overlay.yaml', overlay]]))
    for (const target of ['ours', './book/flows/ours']) {
      const { code, out } = await diff(disk, target)
      expect(code).toBe(0)
      expect(out).toContain('whom to approach is now “Head of Service” instead of “Manager”')
      expect(out).toContain('It is now laid over Example Escalation Policy (example).')
    }
  })

  it('says what it cannot do', async () => {
    const { disk } = await casebook()
    await expect(diff(disk, 'example')).rejects.toThrow(/stands by itself/)
    await expect(diff(disk, 'exmple', 'example')).rejects.toThrow(/no policy "exmple"/)
    await expect(diff(disk, 'deadbeef', 'example')).rejects.toThrow(/no text is kept/)
    put(disk, '/book/records/policies', new Map([[`${'ab'.repeat(32)}.yaml`, 'not what it was']]))
    await expect(diff(disk, 'abababab', 'example')).rejects.toThrow(/not what it was/)
    put(disk, '/odd', new Map([['kept.yaml', '#### rungs policy: x\n#### file: policy.yaml\ntitle: x\n']]))
    await expect(diff(disk, '/odd/kept.yaml', 'example')).rejects.toThrow(/cannot load/)
  })
})

/** Overlays on disk: where the base is looked for, which commands take them, and what is kept of them beside a record. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Placed } from '../../src/case/case.ts'
import { startWithAnswers } from '../../src/commands/answers.ts'
import { flowLint } from '../../src/commands/flow-lint.ts'
import { flowShow } from '../../src/commands/flow-show.ts'
import { ship, shipCalendar } from '../../src/flow/ship.ts'
import { openShipped } from '../../src/flow/shipped.ts'
import type { Ports } from '../../src/ports.ts'
import { findPolicy } from '../../src/sitting/find-policy.ts'
import { readFlow } from '../../src/sitting/flow-files.ts'
import { choosable, nothingHeld, pinPolicy, worldFor } from '../../src/sitting/library.ts'
import { readCase } from '../../src/sitting/read-case.ts'
import { listRecords } from '../../src/storage/records.ts'
import { base, overlay, rungIn } from '../flow/layers.ts'
import { diskWith, testPorts } from './ports.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const days = `title: Bank holidays
known-until: "2027-12-31"
source: the government's list
holidays:
  "2026-01-01": New Year's Day
  "2026-12-25": Christmas Day
`
const nations = ['england-and-wales', 'scotland', 'northern-ireland'].map((id) => {
  const text = days.replace('Bank holidays', `Bank holidays, ${id}`)
  const made = shipCalendar(id, text, sha256(text))
  if (made.kind !== 'ok') throw new Error(made.findings.join('\n'))
  return [`calendars/${id}.json`, JSON.stringify(made.value)]
})

/** A program that ships the made-up policy and nothing else. */
const shipping = (files: Readonly<Record<string, string>>) => {
  const made = ship('borough', 'flows/borough', Object.entries(files), '{}', sha256)
  if (made.kind !== 'ok') throw new Error(made.findings.join('\n'))
  const { title, sha256: digest } = made.value.policy
  const stored: Readonly<Record<string, string>> = {
    'bodies.yaml': '{}',
    ...Object.fromEntries(nations),
    'common.json': JSON.stringify({
      label: 'General',
      headline: 'Ring.',
      danger: [],
      contacts: [],
      anyoneMayRefer: [],
      terms: [],
    }),
    'policies.json': JSON.stringify([{ id: 'borough', title, sha256: digest }]),
    'flows/borough.json': JSON.stringify(made.value),
  }
  return openShipped((name) => stored[name] ?? '')
}

const shipped = shipping(base)

const portsWith = (files: Readonly<Record<string, string>>, more: Partial<Ports> = {}) =>
  testPorts({ disk: diskWith(files), shipped, ...more })

const ours = {
  '/book/flows/ours/overlay.yaml': `${overlay}title: Our ladder\nroles: {Team Leader: Our lead}\n`,
}

const over = (id: string, more = ''): string => `over: ${id}\nedition: {printed: undated}\n${more}`

const lint = async (files: Readonly<Record<string, string>>, folder: string) => {
  const { ports, out } = portsWith(files)
  const code = await flowLint(ports, { paths: [folder], json: false })
  return { code, out: out() }
}

describe('an overlay in the casebook', () => {
  it('lies over the policy that came with the program', async () => {
    const { ports } = portsWith(ours)
    const policy = await findPolicy(ports, 'ours', '/book')
    expect([policy.id, policy.title, policy.over]).toEqual([
      'ours',
      'Our ladder',
      [{ id: 'borough', title: 'A made-up policy' }],
    ])
    expect(rungIn(policy, 'closed', 'ask').whom).toBe('Our lead')
  })

  it('lies over the folder beside it sooner than over what came with the program', async () => {
    const { ports } = portsWith({
      ...ours,
      '/book/flows/borough/overlay.yaml': over('borough', 'title: The regional ladder\n'),
    })
    const policy = await findPolicy(ports, 'ours', '/book')
    expect(policy.over.map(({ title }) => title)).toEqual(['The regional ladder', 'A made-up policy'])
  })

  it('is offered where a case begins, and its kept text carries the whole of it', async () => {
    const { ports } = portsWith(ours)
    const [found] = choosable(ports, '/book')
    const loaded = await found?.load()
    if (loaded?.kind !== 'ok') throw new Error(JSON.stringify(loaded))
    expect(sha256(loaded.text)).toBe(loaded.policy.sha256)
    expect(pinPolicy(ports, '/book', loaded.policy, loaded.text)).toBeUndefined()
    // A later program: another edition of the base, and the overlay's folder is gone.
    const later = {
      ...ports,
      shipped: shipping({ ...base, 'closed.yaml': `${base['closed.yaml']}# Later\n` }),
    }
    const { id, title, sha256: digest } = loaded.policy
    const fact = {
      kind: 'policy',
      at: '2026-11-19T10:30:00+00:00',
      policy: { id, label: title },
      sha256: digest,
    } as const
    const facts: readonly Placed[] = [{ entry: 1, index: 1, place: { kind: 'sitting' }, fact }]
    const world = await worldFor(later, '/book', facts)
    expect(world.policy(loaded.policy.sha256)).toEqual(loaded.policy)
    const now = await findPolicy(later, 'ours', '/book')
    expect(now.sha256).not.toBe(loaded.policy.sha256)
  })

  it('is not changed by what is kept beside it', () => {
    const [plain, more] = [
      portsWith(ours).ports,
      portsWith({
        ...ours,
        '/book/flows/ours/approvals.yaml': '- {}\n',
        '/book/flows/ours/walks/one.yaml': 'x: y\n',
      }).ports,
    ]
    expect(readFlow(more, '/book/flows/ours')).toEqual(readFlow(plain, '/book/flows/ours'))
  })
})

describe('an overlay at a path', () => {
  it('is linted, shown and found from wherever one is', async () => {
    for (const [cwd, target] of [
      ['/book/flows', 'ours'],
      ['/book/flows/ours', '.'],
      ['/', '/book/flows/ours/overlay.yaml'],
    ] as const) {
      const files = { ...ours, '/book/flows/borough/overlay.yaml': over('borough') }
      const { ports, out } = portsWith(files, { cwd })
      expect([await flowLint(ports, { paths: [target], json: false }), out()]).toEqual([
        0,
        expect.stringContaining('is clean'),
      ])
      expect((await findPolicy(ports, target === 'ours' ? './ours' : target)).over).toHaveLength(2)
    }
  })

  it('is shown', async () => {
    const { ports, out } = portsWith(ours)
    expect(await flowShow(ports, { target: '/book/flows/ours', format: 'md' })).toBe(0)
    expect(out()).toContain('Our lead')
  })

  it.each([
    ['no base anywhere', { 'a/overlay.yaml': over('boroug') }, 'a', 'RF010', 'Did you mean borough?'],
    ['itself', { 'a/overlay.yaml': over('a') }, 'a', 'RF010', 'There is no policy named "a"'],
    [
      'a circle',
      { 'a/overlay.yaml': over('b'), 'b/overlay.yaml': over('a') },
      'a',
      'RF070',
      'itself laid over this',
    ],
    [
      'too many layers',
      Object.fromEntries(
        [0, 1, 2, 3, 4].map((i) => [`p${i}/overlay.yaml`, over(i === 4 ? 'borough' : `p${i + 1}`)]),
      ),
      'p0',
      'RF070',
      'at most 4 layers',
    ],
  ])('with %s is told so once, with its line', async (_, files, folder, code, words) => {
    const there = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/here/${name}`, text]))
    const { code: exit, out } = await lint(there, folder)
    expect(exit).toBe(1)
    expect(out).toContain(code)
    expect(out).toContain(words)
    expect(out).toContain('1 finding in 1 file')
  })

  it('may have as many layers as there can be', async () => {
    const files = Object.fromEntries(
      [0, 1, 2].map((i) => [`/here/p${i}/overlay.yaml`, over(i === 2 ? 'borough' : `p${i + 1}`)]),
    )
    expect((await lint(files, 'p0')).code).toBe(0)
  })

  it('says of a finding in the base whose it is', async () => {
    const files = {
      '/here/a/overlay.yaml': over('b'),
      ...Object.fromEntries(Object.entries(base).map(([name, text]) => [`/here/b/${name}`, text])),
      '/here/b/closed.yaml': (base['closed.yaml'] ?? '').replace('at: call', 'at: cal'),
    }
    const { out } = await lint(files, 'a')
    expect(out).toContain('b/closed.yaml:31:40 RF010 In the base b: There is no rung named "cal".')
  })
})

const settings = `usual-policy: ours
closures:
  - {from: "2026-12-18", to: "2027-01-04", title: Christmas holidays}
`

const answers = `policy: ours
scenario: refused
danger: "no"
recorded-by: A. Example
about: {children: AB, decision: They refuse, told: "2026-12-15", concern: Harm, child-said: Nothing, sought: Help}
rungs:
  ask:
    - {outcome: waiting, when: "2026-12-16", how: telephone, who: B. Example, look-again: "2026-12-17"}
`

describe('a case in school days, by an overlay', () => {
  const files = {
    '/book/rungs.yaml': settings,
    '/here/answers.yaml': answers,
    '/book/flows/ours/overlay.yaml': over(
      'borough',
      'rungs: {ask: {clocks: {reply: {title: answer, whose: theirs, within: 3 school days, from: asked, clause: local}}}}\n',
    ),
  }

  const started = async () => {
    const { ports, err } = portsWith(files)
    const at = '2026-12-16T10:30:00+00:00'
    const code = await startWithAnswers(ports, { casebook: '/book', answers: '/here/answers.yaml', at })
    expect([code, err()]).toEqual([0, ''])
    return { ports }
  }

  const dueOf = async (ports: Ports): Promise<readonly string[]> => {
    const [file] = listRecords(ports.disk, '/book')
    if (file === undefined) throw new Error('no record')
    const { state } = await readCase(ports, '/book', file, nothingHeld([]))
    return Object.values(state.stated).map(({ deadline }) => deadline.working)
  }

  it('counts past the holidays that the settings name, and keeps policy and calendar beside the record', async () => {
    const { ports } = await started()
    const kept = ports.disk.list('/book/records/policies')
    expect(kept).toHaveLength(1)
    const [calendar] = ports.disk.list('/book/records/calendars')
    expect(
      Buffer.from(ports.disk.readBytes(`/book/records/calendars/${calendar ?? ''}`)).toString(),
    ).toContain('"2026-12-18": "Christmas holidays"')
    expect(await dueOf(ports)).toEqual([expect.stringContaining('Christmas holidays')])
  })

  it('is read the same when settings, flow and program have changed', async () => {
    const { ports } = await started()
    const before = await dueOf(ports)
    ports.disk.remove('/book/rungs.yaml')
    ports.disk.remove('/book/flows/ours/overlay.yaml')
    const later = {
      ...ports,
      shipped: shipping({ ...base, 'closed.yaml': `${base['closed.yaml']}# Later\n` }),
    }
    expect(await dueOf(later)).toEqual(before)
  })
})

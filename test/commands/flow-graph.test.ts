/** `rungs flow graph`: which policy is drawn, the way that a case took through it, and nothing that anybody typed. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { flowGraph, type GraphOptions } from '../../src/commands/flow-graph.ts'
import { formatPin, inPinOrder } from '../../src/flow/pin.ts'
import { walkOf, walksOf } from '../flows/shipped.ts'
import { diskWith, flowFiles, shippedFromSource, shippedIds, testPorts } from './ports.ts'
import { type Change, recordId as id, recordOf } from './walked-record.ts'

const at = `/book/records/${id}.md`

const byEdition =
  (sha256: string): Change =>
  (fact) =>
    fact.kind === 'policy' ? { ...fact, sha256 } : fact

/** Whatever is words in an answer becomes a name, the labels of choices as well. */
const named: Change = (fact) => {
  if (fact.kind !== 'answer') return fact
  if (fact.value.kind === 'text') return { ...fact, value: { kind: 'text', text: 'Zqxj Example' } }
  if (fact.value.kind !== 'choice') return fact
  const { id: chosen } = fact.value.choice
  return { ...fact, value: { kind: 'choice', choice: { id: chosen, label: 'Zqxj Example' } } }
}

const graph = async (options: Partial<GraphOptions>, files: Record<string, string> = {}) => {
  const { ports, out, err } = testPorts({ disk: diskWith(files) })
  const code = await flowGraph(ports, { format: 'svg', ...options })
  return { code, out: out(), err: err() }
}

test('each format of each shipped policy goes to standard output', async () => {
  for (const target of shippedIds) {
    expect((await graph({ target })).out).toMatch(/^<svg xmlns=/)
    expect((await graph({ target, format: 'mermaid' })).out).toMatch(/^flowchart BT\n/)
    expect(await graph({ target, format: 'dot' })).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^digraph /),
    })
  }
})

test('what to do in immediate danger stands above the ladder', async () => {
  const first = shippedFromSource().common().danger[0]?.text ?? '?'
  const { out } = await graph({ target: 'greenwich' })
  expect(out.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toContain(first.slice(0, 40))
})

test('one scenario; an unknown one is exit 2 with the nearest', async () => {
  expect((await graph({ target: 'northway', scenario: 'internal' })).out).toContain('Ladder 1 of 1')
  await expect(graph({ target: 'northway', scenario: 'internl' })).rejects.toMatchObject({
    exitCode: 2,
    hint: expect.stringContaining('internal'),
  })
})

test('neither a policy nor a record is exit 2', async () => {
  await expect(graph({})).rejects.toMatchObject({ exitCode: 2, message: 'Which policy shall be drawn?' })
})

test('the way of a case: visits in order, outcomes with their dates, where it stands', async () => {
  const files = { [at]: recordOf('southwark', 'thresholds-then-communication') }
  const { code, out, err } = await graph({ record: at }, files)
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain(`The way of case ${id}`)
  expect(out).toContain('Now: closed: agreed.')
  expect(out).toContain('Ladder 2 of 2')
  expect(out).toContain('Fri 6 Feb: another kind of disagreement fitted')
  expect(out).toMatch(/Taken: visit 2, Fri 6 Feb/)
})

test('rungs that were left out have a way up all the same, and it is the one that is marked', async () => {
  const { out } = await graph(
    { record: at },
    { [at]: recordOf('southwark', 'practice-every-stage-left-out') },
  )
  expect(out).toMatch(/>No answer, or left out \(taken: visit 1, /)
})

test('a case that stands on a rung is marked there', async () => {
  const name = walksOf('southwark').find((one) =>
    walkOf('southwark', one).expect.end?.startsWith('open at stage'),
  )
  const record = recordOf('southwark', name ?? 'practice-every-stage-left-out')
  const open = record.slice(0, record.indexOf('What happened'))
  const begun = open.slice(0, open.lastIndexOf('\n') + 1)
  const { out } = await graph({ record: at }, { [at]: begun })
  expect(out.match(/The case stands here/g)).toHaveLength(1)
  expect(out).toMatch(/Now: on “Stage \d: /)
})

test('nothing that was typed is in any drawing of any walk', async () => {
  for (const flow of shippedIds)
    for (const [i, name] of walksOf(flow).entries()) {
      const record = recordOf(flow, name, named)
      expect(record).toContain('Zqxj')
      for (const format of i === 0 ? (['svg', 'mermaid', 'dot'] as const) : (['mermaid'] as const)) {
        const { code, out } = await graph({ record: at, format }, { [at]: record })
        expect([code, out.includes('Zqxj')]).toEqual([0, false])
      }
    }
})

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const pinned = (title: string): { readonly sha256: string; readonly text: string } => {
  const files = new Map(
    flowFiles('southwark').map(([name, text]) => [
      name,
      name === 'policy.yaml' ? text.replace(/^title: .*$/m, `title: ${title}`) : text,
    ]),
  )
  const bodies = testPorts().ports.shipped.bodies()
  const text = formatPin('southwark', new Map([...inPinOrder(files), ['bodies.yaml', bodies]]))
  return { text, sha256: digest(text) }
}

test('an older edition is taken from beside the record, and standard error says so', async () => {
  const { sha256, text } = pinned('An older Southwark')
  const files = {
    [at]: recordOf('southwark', 'thresholds-then-communication', byEdition(sha256)),
    [`/book/records/policies/${sha256}.yaml`]: text,
  }
  const { code, out, err } = await graph({ record: at, target: 'southwark' }, files)
  expect(code).toBe(0)
  expect(err).toMatch(/walked by another edition than the one you named: An older Southwark/)
  expect(out).toContain('An older Southwark: its ladders')
})

test('a policy that nobody has is exit 2, and says which file would help', async () => {
  const sha256 = 'a'.repeat(64)
  const files = { [at]: recordOf('southwark', 'thresholds-then-communication', byEdition(sha256)) }
  await expect(graph({ record: at }, files)).rejects.toMatchObject({
    exitCode: 2,
    hint: expect.stringContaining(`${sha256}.yaml`),
  })
})

test('a case by its number; a relative path; no such record', async () => {
  const files = { [at]: recordOf('southwark', 'thresholds-then-communication') }
  expect((await graph({ record: '42', casebook: '/book' }, files)).code).toBe(0)
  expect((await graph({ record: `../book/records/${id}.md` }, files)).code).toBe(0)
  await expect(graph({ record: '/book/records/K7-2026-0001.md' }, files)).rejects.toMatchObject({
    exitCode: 2,
  })
})

test('a record that was changed is drawn, with a word about it, and exit 1', async () => {
  const record = recordOf('southwark', 'thresholds-then-communication')
  const { code, err, out } = await graph({ record: at }, { [at]: record.replace('J. Example', 'J. Exampel') })
  expect([code, out.startsWith('<svg')]).toEqual([1, true])
  expect(err).toContain('not as Rungs wrote it')
})

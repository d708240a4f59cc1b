/** `rungs train --from`: what is printed, where it goes, and what is said when not all of a record can be carried over. */
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/commands/redact.ts'
import { type TrainFromOptions, trainFrom } from '../../src/commands/train-from.ts'
import { UserError } from '../../src/errors.ts'
import { worldOf } from '../../src/sitting/library.ts'
import { loadExercise } from '../../src/training/load.ts'
import { policyOf } from '../flows/shipped.ts'
import { diskWith, testPorts } from './ports.ts'
import { recordId, recordOf } from './walked-record.ts'

const file = `/here/${recordId}.md`
const walked = (): string =>
  recordOf('southwark', 'thresholds-promises-that-are-not-kept', (fact) =>
    fact.kind === 'answer' && fact.value.kind === 'text'
      ? { ...fact, value: { kind: 'text', text: 'Zqx said so' } }
      : fact,
  )

const run = async (
  options: Partial<TrainFromOptions> = {},
  disk = diskWith({ [file]: walked() }),
): Promise<{
  readonly code: number | undefined
  readonly error?: UserError
  readonly out: string
  readonly err: string
  readonly disk: typeof disk
}> => {
  const { ports, out, err } = testPorts({ disk, clock: { ...testPorts().ports.clock } })
  try {
    const code = await trainFrom(ports, { from: file, ...options })
    return { code, out: out(), err: err(), disk }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { code: undefined, error, out: out(), err: err(), disk }
  }
}

const load = (text: string) => {
  const policy = policyOf('southwark')
  return loadExercise(worldOf(testPorts().ports, policy), policy, 'southwark/from', 'from.yaml', text)
}

describe('rungs train --from', () => {
  it('prints a case that loads, without what was typed, the number of the record or a key', async () => {
    const { code, out, err } = await run()
    expect(code).toBe(0)
    expect(out).toMatch(/^policy: southwark\n/)
    expect(load(out).kind).toBe('ok')
    for (const secret of ['Zqx', recordId, 'K7', 'X0']) expect(out).not.toContain(secret)
    expect(err).toContain('Every typed word is left out.')
    expect(err).not.toContain('Zqx')
  })

  it('writes a new file, and never over one', async () => {
    const first = await run({ out: 'mine.yaml' })
    expect([first.code, first.out]).toEqual([0, 'Written: /here/mine.yaml\n'])
    const text = Buffer.from(first.disk.readBytes('/here/mine.yaml')).toString('utf8')
    expect(load(text).kind).toBe('ok')
    const again = await run({ out: 'mine.yaml' }, first.disk)
    expect(again.error?.message).toContain('There is something at /here/mine.yaml already')
    expect(Buffer.from(first.disk.readBytes('/here/mine.yaml')).toString('utf8')).toBe(text)
  })

  it('writes no file that it would not know as a case', async () => {
    expect((await run({ out: 'mine.txt' })).error?.hint).toContain('.yaml')
  })

  it('makes the same case of a copy in which everything typed is left out', async () => {
    const disk = diskWith({ [file]: walked() })
    const { ports } = testPorts({ disk })
    await redact(ports, { record: file, all: true, plain: false, out: '/here/copy.md' })
    const copied = await run({ from: '/here/copy.md' }, disk)
    expect(copied.code, copied.err).toBe(0)
    expect(copied.out).toBe((await run()).out)
  })

  it('says that a record did not pass its checks, and makes what can be made', async () => {
    const changed = walked().replace('Zqx said so', 'Zqx said no')
    const { code, out, err } = await run({}, diskWith({ [file]: changed }))
    expect(code).toBe(1)
    expect(err).toContain('did not pass its checks')
    expect(load(out).kind).toBe('ok')
  })

  it('makes nothing of a record that names a policy which is not to be had', async () => {
    const other = recordOf('southwark', 'thresholds-promises-that-are-not-kept', (fact) =>
      fact.kind === 'policy' ? { ...fact, sha256: 'ab'.repeat(32) } : fact,
    )
    const { error, out } = await run({}, diskWith({ [file]: other }))
    expect([error?.exitCode, out]).toEqual([2, ''])
    expect(error?.message).toContain('is not to be had')
  })
})

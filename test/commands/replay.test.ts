/** `rungs replay` with a terminal that is a list of keys, and without one. */
import { describe, expect, it } from 'vitest'
import { type ReplayOptions, replay } from '../../src/commands/replay.ts'
import { UserError } from '../../src/errors.ts'
import { diskWith, type TestPorts, testPorts } from './ports.ts'
import { recordId, recordOf } from './walked-record.ts'

const file = `/here/${recordId}.md`
const walked = (): string => recordOf('southwark', 'thresholds-promises-that-are-not-kept')

const options: ReplayOptions = { record: file, plain: false, json: false, auto: false, hideOutcome: false }

const portsWith = (text: string): TestPorts => testPorts({ disk: diskWith({ [file]: text }) })

const refusal = async (attempt: Promise<number>): Promise<UserError> => {
  try {
    await attempt
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

describe('without a terminal', () => {
  it.each([{}, { plain: true }, { json: true }])('hides no answer, and prints none: %j', async (more) => {
    const { ports, out } = portsWith(walked())
    const error = await refusal(replay(ports, { ...options, hideOutcome: true, ...more }))
    expect(error.exitCode).toBe(2)
    expect(error.message).toContain('in a terminal')
    expect(error.hint).toContain('Leave it out')
    expect(out()).toBe('')
  })
})

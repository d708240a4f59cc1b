/** A power cut while a record is written, and while it is taken up again: nothing that was saved is lost. Many more: test/long. */
import { beforeAll, describe, expect, it } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { redact } from '../../src/record/redact.ts'
import { crashStates, judgeStates, originalOf } from './crash-states.ts'
import { type Recorded, recorded } from './recorded.ts'
import { interruptRecovery, recover } from './recovering.ts'

let eight: Recorded
beforeAll(async () => {
  eight = await recorded(8)
})

describe('a record of eight entries, cut off while it was written', () => {
  it('keeps all that was saved, at every byte of the last writes', () => {
    const { wrong, first, states } = judgeStates(
      crashStates(eight.writes, eight.writes.length - 3),
      originalOf(eight.bytes),
    )
    expect({ wrong, first }).toEqual({ wrong: 0, first: [] })
    expect(states['cut, recovered']).toBeGreaterThan(300)
  })

  it('that was never begun is not damaged, whether its file has a length or not', () => {
    const { states } = judgeStates(crashStates(eight.writes.slice(0, 1)), originalOf(eight.bytes))
    expect(states['cut, never begun']).toBe(eight.writes[0]?.length)
    expect(states['zeros, never begun']).toBe(eight.writes[0]?.length)
  })

  it('is not taken up where a redacted copy stands in its place', async () => {
    const copy = Buffer.from(redact(eight.bytes, parseRecord(eight.bytes), () => true))
    const state = { kind: 'cut', offset: 0, write: 0, saved: 0, bytes: copy } as const
    expect(await recover(eight, state)).toEqual({ kind: 'refused' })
  })

  it('is taken up by a sitting, once and twice alike', async () => {
    let count = 0
    for (const state of crashStates(eight.writes)) {
      if (count++ % 251 > 0) continue
      expect((await recover(eight, state)).wrong).toBeUndefined()
    }
  })

  it('and cut off again at each step of taking it up', async () => {
    const write = eight.writes.length - 5
    for (const state of crashStates(eight.writes.slice(0, write + 1), write)) {
      if (state.offset !== state.saved + 30 || !['cut', 'old tail'].includes(state.kind)) continue
      const { states, wrong } = await interruptRecovery(eight, state)
      expect(wrong).toEqual([])
      expect(states).toBeGreaterThan(50)
    }
  })
})

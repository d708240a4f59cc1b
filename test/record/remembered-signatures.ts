/**
 * Lets `crypto.verify` remember what it has answered: a test that reads one record a hundred thousand times, each time with
 * another byte of it changed, would do little else than check the same signatures again.
 */
import type { KeyObject } from 'node:crypto'

const most = 100_000

type Verify = (algorithm: null, data: Buffer, key: KeyObject, signature: Buffer) => boolean

export const rememberSignatures = (): void => {
  const crypto = process.getBuiltinModule('node:crypto')
  const verify: Verify = crypto.verify
  const known = new Map<KeyObject, Map<string, boolean>>()
  const remembering: Verify = (algorithm, data, key, signature) => {
    const answers = known.get(key) ?? new Map<string, boolean>()
    known.set(key, answers)
    const asked = `${data.toString('latin1')}${signature.toString('latin1')}`
    const answer = answers.get(asked) ?? verify(algorithm, data, key, signature)
    if (answers.size < most) answers.set(asked, answer)
    return answer
  }
  crypto.verify = remembering as typeof crypto.verify
}

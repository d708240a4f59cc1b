/**
 * Lets `node:crypto` remember which keys it has read, what it has signed and which signatures it has checked: a test that
 * reads one record a hundred thousand times, each time with another byte of it changed, would do little else again.
 */
import type { KeyObject } from 'node:crypto'

const most = 100_000

type Verify = (algorithm: null, data: Buffer, key: KeyObject, signature: Buffer) => boolean
type Sign = (algorithm: null, data: Buffer, key: KeyObject) => Buffer

/** Answers by key and question. */
const remembering = <Answer>(): ((key: KeyObject, asked: string, answer: () => Answer) => Answer) => {
  const known = new Map<KeyObject, Map<string, Answer>>()
  return (key, asked, answer) => {
    const answers = known.get(key) ?? new Map<string, Answer>()
    known.set(key, answers)
    const found = answers.get(asked) ?? answer()
    if (answers.size < most) answers.set(asked, found)
    return found
  }
}

export const rememberSignatures = (): void => {
  const crypto = process.getBuiltinModule('node:crypto')
  const verify: Verify = crypto.verify
  const sign: Sign = crypto.sign
  const { createPrivateKey } = crypto
  const verified = remembering<boolean>()
  const signed = remembering<Buffer>()
  const keys = new Map<string, KeyObject>()
  const verifyOnce: Verify = (algorithm, data, key, signature) =>
    verified(key, `${data.toString('latin1')}${signature.toString('latin1')}`, () =>
      verify(algorithm, data, key, signature),
    )
  // Ed25519 signs the same in the same way.
  const signOnce: Sign = (algorithm, data, key) =>
    Buffer.from(signed(key, data.toString('latin1'), () => sign(algorithm, data, key)))
  const readOnce = (input: { readonly key: string | Buffer; readonly passphrase?: string }): KeyObject => {
    const named = `${input.passphrase ?? ''}\n${input.key.toString('latin1')}`
    const key = keys.get(named) ?? createPrivateKey(input as Parameters<typeof createPrivateKey>[0])
    if (keys.size < most) keys.set(named, key)
    return key
  }
  crypto.verify = verifyOnce as typeof verify & typeof crypto.verify
  crypto.sign = signOnce as typeof sign & typeof crypto.sign
  crypto.createPrivateKey = readOnce as typeof createPrivateKey
}

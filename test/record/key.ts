/** A key that is no secret: the golden records, the vectors and the tests are signed with it. */
import { createPrivateKey, createPublicKey, sign as signWith } from 'node:crypto'
import { type Namespace, signedData } from '../../src/record/ssh-signature.ts'

/** The private key of 32 bytes (RFC 8032), with the bytes around it that RFC 8410 wants. */
export const privateKeyOf = (seed: string): ReturnType<typeof createPrivateKey> =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })

/** 32 bytes in hex. */
export const publicKeyOf = (seed: string): string =>
  createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

/** Signs seals with the key made of a seed. */
export const signerOf = (seed: string, namespace: Namespace = 'rungs-record'): ((seal: string) => string) => {
  const privateKey = privateKeyOf(seed)
  return (seal) => signWith(null, signedData(namespace, seal), privateKey).toString('hex')
}

export const seed = 'ab'.repeat(32)
export const key = publicKeyOf(seed)
export const sign = signerOf(seed)

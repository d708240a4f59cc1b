/**
 * The key of a computer ↔ the text it is kept as: the public key in OpenSSH's form, then the private one as PKCS #8 PEM, which
 * a passphrase may lock. Moves no file and makes no randomness.
 */
import type { KeyObject } from 'node:crypto'
import { type Namespace, publicKeyLine, readPublicKey, signedData } from './ssh-signature.ts'

type Crypto = typeof import('node:crypto')

const crypto = (): Crypto => process.getBuiltinModule('node:crypto')

export interface DeviceKey {
  /** The public key: 32 bytes in hex. */
  readonly key: string
  /** The private key as PEM. */
  readonly pem: string
  /** Whether a passphrase locks it. */
  readonly locked: boolean
}

/** The bytes before the 32 of an Ed25519 key (RFC 8410). */
const pkcs8 = '302e020100300506032b657004220420'

const publicOf = (secret: KeyObject): string =>
  crypto().createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')

const toPem = (secret: KeyObject, passphrase: string): string => {
  const locked = passphrase === '' ? {} : { cipher: 'aes-256-cbc', passphrase }
  return secret.export({ format: 'pem', type: 'pkcs8', ...locked }).toString()
}

/** A new key. `seed`: 32 random bytes in hex. `passphrase`: '' for none. */
export const makeKey = (seed: string, passphrase = ''): DeviceKey => {
  const key = Buffer.from(pkcs8 + seed, 'hex')
  const secret = crypto().createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return { key: publicOf(secret), pem: toPem(secret, passphrase), locked: passphrase !== '' }
}

/** `mark`: of the computer, as the comment that OpenSSH's form has room for. */
export const formatKey = ({ key, pem }: DeviceKey, mark: string): string =>
  `${publicKeyLine(key, mark)}\n${pem}`

/** Nothing where the text is no key. Whether the private key belongs to the public one is seen when it is unlocked. */
export const parseKey = (text: string): DeviceKey | undefined => {
  const lineEnd = text.indexOf('\n')
  const key = readPublicKey(text.slice(0, lineEnd))
  const pem = text.slice(lineEnd + 1)
  return key === undefined || !pem.startsWith('-----BEGIN')
    ? undefined
    : { key, pem, locked: pem.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----\n') }
}

/** The private key; nothing where the passphrase is not the right one or the file is damaged. `passphrase`: '' for none. */
export const unlock = ({ key, pem, locked }: DeviceKey, passphrase: string): KeyObject | undefined => {
  if (locked && passphrase === '') return undefined
  try {
    const secret = crypto().createPrivateKey({ key: pem, format: 'pem', passphrase })
    return publicOf(secret) === key ? secret : undefined
  } catch {
    return undefined
  }
}

/** The same key under another passphrase; '' for none. */
export const lockKey = (secret: KeyObject, passphrase: string): DeviceKey => ({
  key: publicOf(secret),
  pem: toPem(secret, passphrase),
  locked: passphrase !== '',
})

/** The signature of a seal: 128 hex digits. */
export const signSeal = (namespace: Namespace, secret: KeyObject, seal: string): string =>
  crypto().sign(null, signedData(namespace, seal), secret).toString('hex')

/**
 * Signatures in OpenSSH's form (PROTOCOL.sshsig), so that its own tools can check them: what is signed, and the lines that
 * they take. Moves no file.
 */
import { Buffer } from 'node:buffer'
import type { KeyObject } from 'node:crypto'
import { nothingKnown, remember } from './known.ts'

type Crypto = typeof import('node:crypto')

const crypto = (): Crypto => process.getBuiltinModule('node:crypto')

/** What a signature is for: nothing that was signed for one can pass for the other. */
export type Namespace = 'rungs-record' | 'rungs-register'

const magic = 'SSHSIG'
const hashName = 'sha256'
const keyType = 'ssh-ed25519'

/** RFC 4251: the length in four bytes, then the bytes. */
const sized = (content: string | Uint8Array): Buffer => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const signedPrefix = (namespace: Namespace): Buffer =>
  Buffer.concat([
    Buffer.from(magic),
    sized(namespace),
    sized(''),
    sized(hashName),
    Buffer.from([0, 0, 0, 32]),
  ])

/** All of what is signed but its last 32 bytes, which are the digest of the message. */
const prefixes: Readonly<Record<Namespace, Buffer>> = {
  'rungs-record': signedPrefix('rungs-record'),
  'rungs-register': signedPrefix('rungs-register'),
}

/** The bytes that are signed for a seal; the message is its 64 hex digits and one LF. */
export const signedData = (namespace: Namespace, seal: string): Uint8Array =>
  Buffer.concat([prefixes[namespace], crypto().hash('sha256', `${seal}\n`, 'buffer')])

/** The beginning of a SubjectPublicKeyInfo of an Ed25519 key (RFC 8410); its 32 bytes follow. */
const spki = '302a300506032b6570032100'

/**
 * What RFC 8032 (5.1.3) does not take for a point and OpenSSL does: a number that is not below 2^255 - 19, and a nought that
 * is negative.
 */
const notEncoded = /^(?:(?:e[d-f]|f[0-9a-f])(?:ff){30}[7f]f|01(?:00){30}80|ec(?:ff){31})$/

/**
 * The eight points of small order. With one of them for a key everybody can sign, and no honest signature begins with one; some
 * versions of OpenSSL refuse them and others do not.
 */
const smallOrder: ReadonlySet<string> = new Set([
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  `${'00'.repeat(31)}80`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
])

const keys = nothingKnown<KeyObject>()

const keyOf = (key: string): KeyObject => {
  const known = keys.get(key)
  if (known !== undefined) return known
  if (notEncoded.test(key) || smallOrder.has(key)) throw new Error('no key')
  const made = crypto().createPublicKey({
    key: Buffer.from(spki + key, 'hex'),
    format: 'der',
    type: 'spki',
  })
  return remember(keys, key, made)
}

/** Whether a signature (64 bytes) of a seal was made with the key; all in lower-case hex. A key that is none has signed nothing. */
export const isSigned = (namespace: Namespace, key: string, seal: string, signature: string): boolean => {
  if (smallOrder.has(signature.slice(0, 64))) return false
  try {
    return crypto().verify(null, signedData(namespace, seal), keyOf(key), Buffer.from(signature, 'hex'))
  } catch {
    return false
  }
}

/** The key as OpenSSH writes it, `ssh-ed25519 AAAA… K7`. `key`: 32 bytes in hex. */
export const publicKeyLine = (key: string, comment: string): string =>
  `${keyType} ${publicKeyBlob(key).toString('base64')} ${comment}`

const publicKeyBlob = (key: string): Buffer => Buffer.concat([sized(keyType), sized(Buffer.from(key, 'hex'))])

/** The key in a line as OpenSSH writes it, or in 64 hex digits: 32 bytes in hex; nothing where it is neither. */
export const readPublicKey = (text: string): string | undefined => {
  const words = text.trim()
  if (/^[0-9a-f]{64}$/i.test(words)) return words.toLowerCase()
  const [, blob = ''] = /(?:^|\s)ssh-ed25519 ([A-Za-z0-9+/]+=*)(?:\s|$)/.exec(words) ?? []
  const bytes = Buffer.from(blob, 'base64')
  const key = bytes.subarray(-32).toString('hex')
  return bytes.length > 0 && bytes.equals(publicKeyBlob(key)) ? key : undefined
}

/** The file that `ssh-keygen -Y verify` takes. `key`, `signature`: hex. */
export const signatureFile = (namespace: Namespace, key: string, signature: string): string => {
  const version = Buffer.from([0, 0, 0, 1])
  const signed = Buffer.concat([sized(keyType), sized(Buffer.from(signature, 'hex'))])
  const blob = Buffer.concat([
    Buffer.from(magic),
    version,
    sized(publicKeyBlob(key)),
    sized(namespace),
    sized(''),
    sized(hashName),
    sized(signed),
  ])
  const lines = blob.toString('base64').replace(/.{70}(?=.)/g, '$&\n')
  return ['-----BEGIN SSH SIGNATURE-----', lines, '-----END SSH SIGNATURE-----', ''].join('\n')
}

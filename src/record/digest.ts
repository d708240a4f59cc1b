/**
 * SHA-256, loaded when it is first needed: the first prompt does not wait for cryptography. Hashes only; signs nothing.
 */
type Crypto = typeof import('node:crypto')

const crypto = (): Crypto => process.getBuiltinModule('node:crypto')

/** SHA-256 of a text's UTF-8, or of bytes, in lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => crypto().hash('sha256', content, 'hex')

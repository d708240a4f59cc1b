/**
 * SHA-256, loaded when it is first needed: the first prompt does not wait for cryptography. Hashes only; signs nothing.
 */
type Crypto = typeof import('node:crypto')

let loaded: Crypto | undefined

// Asking for the module costs as much as hashing a short text: it is asked for once.
const crypto = (): Crypto => {
  loaded ??= process.getBuiltinModule('node:crypto')
  return loaded
}

/** SHA-256 of a text's UTF-8, or of bytes, in lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => crypto().hash('sha256', content, 'hex')

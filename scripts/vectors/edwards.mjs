// As much of the curve Ed25519 (RFC 8032) as is needed to make a key outside the group of the base point, which no library makes.
import { createHash } from 'node:crypto'

const p = 2n ** 255n - 19n
/** The order of the group of the base point. */
export const order = 2n ** 252n + 27742317777372353535851937790883648493n

const mod = (a, m = p) => ((a % m) + m) % m

const power = (base, exponent) => {
  let result = 1n
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b)
  return result
}

const inverse = (a) => power(a, p - 2n)
const d = mod(-121665n * inverse(121666n))

/** Points as [x, y]: slow, and plain. */
export const addPoints = ([x1, y1], [x2, y2]) => {
  const cross = mod(d * x1 * x2 * y1 * y2)
  return [mod((x1 * y2 + x2 * y1) * inverse(1n + cross)), mod((y1 * y2 + x1 * x2) * inverse(1n - cross))]
}

const multiply = (point, times) => {
  let result = [0n, 1n]
  for (let b = point, n = times; n > 0n; n >>= 1n, b = addPoints(b, b))
    if (n & 1n) result = addPoints(result, b)
  return result
}

const base = [
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  46316835694926478169428394003475163141307993866256225615783033603165251855960n,
]

export const multiplyBase = (times) => multiply(base, times)

const littleEndian = (number) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse()

export const encodePoint = ([x, y]) => littleEndian(y + ((x & 1n) << 255n)).toString('hex')

/** A point of order 2. */
export const torsion = [0n, p - 1n]

const reduced = (...parts) => {
  const digest = createHash('sha512')
  for (const part of parts) digest.update(part)
  return mod(BigInt(`0x${digest.digest().reverse().toString('hex')}`), order)
}

/**
 * A signature by a number and a key that need not belong together: 128 hex digits. Tries until the equation of RFC 8032 holds
 * with the cofactor and not without it.
 */
export const signWith = (secret, key, message) => {
  for (let turn = 1; ; turn++) {
    const nonce = reduced(`turn ${turn}`, message)
    const r = encodePoint(multiplyBase(nonce))
    const k = reduced(Buffer.from(r, 'hex'), Buffer.from(key, 'hex'), message)
    if (k % 2n === 0n) continue
    return r + littleEndian(mod(nonce + k * secret, order)).toString('hex')
  }
}

/** Bytes to text, and where bytes stop being text. Replaces nothing: a sign that stands in for a byte would be kept as a word. */

const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text, byte for byte, a byte order mark included; undefined where the bytes are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder().decode(bytes)
  } catch {
    return undefined
  }
}

/** How many UTF-16 units stand before the first byte that is not UTF-8; undefined where all is well. */
const goodUnits = (row: Uint8Array): number | undefined => {
  const stream = decoder()
  let units = 0
  try {
    for (const byte of row) units += stream.decode(Uint8Array.of(byte), { stream: true }).length
    stream.decode()
    return undefined
  } catch {
    return units
  }
}

/** Line and column, both from 1, of the first byte that is not UTF-8; the beginning where there is none. */
export const firstNotUtf8 = (bytes: Uint8Array): { readonly line: number; readonly column: number } => {
  let start = 0
  for (let line = 1; start <= bytes.length; line += 1) {
    const end = bytes.indexOf(10, start)
    const row = bytes.subarray(start, end < 0 ? bytes.length : end)
    const units = decodeUtf8(row) === undefined ? goodUnits(row) : undefined
    if (units !== undefined) return { line, column: units + 1 }
    start = end < 0 ? bytes.length + 1 : end + 1
  }
  return { line: 1, column: 1 }
}

// What the vectors are made with: seals, signatures and receipts, written after docs/record-format.md and not taken from the
// program, so that a mistake of its own cannot hide in them. The parts of a record are given as text, line for line.
import { createHash, createPrivateKey, createPublicKey, scryptSync, sign as signBytes } from 'node:crypto'

export const hash = (text) => createHash('sha256').update(text).digest('hex')

/** Nothing here is a secret: the salts and keys of the vectors are made of plain words. */
export const saltOf = (words) => hash(`rungs vectors, salt: ${words}`)
const seedOf = (words) => hash(`rungs vectors, key: ${words}`)

const sized = (bytes) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** The bytes that OpenSSH signs for a seal. */
export const signedData = (seal, namespace = 'rungs-record') =>
  Buffer.concat([
    Buffer.from('SSHSIG'),
    sized(Buffer.from(namespace)),
    sized(Buffer.alloc(0)),
    sized(Buffer.from('sha256')),
    sized(Buffer.from(hash(`${seal}\n`), 'hex')),
  ])

const keyOf = (words) => {
  const der = Buffer.from(`302e020100300506032b657004220420${seedOf(words)}`, 'hex')
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const key = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
  return {
    key,
    /** 128 hex digits. */
    sign: (seal, namespace) => signBytes(null, signedData(seal, namespace), secret).toString('hex'),
  }
}

/** The keys of three computers; the first two are K7, before and after its key was lost. */
export const k7 = keyOf('K7')
export const k7Later = keyOf('K7, the second one')
export const m3 = keyOf('M3')

/** Each longest run of lines that begin with `>`, and each that does not. */
export const segmentsOf = (text) => text.match(/(?:>[^\n]*\n)+|(?:(?!>)[^\n]*\n)+/g) ?? []

export const segmentSalt = (salt, n, segment) => hash(`rungs-record 1 salt\n${salt}\n${n}\n${segment}\n`)
export const segmentHash = (salt, segment) => hash(`rungs-record 1 segment\n${salt}\n${segment}`)

/** The seal of an entry. */
export const sealOf = ({ id, salt, n, previous, signature, text }) => {
  const hashes = segmentsOf(text).map((segment, i) => segmentHash(segmentSalt(salt, n, i), segment))
  const lines = ['rungs-record 1 seal', id, n, previous, signature, hashes.length, ...hashes]
  return hash(lines.map((line) => `${line}\n`).join(''))
}

/** Twenty digits for a seal. */
export const receiptOf = (seal) => {
  const stretched = scryptSync(seal, 'rungs-receipt 1', 16, {
    N: 32_768,
    r: 8,
    p: 1,
    maxmem: 64 * 1024 * 1024,
  })
  const number = String(BigInt(`0x${stretched.toString('hex')}`) % 10n ** 18n).padStart(18, '0')
  return number + String(98n - ((BigInt(number) * 100n) % 97n)).padStart(2, '0')
}

/** `1234 5678 9012 3456 7888` */
export const inFours = (receipt) => receipt.match(/\d{4}/g).join(' ')

export const id = 'K7-2026-0042'
export const zone = 'Europe/London'
export const salt = saltOf(id)

/** From `# ` to the LF of the salt. */
export const headerOf = (own = {}) => {
  const of = { id, zone, salt, ...own }
  return `# Escalation record ${of.id}\n\n- Format: rungs-record 1\n- Zone: ${of.zone}\n- Salt:\n> ${of.salt}\n`
}

/**
 * A record, entry by entry. An entry: `text` from after its number to the LF of its last fact (`Note\n\n- … \n`), `by` the key
 * that signs it, if any; `seal` and `sign` make something else of what is right, `open`: it is not sealed.
 */
export const recordOf = (
  entries,
  { header = headerOf(), sealed = {}, seal0 = (input) => sealOf(input) } = {},
) => {
  const of = { id, salt, ...sealed }
  let previous = seal0({ ...of, n: 0, previous: 'none', signature: 'none', text: header })
  let signature = 'none'
  const parts = [`${header}\n\`seal 0 ${previous}\`\n`]
  for (const [
    i,
    { text, by, seal = sealOf, sign = (hex) => hex, open = false, n = i + 1 },
  ] of entries.entries()) {
    const whole = `## ${n} ${text}`
    parts.push(`\n${whole}`)
    if (open) continue
    previous = seal({ ...of, n, previous, signature, text: whole })
    signature = by === undefined ? 'none' : `\`sign ${n} ${sign(by.sign(previous), previous)}\``
    parts.push(`\n\`seal ${n} ${previous}\`\n${by === undefined ? '' : `${signature}\n`}`)
  }
  return parts.join('')
}

/** The seal of an entry of a record. */
export const sealIn = (text, n) => new RegExp(`^\`seal ${n} (.{64})\`$`, 'm').exec(text)?.[1]

const at = '2026-11-19T10:31:05+00:00'

/** A fact at the usual time. */
export const fact = (body) => `- ${at} ${body}\n`

/** Facts under a heading. */
export const entry = (heading, facts, more = {}) => ({ text: `${heading}\n\n${facts.join('')}`, ...more })

export const device = (key, mark = 'K7') => fact(`Device: ${mark}, key \`${key.key}\``)

const sitting = entry('Sitting', [
  device(k7),
  fact('Program: rungs 0.1.0'),
  '- 2026-11-19T10:31:09+00:00 Any child in immediate danger: No (`no`)\n',
  '- 2026-11-19T10:31:40+00:00 Recorded by:\n> J. Example, Designated Safeguarding Lead\n',
])

const about = entry('About the case', [
  '- 2026-11-19T10:32:02+00:00 The decision was received: 2026-11-18, about 16:00; recorded 1 day later\n',
  '- 2026-11-19T10:33:50+00:00 The concern, 3 lines:\n> Third bruise in a month.\n>\n> \\- seen by the school nurse\n',
])

const stage1 = entry('Stage 1: the practitioner (`stage-1`), clause 3.2', [
  '- 2026-11-19T10:41:07+00:00 What happened: They do not agree (`not-agreed`)\n',
  '- 2026-11-19T10:41:40+00:00 Spoke to:\n> A. Example, duty social worker\n',
  '- 2026-11-19T10:42:50+00:00 Next: Stage 2: line manager to line manager (`stage-2`)\n',
])

const stage2 = entry('Stage 2: line manager to line manager (`stage-2`), clause 3.3', [
  '- 2026-11-19T10:50:12+00:00 What happened: They agree (`agreed`)\n',
])

/** What most vectors go out from: four entries of one computer. */
export const entries = [sitting, about, stage1, stage2].map((one) => ({ ...one, by: k7 }))
export const whole = recordOf(entries)
export const unsignedEntries = entries.map(({ text }) => ({ text }))
export const unsigned = recordOf(unsignedEntries)

/** A record of one unsigned entry: for what is said by one line. */
export const noteOf = (...facts) => recordOf([entry('Note', facts)])

/** Short ones, not signed, for what is about something beside a record. */
export const brief = [
  entry('Sitting', [fact('Device: K7')]),
  ...['One', 'Two', 'Three'].map((words) => entry('Note', [fact(`Note:\n> ${words}`)])),
]
export const short = recordOf(brief)

/** Replaces what stands in a text exactly once, and says so where it does not. */
export const change = (text, from, to) => {
  if (text.split(from).length !== 2) throw new Error(`${JSON.stringify(from)} does not stand there once`)
  return text.split(from).join(to)
}

/** An entry of a record with the empty line before it and its seal and signature. */
export const entryIn = (text, n) => {
  const start = text.indexOf(`\n## ${n} `)
  const next = text.indexOf('\n## ', start + 1)
  return text.slice(start, next < 0 ? undefined : next)
}

/** The parts of a record between its seals: text, number, seal, and the signature line with its LF, if there is one. */
const partsOf = (text) =>
  [...text.matchAll(/([\s\S]*?)\n`seal (\d+) (.{64})`\n(`sign .*`\n)?/g)].map(
    ([, body, n, seal, sign = '']) => ({
      body: body.replace(/^\n/, ''),
      n: Number(n),
      seal,
      sign,
    }),
  )

/** A redacted copy of a record (with the usual salt). `leaveOut`: whether a quotation of an entry is left out, by its words. */
export const copyOf = (text, leaveOut = () => false) =>
  partsOf(text)
    .map(({ body, n, seal, sign }) => {
      const salts = []
      const segments = segmentsOf(body).map((segment, i) => {
        const own = segmentSalt(salt, n, i)
        if (segment.startsWith('>') && (n === 0 || leaveOut(segment, n)))
          return `\`left out ${segmentHash(own, segment)}\`\n`
        salts.push(`\`salt ${n} ${i} ${own}\`\n`)
        return segment
      })
      return `${segments.join('')}\n\`seal ${n} ${seal}\`\n${sign}${salts.join('')}`
    })
    .join('\n')
    .replace('# Escalation record ', '# Redacted copy of escalation record ')

/** A register, line by line. A line: `text` from after its stamp; `by` the key that signs it; `seal` makes something else of what is right. */
export const registerOf = (lines, { mark = 'K7', header } = {}) => {
  const begin =
    header ??
    `# Escalation register ${mark}\n\n- Format: rungs-register 1\n- Salt: \`${saltOf(`register ${mark}`)}\`\n`
  const sealed = ({ n, previous, signature, text }) =>
    hash(`rungs-register 1 seal\n${mark}\n${n}\n${previous}\n${signature}\n${text}`)
  let previous = sealed({ n: 0, previous: 'none', signature: 'none', text: begin })
  let signature = 'none'
  const parts = [`${begin}\n\`seal 0 ${previous}\`\n`]
  for (const [i, { text, by, namespace = 'rungs-register', seal = sealed, n = i + 1 }] of lines.entries()) {
    const line = `- ${n} 2026-11-19T10:31:05+00:00 ${text}\n`
    previous = seal({ n, previous, signature, text: line })
    signature = by === undefined ? 'none' : `\`sign ${n} ${by.sign(previous, namespace)}\``
    parts.push(`\n${line}\n\`seal ${n} ${previous}\`\n${by === undefined ? '' : `${signature}\n`}`)
  }
  return parts.join('')
}

const point = (word, text, n, of = id) => `${word}: ${of}, entry ${n}, seal \`${sealIn(text, n)}\``

/** Lines of a register about a record, by its text. */
export const line = {
  keyNew: (key) => ({ text: `Key: new, key \`${key.key}\``, by: key }),
  keyRotated: (key, before) => ({
    text: `Key: rotated, key \`${key.key}\`, before \`${before.key}\``,
    by: before,
  }),
  keyLost: (key, before) => ({ text: `Key: lost, key \`${key.key}\`, before \`${before.key}\``, by: key }),
  opened: (text, by = k7, of = id) => ({ text: point('Opened', text, 0, of), by }),
  sealed: (text, n, by = k7) => ({ text: point('Sealed', text, n), by }),
  closed: (text, n, by = k7) => ({ text: point('Closed', text, n), by }),
  destroyed: (text, n, by = k7) => ({ text: point('Destroyed', text, n), by }),
  transferred: (text, n, by = k7) => ({ text: point('Transferred', text, n), by }),
}

/** A public key as OpenSSH writes it. */
export const publicKeyLine = ({ key }, comment) => {
  const blob = Buffer.concat([sized(Buffer.from('ssh-ed25519')), sized(Buffer.from(key, 'hex'))])
  return `ssh-ed25519 ${blob.toString('base64')} ${comment}\n`
}

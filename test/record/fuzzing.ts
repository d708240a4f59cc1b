/**
 * Files from a stranger: real ones with any number of things done to them, given to all that reads such a file. It may
 * find what it will; it may not throw, and it may not take long. A new kind of file is one more target.
 */
import { type Generator, generator, pick } from '../../src/proof/values.ts'

export interface Target {
  readonly name: string
  /** What real ones look like. */
  readonly seeds: readonly Uint8Array[]
  /** Reads one as the program does; throws where something is wrong. */
  readonly read: (file: Uint8Array) => void
}

type Change = (random: Generator, file: Buffer, target: Target) => Buffer

/** What such files have a meaning for, and what breaks text. */
const morsels: readonly Buffer[] = [
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\0',
    ' ',
    '> ',
    '>',
    '- ',
    '## ',
    '# ',
    '`',
    '``',
    ': ',
    ', ',
    ' lines:',
    '\\',
    '\\u{41}',
    '\\u{ffffff}',
  ],
  ...[
    '- 2026-11-19T10:31:05+00:00 ',
    'Note, 999999999 lines:',
    'not given',
    '`seal 1 ',
    '`sign 1 ',
    '0'.repeat(64),
    'f'.repeat(128),
  ],
  ...[
    '9'.repeat(15),
    '999999999',
    '-1',
    '2026-02-30',
    '24:00',
    '+99:99',
    '9999-12-31',
    '0000-01-01',
    '; recorded 1 day later',
  ],
  ...[
    '(`',
    '`)',
    ' (`x`)',
    '\u202e',
    '\ufeff',
    '\u{1f600}',
    '<script>',
    '__proto__',
    'constructor',
    '\x1b[2J',
    '=1+1',
  ],
].map((text) => Buffer.from(text))
const broken: readonly Buffer[] = [
  Buffer.of(0xff),
  Buffer.of(0xc3),
  Buffer.of(0xed, 0xa0, 0x80),
  Buffer.of(0xe2, 0x82),
]

const place = (random: Generator, file: Uint8Array): number => random(file.length + 1)

const replaced = (file: Buffer, from: number, to: number, by: Uint8Array): Buffer =>
  Buffer.concat([file.subarray(0, from), by, file.subarray(to)])

/** A piece of one of the seeds: a few lines, or any bytes. */
const piece = (random: Generator, { seeds }: Target): Buffer => {
  const seed = Buffer.from(pick(random, seeds) ?? [])
  const from = place(random, seed)
  if (random(2) === 0) return Buffer.from(seed.subarray(from, from + random(200)))
  const start = seed.lastIndexOf(10, from) + 1
  let end = start
  for (let lines = 1 + random(6); lines > 0; lines--) end = seed.indexOf(10, end) + 1 || seed.length
  return Buffer.from(seed.subarray(start, end))
}

const changes: readonly Change[] = [
  (random, file) => {
    const at = random(Math.max(1, file.length))
    return replaced(file, at, at + 1, Buffer.of((file[at] ?? 0) ^ (1 << random(8))))
  },
  (random, file) => replaced(file, place(random, file), file.length, Buffer.alloc(0)),
  (random, file) => {
    const at = place(random, file)
    return replaced(file, at, at + random(80), Buffer.alloc(0))
  },
  (random, file) => {
    const at = place(random, file)
    return replaced(file, at, at, pick(random, random(8) === 0 ? broken : morsels) ?? Buffer.alloc(0))
  },
  (random, file, target) => {
    const at = place(random, file)
    return replaced(file, at, at + random(2) * random(120), piece(random, target))
  },
  (random, file) => {
    const at = place(random, file)
    return replaced(file, at, at, Buffer.alloc(random(600), random(256)))
  },
]

/** So that the time it takes to read one of a hundred thousand is the time of a small one. */
const largest = 40_000

/** A piece repeated until the file is large: what takes more than linear time shows. */
const inflated: Change = (random, file, target) => {
  const again = piece(random, target)
  const at = place(random, file)
  return replaced(file, at, at, Buffer.alloc(500_000, again.length === 0 ? '\n' : again))
}

/** How many of a hundred thousand are large. */
const large = 100

/** The file of that number. The same seed and number, the same file. */
export const fuzzed = (target: Target, seed: number, number: number): Buffer => {
  const random = generator(seed, number)
  let file = Buffer.from(pick(random, target.seeds) ?? [])
  for (let count = 1 + random(1 + random(12)); count > 0; count--)
    file = Buffer.from((pick(random, changes) ?? inflated)(random, file, target).subarray(0, largest))
  return random(100_000) < large ? inflated(random, file, target) : file
}

export interface Fuzzed {
  readonly name: string
  readonly files: number
  /** The first that threw, in words; the number leads back to the file. */
  readonly threw: readonly string[]
  readonly thrown: number
  /** In milliseconds. */
  readonly slowest: number
  readonly slowestNumber: number
}

const mostTold = 10

/** Reads so many files. `before` is told the number of each one first. */
export const fuzz = (
  target: Target,
  files: number,
  seed: number,
  before: (number: number) => void = () => undefined,
): Fuzzed => {
  const threw: string[] = []
  let [thrown, slowest, slowestNumber] = [0, 0, 0]
  for (let number = 1; number <= files; number++) {
    const file = fuzzed(target, seed, number)
    before(number)
    const begun = performance.now()
    try {
      target.read(file)
    } catch (error) {
      thrown++
      if (threw.length < mostTold) threw.push(`${target.name} ${number}: ${(error as Error).stack}`)
    }
    const took = performance.now() - begun
    if (took > slowest) [slowest, slowestNumber] = [took, number]
  }
  return { name: target.name, files, threw, thrown, slowest, slowestNumber }
}

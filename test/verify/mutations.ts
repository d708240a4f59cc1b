/** Records and copies with things done to them at random: some a person may do, or a disk, and some only an enemy. */
import { readFileSync } from 'node:fs'
import { type Generator, pick } from '../../src/proof/values.ts'

const golden = (name: string): Buffer => readFileSync(new URL(`../record/golden/1/${name}`, import.meta.url))

/** The small ones twice: in these a change more often hits what holds the lines together. */
const seeds: readonly Buffer[] = [
  'K7-2026-0001.md',
  'K7-2026-0001.md',
  'K7-2026-0001.redacted.md',
  'K7-2026-0001.redacted.md',
  'K7-2026-0042.md',
  'K7-2026-0042.redacted.md',
].map(golden)

/** What has a meaning in a record, and what breaks text. */
const morsels: readonly Buffer[] = [
  ...['\n', '\n\n', '\r\n', '\r', '\0', ' ', '> ', '- ', '## ', '`', '`s', ': ', ' lines:', '\\u{41}', 'é'],
  ...['`seal 1 ', '`sign 1 ', '0'.repeat(64), 'f'.repeat(128), 'hello\nworld\n', '\u202e', '\ufeff'],
  '- 2026-11-19T10:31:05+00:00 Device: K7\n',
  '- 2026-11-19T10:31:05+00:00 Note, 2 lines:\n> x\n>\n',
  '- 2026-11-19T10:31:05+00:00 Receipt: entry 2, 1234 5678 9012 3456 7888\n',
  '\n## 4 Note\n\n- 2026-11-19T10:31:05+00:00 Note:\n> x\n',
  `\`left out ${'0'.repeat(64)}\`\n`,
  `\`salt 1 0 ${'0'.repeat(64)}\`\n`,
].map((text) => Buffer.from(text))
const broken: readonly Buffer[] = [
  Buffer.of(0xff),
  Buffer.of(0xc3),
  Buffer.of(0xed, 0xa0, 0x80),
  Buffer.of(0xe2, 0x82),
]

const replaced = (file: Buffer, from: number, to: number, by: Uint8Array): Buffer =>
  Buffer.concat([file.subarray(0, from), by, file.subarray(Math.min(to, file.length))])

const lineStarts = (file: Buffer): readonly number[] => {
  const starts = [0]
  for (let at = file.indexOf(10); at >= 0; at = file.indexOf(10, at + 1)) starts.push(at + 1)
  return starts
}

/** Where the header and each entry end, and where the first begins. */
const borders = (file: Buffer): readonly number[] => {
  const text = file.toString('latin1')
  const ends = text.matchAll(/^`seal \d+ .{64}`\n(?:`sign .*\n)?(?:`salt .*\n)*/gm)
  return [0, ...[...ends].map((found) => found.index + found[0].length)]
}

/** Some neighbours of a list of places: from one to one after it. */
const stretch = (random: Generator, places: readonly number[], most: number): readonly [number, number] => {
  const from = random(places.length)
  const to = Math.min(places.length - 1, from + 1 + random(most))
  return [places[from] ?? 0, places[to] ?? 0]
}

const pieceOf = (
  random: Generator,
  file: Buffer,
  places: (file: Buffer) => readonly number[],
  most: number,
): Buffer => file.subarray(...stretch(random, places(file), most))

const some = (random: Generator, list: readonly Buffer[]): Buffer => pick(random, list) ?? Buffer.alloc(0)

const changes: readonly ((random: Generator, file: Buffer) => Buffer)[] = [
  (random, file) => {
    const at = random(Math.max(1, file.length))
    return replaced(file, at, at + 1, Buffer.of((file[at] ?? 0) ^ (1 << random(8))))
  },
  (random, file) => {
    const at = random(file.length + 1)
    return replaced(file, at, at, some(random, random(6) === 0 ? broken : morsels))
  },
  (random, file) => {
    const at = random(file.length + 1)
    return replaced(file, at, at + 1 + random(3) * random(40), Buffer.alloc(0))
  },
  (random, file) => file.subarray(0, random(file.length + 1)),
  (random, file) => {
    const [from, to] = stretch(random, lineStarts(file), 3)
    return replaced(
      file,
      from,
      random(2) === 0 ? from : to,
      pieceOf(random, some(random, seeds), lineStarts, 8),
    )
  },
  (random, file) => {
    const [from, to] = stretch(random, lineStarts(file), 3)
    return replaced(file, random(2) === 0 ? from : to, to, file.subarray(from, to))
  },
  (random, file) => {
    const [from, to] = stretch(random, borders(file), 1)
    return replaced(file, random(2) === 0 ? from : to, to, file.subarray(from, to))
  },
  (random, file) => {
    const [from, to] = stretch(random, borders(file), 2)
    return replaced(file, from, random(2) === 0 ? from : to, pieceOf(random, some(random, seeds), borders, 1))
  },
  (random, file) => {
    const [from, to] = stretch(random, lineStarts(file), 1)
    const line = file.subarray(from, to).toString('latin1')
    const other = line.replace(/\d+/, (digits) => String(Number(digits.slice(0, 9)) + 1))
    return replaced(file, from, to, Buffer.from(other, 'latin1'))
  },
  (random, file) => Buffer.concat([file, Buffer.alloc(random(40), random(2) * 0x61)]),
]

/** One record or copy to which one to three things were done. */
export const mutated = (random: Generator): Buffer => {
  let file = some(random, seeds)
  for (let left = 1 + random(2) * random(3); left >= 0; left--)
    file = changes[random(changes.length)]?.(random, file) ?? file
  return file
}

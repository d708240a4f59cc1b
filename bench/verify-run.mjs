// One process of the verify bench: checks every record of a casebook on so many threads, and prints how long that took and
// the most memory that was ever resident. `node verify-run.mjs PARTS WHAT CASEBOOK THREADS`; verify.mjs starts it.
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'

const root = join(import.meta.dirname, '..')

let buffer = Buffer.allocUnsafeSlow(64 * 1024)

/** The bytes of a file, good until the next one is read. */
const read = (path) => {
  const file = openSync(path)
  const { size } = fstatSync(file)
  if (size > buffer.length) buffer = Buffer.allocUnsafeSlow(size * 2)
  let taken = 0
  while (taken < size) {
    const more = readSync(file, buffer, taken, size - taken, taken)
    if (more === 0) break
    taken += more
  }
  closeSync(file)
  return buffer.subarray(0, taken)
}

const must = (good, what) => {
  if (!good) throw new Error(what)
}

/** Every seal, and nothing else. */
const checkSeals = (parts, bytes) => {
  const text = parts.readText(bytes)
  const { lines, starts } = text
  const { id, salt } = parts.readHeader(lines)
  let [previous, signature, start, n] = ['none', 'none', 0, 0]
  for (let line = 0; line < lines.length; line++) {
    if (!lines[line].startsWith('`')) continue
    const found = parts.readSeal(lines[line])
    if (found === undefined) {
      signature = parts.readSignature(lines[line]).signature
      start = line + 2
      continue
    }
    const covered = text.text.slice(starts[start], starts[line - 1])
    const seal = parts.sealOf({ id, salt, n, previous, signature, text: covered })
    must(found.n === n && found.seal === seal, `${id}: seal ${n} does not fit`)
    ;[previous, signature, start, n] = [seal, 'none', line + 2, n + 1]
  }
}

const readRecord = (parts, bytes) => {
  const record = parts.parseRecord(bytes)
  must(record.problems.length === 0, `${record.id}: ${record.problems[0]?.message}`)
  return record
}

/** What is done with a handful of files, one kind of work after the other, as the program does it. */
const works = {
  chain: (parts) => (paths) => {
    for (const path of paths) checkSeals(parts, read(path))
  },
  grammar: (parts) => (paths) => {
    for (const path of paths) readRecord(parts, read(path))
  },
  replay: (parts) => {
    const world = loadWorld(parts)
    return (paths) => {
      const records = paths.map((path) => readRecord(parts, read(path)))
      for (const record of records)
        must(parts.replay(world, parts.placedFacts(record)).policy !== undefined, `${record.id}: no policy`)
    }
  },
  rules: (parts) => {
    const world = loadWorld(parts)
    return (paths) => {
      const records = paths.map((path) => readRecord(parts, read(path)))
      for (const record of records)
        must(parts.checkRules(world, parts.placedFacts(record)).kind === 'follows', `${record.id}: parts`)
    }
  },
  signatures: (parts) => (paths) => {
    const records = paths.map((path) => readRecord(parts, read(path)))
    for (const record of records)
      must(parts.checkSignatures(record).findings.length === 0, `${record.id}: not signed so`)
  },
  // The reference for signatures: as many checks of one signature, and nothing else.
  bare: () => {
    const { generateKeyPairSync, sign, verify } = process.getBuiltinModule('node:crypto')
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const data = Buffer.alloc(100, 1)
    const signature = sign(null, data, privateKey)
    return (paths) => {
      for (const path of paths) must(verify(null, data, publicKey, signature), path)
    }
  },
}

const loadWorld = ({ libraryOf, openShipped }) =>
  libraryOf(openShipped((name) => readFileSync(join(root, 'dist', name), 'utf8'))).world

/** So many records are taken at once from the list that all threads share. */
const handful = 8

const work = ({ parts: outfile, what, folder, names, taken }) => {
  const parts = createRequire(import.meta.url)(outfile)
  const check = works[what](parts)
  for (;;) {
    const start = Atomics.add(taken, 0, handful)
    if (start >= names.length) return
    check(names.slice(start, start + handful).map((name) => join(folder, name)))
  }
}

/** As the program's own threads have it. */
const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 1024 }

const most = () =>
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
    : Number.NaN

const runAll = async ([parts, what, casebook, threads]) => {
  const folder = join(casebook, 'records')
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
  const job = { parts, what, folder, names, taken: new Int32Array(new SharedArrayBuffer(4)) }
  const begin = performance.now()
  const others = Array.from(
    { length: Number(threads) - 1 },
    () =>
      new Promise((resolve, reject) => {
        new Worker(import.meta.filename, { workerData: job, resourceLimits })
          .on('error', reject)
          .on('exit', resolve)
      }),
  )
  work(job)
  await Promise.all(others)
  const milliseconds = performance.now() - begin
  process.stdout.write(JSON.stringify({ records: names.length, milliseconds, most: most() }))
}

if (isMainThread) await runAll(process.argv.slice(2))
else work(workerData)

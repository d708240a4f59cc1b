// What one answer costs until the screen may say "saved", against a bare write and flush of the same bytes in the same
// process, taken in turn: for the storage alone, and for the whole of `perform` (engine, text, storage). And whether it
// depends on how long the record is.
import * as fs from 'node:fs'
import { join } from 'node:path'
import { line, median, ratioOf } from './figures.mjs'
import { inTurn } from './in-turn.mjs'
import { bundleParts, exportsOf } from './parts.mjs'

const root = join(import.meta.dirname, '..')
const said = 'Threshold for section 17 not met; early help.'
const fact = Buffer.from(`- 2026-11-19T10:41:15+00:00 What they said:\n> ${said}\n`)

const loadParts = async (folder) => {
  const files = [
    'storage/journal',
    'storage/node-disk',
    'sitting/sitting',
    'sitting/casebook',
    'sitting/library',
  ]
  const more = ['case/next', 'case/decide', 'case/evolve', 'record/writer', 'flow/shipped', 'calendar/zone']
  return (await bundleParts(folder, exportsOf([...files, ...more]))).parts
}

/** A file that grows by the same bytes. */
const bareFile = (path, start) => {
  fs.writeFileSync(path, start)
  const file = fs.openSync(path, 'a')
  return (bytes) => {
    fs.writeSync(file, bytes)
    fs.fsyncSync(file)
  }
}

const storageAlone = (parts, folder, facts, rounds) => {
  const text = Buffer.concat(Array(facts).fill(fact))
  const path = join(folder, `storage-${facts}`)
  const created = parts.createJournal(parts.nodeDisk(), path, text)
  if (created.kind !== 'created') throw new Error(created.kind)
  const bare = bareFile(`${path}.bare`, text)
  const save = () => {
    if (parts.append(created.journal, fact).kind !== 'saved') throw new Error('not saved')
  }
  return inTurn(save, () => bare(fact), rounds)
}

const portsIn = (parts, folder) => ({
  clock: { now: () => parts.stampAt(Date.now(), 'Europe/London'), instant: Date.now, given: false },
  disk: parts.nodeDisk(),
  shipped: parts.openShipped((name) => fs.readFileSync(join(root, 'dist', name), 'utf8')),
  env: {},
  cwd: folder,
  home: folder,
  platform: process.platform,
  host: 'bench',
  process: process.pid,
  random: (bytes) => process.getBuiltinModule('node:crypto').randomBytes(bytes),
})

const valueFor = ({ field, input }) => {
  if (input.kind === 'text') return { kind: 'text', text: 'A. Example' }
  if (input.kind === 'moment') return { kind: 'moment', moment: { date: '2026-01-05', time: '10:30' } }
  const wanted = { outcome: 'refused', danger: 'no' }[field]
  const { id, label } = input.options.find((one) => one.id === wanted) ?? input.options[0]
  return { kind: 'choice', choice: { id, label } }
}

const commandFor = (question) => {
  if (question.kind === 'ask') return { kind: 'answer', value: valueFor(question) }
  if (question.kind === 'checks') return { kind: 'checks', ticked: [] }
  const { id, title: label } = question.scenarios.find((one) => one.id === 'not-accepted')
  return { kind: 'answer', value: { kind: 'choice', choice: { id, label } } }
}

const must = (performed) => {
  if (performed.kind !== 'saved') throw new Error(JSON.stringify(performed))
}

/** A sitting that has come to the question what they said. */
const sittingAt = async (parts, folder) => {
  const ports = portsIn(parts, folder)
  const casebook = await parts.openCasebook(ports, join(folder, 'Rungs'))
  const sitting = parts.newSitting(ports, casebook, await parts.worldFor(ports, casebook.folder, []))
  const { policy, text } = ports.shipped.policy('greenvale')
  for (;;) {
    const question = parts.next(sitting.state)
    if (question.field === 'said') return sitting
    must(
      question.kind === 'policy'
        ? parts.choosePolicy(sitting, policy, text)
        : parts.perform(sitting, commandFor(question)),
    )
  }
}

/** Makes the record so many facts longer, and the case with it, in one write. */
const lengthen = (parts, sitting, facts) => {
  const { file, ports } = sitting
  let text = ''
  for (let made = 0; made < facts; made++) {
    const decided = parts.decide(sitting.state, { kind: 'note', text: said }, ports.clock.now())
    for (const one of decided.facts) {
      const step = parts.appendFact(file.head, one.place, one.fact)
      file.head = step.head
      text += step.text
      sitting.state = parts.evolve(sitting.state, {
        ...one,
        entry: file.head.open.n,
        index: file.head.open.facts,
      })
    }
  }
  if (parts.append(file.journal, Buffer.from(text)).kind !== 'saved') throw new Error('not lengthened')
}

/** The same answer again and again: the case is put back each time, and the record grows. */
const wholeAnswer = async (parts, folder, facts, rounds) => {
  const home = join(folder, `answers-${facts}`)
  fs.mkdirSync(home)
  const sitting = await sittingAt(parts, home)
  lengthen(parts, sitting, facts)
  const command = { kind: 'answer', value: { kind: 'text', text: said } }
  const before = sitting.state
  must(parts.perform(sitting, command))
  const { size } = sitting.file.journal
  must(parts.perform(sitting, command))
  const bytes = Buffer.alloc(sitting.file.journal.size - size, 'x')
  const bare = bareFile(join(home, 'bare'), fs.readFileSync(sitting.file.path))
  const save = () => {
    sitting.state = before
    must(parts.perform(sitting, command))
  }
  return inTurn(save, () => bare(bytes), rounds)
}

/** Lines of the table. `folder`: on the disk that is to be measured. */
export const measureSave = async (folder, rounds = 1500) => {
  const parts = await loadParts(folder)
  const reference = ({ theirs }) => `write and fsync, ${median(theirs).toFixed(0)} µs`
  const against = (what, times, limit) =>
    line({
      what,
      figure: median(times.ours),
      unit: 'µs',
      reference: reference(times),
      ratio: ratioOf(times.ours, times.theirs),
      limit,
    })
  storageAlone(parts, folder, 1, rounds)
  const storage = storageAlone(parts, folder, 10, rounds)
  const short = await wholeAnswer(parts, folder, 10, rounds)
  const long = await wholeAnswer(parts, folder, 10_000, rounds)
  return [
    against('saving, storage alone', storage, 2),
    against('saving an answer, 10 facts', short, 2),
    against('saving an answer, 10,000 facts', long, 2),
    line({
      what: '10,000 facts beside 10',
      figure: median(long.ours),
      unit: 'µs',
      reference: `10 facts, ${median(short.ours).toFixed(0)} µs`,
      // Of the two ratios, not of the two times: the disk itself has better and worse minutes.
      ratio: ratioOf(long.ours, long.theirs) / ratioOf(short.ours, short.theirs),
      limit: 1.2,
    }),
  ]
}

// A short walk of the built program in a pseudo-terminal, as a person would do it: start, the first rung, waiting, leave,
// go on, agreed, done, closed. Says what it did; exit 0 if all of it came about. Usage: node scripts/smoke.mjs [COMMAND...]
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const root = fileURLToPath(new URL('..', import.meta.url))
const given = process.argv.slice(2)
const [file, ...words] = given.length > 0 ? given : [process.execPath, join(root, 'bin/rungs.cjs')]
const patience = 20_000
const home = mkdtempSync(join(tmpdir(), 'rungs-smoke-'))
const say = (text) => process.stdout.write(`${text}\n`)

const talk = (...args) => {
  const screen = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true })
  const env = { ...process.env, HOME: home, RUNGS_CASEBOOK: join(home, 'casebook'), TERM: 'xterm-256color' }
  const child = spawn(file, [...words, ...args], { cwd: root, cols: 80, rows: 24, env })
  const shown = () =>
    Array.from({ length: 24 }, (_, row) => {
      const { active } = screen.buffer
      return active.getLine(active.baseY + row)?.translateToString(true) ?? ''
    }).join('\n')
  let look = () => {}
  child.onData((data) => screen.write(data, () => look()))
  const ended = new Promise((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)))
  const until = (wanted) =>
    new Promise((resolve, reject) => {
      const fail = () => reject(new Error(`"${wanted}" was never shown:\n${shown()}`))
      const timer = setTimeout(fail, patience)
      look = () => {
        if (!shown().includes(wanted)) return
        clearTimeout(timer)
        look = () => {}
        resolve()
      }
      look()
    })
  return { until, shown, ended, type: (keys) => child.write(keys), end: () => child.kill('SIGKILL') }
}

// The digit before an option.
const choose = (label) => (shown) => new RegExp(`(\\d) ${label}`).exec(shown)?.[1] ?? ''

const walk = async (name, args, steps, last) => {
  const session = talk(...args)
  try {
    for (const [wanted, keys] of steps) {
      await session.until(wanted)
      session.type(typeof keys === 'string' ? keys : keys(session.shown()))
    }
    await session.until(last)
    const code = await session.ended
    if (code !== 0) throw new Error(`${name} ended with exit code ${code}`)
    say(`smoke: ${name}: ${steps.length} screens, exit 0`)
  } finally {
    session.end()
  }
}

const enter = '\r'
try {
  await walk(
    'home, start, leave',
    [],
    [
      ['What do you want to do?', '1'],
      ['Is any child in immediate danger?', 's'],
    ],
    'Nothing was recorded.',
  )
  await walk(
    'start, the first rung, waiting, leave',
    ['start', '--policy', 'greenvale'],
    [
      ['Is any child in immediate danger?', '2'],
      ['What is the disagreement about?', '2'],
      ['Who are you? Name and role', `J. Example, DSL${enter}`],
      ['Waiting for an answer', choose('Waiting for an answer')],
      ['When did', enter],
      ['How did you speak or write?', '1'],
      ['Who was it?', `A. Example${enter}`],
      ['When will you look at this again?', `tomorrow${enter}`],
      ['Which of these were done', enter],
      ['Which child or children?', `A.B.${enter}`],
      ['Which decision do you dispute', enter],
      ['When were you told', enter],
      ['What is your concern?', enter],
      ['What has the child said', enter],
      ['What do you want to happen?', enter],
      ['Waiting for their answer since', 's'],
      ['A reminder for your calendar?', '1'],
    ],
    'Go on with: rungs resume',
  )
  await walk(
    'resume, agreed, done, closed',
    ['resume'],
    [
      ['Is any child in immediate danger?', '2'],
      ['J. Example, DSL  (Enter)', enter],
      ['What happened?', '1'],
      ['When did', enter],
      ['How did you speak or write?', '1'],
      ['Who was it?', enter],
      ['What did they say?', enter],
      ['Did they give a reference number?', enter],
      ['What exactly was agreed?', `A visit${enter}`],
      ['Who will do it?', enter],
      ['By when?', `tomorrow${enter}`],
      ['Was it done?', choose('Yes, it was done')],
      ['What was agreed in the end?', enter],
      ['What is still outstanding', enter],
      ['Who is owed feedback', enter],
      ['What a reader of this record would miss', enter],
      ['Some things were passed over', choose('No')],
      ['Close this case?', choose('Close it')],
    ],
    'The case is closed.',
  )
  await walk(
    'a made-up case, the first rung, what if, and back',
    ['train', 'greenvale/a-first-no', '--walk'],
    [
      ['Noor, in year 4', enter],
      ['Is any child in immediate danger?', '2'],
      ['What is the disagreement about?', '2'],
      ['Who are you? Name and role', enter],
      ['They say, firmly', 'i'],
      ['What if, at which rung?', '1'],
      ['What if? i comes back', 'i'],
      ['Back in the case as it was', enter],
      ['They say, firmly', 's'],
      ['Which child or children?', '\x1b'],
      ['Esc back to the text', 's'],
    ],
    'belongs in no casebook',
  )
  const records = join(home, 'casebook', 'records')
  const [record] = readdirSync(records).filter((name) => name.endsWith('.md'))
  const text = readFileSync(join(records, record ?? ''), 'utf8')
  const facts = text.match(/^- \d{4}-/gm)?.length ?? 0
  if (!text.includes(' Closed: agreed, and done (`agreed`)'))
    throw new Error('the record does not say that it is closed')
  say(
    `smoke: the record has ${facts} facts and ${text.match(/^`seal /gm)?.length ?? 0} seals, and ends closed`,
  )
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`smoke: FAILED: ${error instanceof Error ? error.message : error}\n`)
} finally {
  rmSync(home, { recursive: true, force: true })
}

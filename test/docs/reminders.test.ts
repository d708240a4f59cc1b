/** The tasks of docs/reminders.md: each is taken off the page and, with the paths of this computer put in place of the page's, run as far as it can be here. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { list } from '../../src/commands/list.ts'
import { clockAt, testPorts } from '../commands/ports.ts'
import { waitingCasebook } from '../commands/waiting-case.ts'
import { type Home, newHome, program, rungs, startWith, waiting } from '../program/program.ts'
import { fencedBlocks, readPage } from './page.ts'

const page = readPage('docs/reminders.md')
const cron = fencedBlocks(page, 'cron')
const [plist = '', task = ''] = fencedBlocks(page, 'xml')
const [shown = ''] = fencedBlocks(page, 'text')
const hasPython = spawnSync('python3', ['--version']).status === 0

/** A name with what a shell would part or expand. */
const folderName = "Our Rungs' $HOME"

interface Place {
  readonly home: Home
  readonly casebook: string
  /** Where the stand-in for a program that notifies writes what it was told. */
  readonly told: string
}

const place = async (overdue: boolean): Promise<Place> => {
  const home = newHome('southwark')
  if (overdue) await startWith(home, waiting())
  const told = join(home.folder, 'told')
  const notify = join(home.folder, 'notify')
  writeFileSync(notify, `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}'\n`)
  chmodSync(notify, 0o755)
  return { home, casebook: home.casebook, told }
}

const here = (text: string, { home, casebook }: Place): string =>
  text
    .replaceAll('/usr/local/bin/node', process.execPath)
    .replaceAll('/opt/rungs/bin/rungs.cjs', program)
    .replaceAll(/\/(?:home|Users)\/me\/Our Rungs/g, casebook)
    .replaceAll(/\/usr\/bin\/(?:notify-send|osascript)/g, join(home.folder, 'notify'))

/** As cron and launchd start a program: almost no environment, and a folder that is nobody's. */
const started = (file: string, args: readonly string[], at: Place) => {
  const env = { PATH: '/usr/bin:/bin', HOME: at.home.folder }
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: '/', env, encoding: 'utf8' })
  const told = existsSync(at.told) ? readFileSync(at.told, 'utf8') : ''
  rmSync(at.told, { force: true })
  return { status, stdout, stderr, told }
}

/** The command of the one entry of a crontab. */
const entryOf = (block: string): string => {
  const entries = block.split('\n').filter((line) => line !== '' && !/^[A-Z]+=/.test(line))
  expect(entries).toHaveLength(1)
  const [, command = ''] = /^30 8 \* \* 1-5 ([^%]+)$/.exec(entries[0] ?? '') ?? []
  expect(command).not.toBe('')
  return command
}

describe.skipIf(process.platform === 'win32')('the tasks', () => {
  let late: Place
  let calm: Place
  let away: Place

  beforeAll(async () => {
    ;[late, calm] = [await place(true), await place(false)]
    away = { ...calm, casebook: join(calm.home.folder, 'away') }
  })

  it('cron with mail: prints what the command prints where something is overdue or wrong, else nothing', async () => {
    const command = entryOf(cron[0] ?? '')
    expect(cron[0]).toMatch(/^MAILTO=/)
    const ran = (at: Place) => started('/bin/sh', ['-c', here(command, at)], at)
    const mail = ran(late)
    expect(mail).toMatchObject({ status: 0, stderr: '' })
    expect(mail.stdout).toBe((await rungs(late.home, ['list', '--overdue'])).out)
    expect(mail.stdout).toMatch(/ {2}open {2}OVERDUE {2}/)
    expect(ran(calm)).toMatchObject({ status: 0, stdout: '', stderr: '' })
    expect(ran(away).stdout).toMatch(/^rungs: error: There is no casebook at .+away/)
  })

  it('cron with a notification: once where something is overdue or wrong, else none', () => {
    const command = entryOf(cron[1] ?? '')
    const ran = (at: Place) => started('/bin/sh', ['-c', here(command, at)], at)
    expect(ran(late)).toMatchObject({ stdout: '', stderr: '' })
    for (const at of [late, away])
      expect(ran(at).told).toMatch(/^--urgency=critical\nRungs\nSomething is overdue/)
    expect(ran(calm).told).toBe('')
  })

  it.skipIf(!hasPython)('launchd: a property list, whose words do so too', () => {
    const script = 'import json,plistlib,sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))'
    const { stdout } = spawnSync('python3', ['-c', script], { input: plist, encoding: 'utf8' })
    const read = JSON.parse(stdout) as {
      readonly Label: string
      readonly ProgramArguments: readonly string[]
      readonly StartCalendarInterval: readonly object[]
    }
    expect(page).toContain(`${read.Label}.plist`)
    expect(read.StartCalendarInterval).toEqual(
      [1, 2, 3, 4, 5].map((Weekday) => ({ Weekday, Hour: 8, Minute: 30 })),
    )
    const odd = { ...late, casebook: join(late.home.folder, folderName) }
    mkdirSync(odd.casebook)
    const ran = (at: Place) => {
      const [file = '', ...args] = read.ProgramArguments.map((word) => here(word, at))
      return started(file, args, at)
    }
    for (const at of [late, away])
      expect(ran(at)).toMatchObject({
        stdout: '',
        told: expect.stringMatching(/^-e\ndisplay alert "Rungs" message "Something is overdue/),
      })
    for (const at of [calm, odd])
      expect(ran(at)).toMatchObject({ status: 0, stdout: '', stderr: '', told: '' })
  })
})

test.skipIf(!hasPython)('Task Scheduler: well formed, on weekdays, with the words of the page', () => {
  const script = `
import json,sys,xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.read())
at = {'t': 'http://schemas.microsoft.com/windows/2004/02/mit/task'}
print(json.dumps({'root': root.tag, 'command': root.find('.//t:Exec/t:Command', at).text, 'words': root.find('.//t:Exec/t:Arguments', at).text,
  'days': [one.tag.split('}')[1] for one in root.find('.//t:DaysOfWeek', at)], 'start': root.find('.//t:StartBoundary', at).text,
  'order': [one.tag.split('}')[1] for one in root]}))`
  const { stdout } = spawnSync('python3', ['-c', script], { input: task, encoding: 'utf8' })
  const read = JSON.parse(stdout) as Readonly<Record<string, unknown>> & { readonly words: string }
  expect(read).toMatchObject({
    root: '{http://schemas.microsoft.com/windows/2004/02/mit/task}Task',
    command: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    start: '2026-01-05T08:30:00',
    order: ['RegistrationInfo', 'Triggers', 'Principals', 'Settings', 'Actions'],
  })
  // What Windows takes as one word, from -Command on; and what PowerShell runs of it.
  const [, command = ''] = /-Command "([^"]+)"$/.exec(read.words) ?? []
  expect(command).toContain(
    "& 'C:\\Program Files\\nodejs\\node.exe' 'C:\\rungs\\bin\\rungs.cjs' --casebook 'H:\\Safeguarding\\Our Rungs' list --overdue *> $null; if ($LASTEXITCODE -ne 0) {",
  )
  expect(command.split("'").length % 2).toBe(1)
  // Only ASCII, and no encoding named: it is read the same in whatever encoding it is saved.
  expect(task).toMatch(/^<\?xml version="1\.0"\?>\n[\n -~]+$/)
})

test('what is shown on the page is what the program prints', async () => {
  const disk = await waitingCasebook('2026-11-19T10:30')
  const { ports, out } = testPorts({ disk, clock: clockAt('2026-11-23T08:30:00+00:00') })
  const options = { casebook: '/book', due: false, overdue: true, json: false }
  expect(await list(ports, options)).toBe(1)
  expect(out().replace(/^\S+/, 'K7-2026-0042')).toBe(shown)
})

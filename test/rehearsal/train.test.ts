/** `rungs train` as a trainer meets it, over a disk in memory: every screen says what it is, and nothing of it is left anywhere else. */
import { describe, expect, it } from 'vitest'
import { type TrainOptions, train } from '../../src/commands/train.ts'
import { UserError } from '../../src/errors.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import type { Disk } from '../../src/storage/disk.ts'
import type { Reply } from '../../src/terminal/screen.ts'
import { showsWords } from '../../src/training/words.ts'
import { diskWith, shippedFromSource, shippedIds, testPorts } from '../commands/ports.ts'
import { diskError } from '../storage/memory-disk.ts'
import {
  choose,
  goOn,
  interrupt,
  type Line,
  press,
  type Scripted,
  scripted,
  textOf,
  type,
} from '../wizard/scripted.ts'

const first = 'greenvale/a-first-no'
const options: TrainOptions = {
  case: first,
  way: 'walk',
  push: 'firm',
  speed: 1,
  plain: false,
  casebook: '/school',
}

const exercise = shippedFromSource()
  .exercises('greenvale')
  .find(({ id }) => id === first)
const talk = exercise?.talks['social-worker']?.[0]
const points = talk?.discuss ?? []

/** These words, as they stand. */
const words = (text: string | undefined): RegExp =>
  new RegExp((text ?? 'nothing').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

const school = {
  '/school/rungs.yaml': 'usual-policy: southwark\n',
  '/school/records/K7-2026-0001.md': 'a record',
}

/** Every file under a folder, with what is in it. */
const filesUnder = (disk: Disk, folder: string): Readonly<Record<string, string>> => {
  const found = disk.stat(folder)
  if (found === undefined) return {}
  if (!found.folder) return { [folder]: Buffer.from(disk.readBytes(folder)).toString('utf8') }
  return Object.assign({}, ...disk.list(folder).map((name) => filesUnder(disk, `${folder}/${name}`)))
}

interface Ran {
  readonly code: number
  readonly terminal: Scripted
  readonly out: string
  readonly disk: Disk
}

const run = async (
  script: readonly Line[],
  more: Partial<TrainOptions> = {},
  disk = diskWith(school),
): Promise<Ran> => {
  const terminal = scripted(script)
  const { ports, out } = testPorts({ disk, interactive: true, openTerminal: () => Promise.resolve(terminal) })
  const code = await train(ports, { ...options, ...more })
  expect(terminal.left(), 'lines of the script that were not reached').toBe(0)
  return { code, terminal, out: out(), disk }
}

const records = (disk: Disk): readonly string[] =>
  Object.keys(filesUnder(disk, '/tmp')).filter((file) => /records\/[^/]+\.md$/.test(file))

const factsIn = (disk: Disk, file: string) => placedFacts(parseRecord(disk.readBytes(file)))

const storyTold: Line = [words(exercise?.story[0]), goOn]

const toFirstRung: readonly Line[] = [
  storyTold,
  [/immediate danger/, choose('no')],
  [/In this case: They refuse to accept the referral[\s\S]*What is the disagreement/, choose('not-accepted')],
  [/Who are you/, type('J. Example, Designated Safeguarding Lead')],
]

const refused: readonly Line[] = [
  [words(`They say, firmly: “${talk?.theySay?.firm}`), choose('refused')],
  [/When did /, type('')],
  [/How did you speak/, choose('telephone')],
  [/Who was it/, type('A. Example, duty social worker')],
  [/What did they say/, type('The threshold is not met')],
  [/What reason/, type('')],
  [/reference number/, type('')],
  [/Which of these/, { kind: 'checks', ids: ['form'] }],
]

it('leaving does not promise that a made-up case is gone on with', async () => {
  const { terminal } = await run([
    ...toFirstRung,
    [/What happened/, press('?')],
    [/leave; a made-up case is begun anew/, goOn],
  ])
  expect(terminal.prompts.map(textOf).join('\n')).not.toContain('rungs resume')
})

describe('what a rehearsal leaves behind', () => {
  it('is a record of its own, marked in its name and in each opening, unsigned and in no register', async () => {
    const { disk, out, code } = await run([...toFirstRung, ...refused])
    expect(code).toBe(130)
    const [file = '', ...others] = records(disk)
    expect(others).toEqual([])
    expect(file).toMatch(/^\/tmp\/rungs-training-[0-9a-f]{16}\/records\/TRAINING-2026-0001\.md$/)
    const text = Buffer.from(disk.readBytes(file)).toString('utf8')
    expect(text).toMatch(/^# Escalation record TRAINING-2026-0001\n/)
    expect(text).toContain(`TRAINING: made-up case, ${exercise?.title} (\`${first}\`)`)
    expect(text).toContain('Device: TRAINING\n')
    expect(text).not.toMatch(/`sign /)
    expect(parseRecord(disk.readBytes(file)).problems).toEqual([])
    expect(out).toContain('TRAINING')
    expect(out).toContain(file)
    expect(
      Object.keys(filesUnder(disk, '/tmp')).filter((one) => /register|rungs\.yaml|device|key/.test(one)),
    ).toEqual([])
  })

  it('is nothing in the casebook and nothing in the profile', async () => {
    const { disk } = await run([...toFirstRung, ...refused])
    expect(filesUnder(disk, '/school')).toEqual(school)
    expect(filesUnder(disk, '/home')).toEqual({})
  })

  it('is nothing at all where nothing was answered', async () => {
    const { disk, out } = await run([storyTold, [/immediate danger/, interrupt]])
    expect(filesUnder(disk, '/tmp')).toEqual({})
    expect(out).toContain('Nothing was recorded.')
  })

  it.each([
    '/school',
    '/school/practice',
    '/other/deep',
    '/unset',
    '/unset/records',
    '/unset/records/deep',
    '/lists/new',
  ])('never stands in a casebook: %s', async (out) => {
    const disk = diskWith({
      ...school,
      '/other/rungs.yaml': '',
      '/unset/records/P7-2026-0001.md': 'a record',
      '/lists/register-P7.md': 'a register',
    })
    const error = await run([], { out }, disk).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).message).toContain('is in the casebook')
  })

  it('goes where it is told to', async () => {
    const { disk } = await run(toFirstRung, { out: '/practice' })
    expect(Object.keys(filesUnder(disk, '/practice'))).toContain('/practice/records/TRAINING-2026-0001.md')
  })
})

describe('every screen', () => {
  it.each(['walk', 'demonstrate', 'quiz', 'hands'] as const)('of %s says TRAINING', async (way) => {
    const script: readonly Line[] =
      way === 'walk'
        ? [...toFirstRung, ...refused]
        : Array.from(
            { length: 12 },
            (_, i): Line => [/./, way === 'hands' ? (i < 2 ? goOn : press('q')) : goOn],
          )
    const terminal = scripted(script)
    const { ports } = testPorts({
      disk: diskWith(school),
      interactive: true,
      openTerminal: () => Promise.resolve(terminal),
    })
    await train(ports, { ...options, way })
    expect(terminal.prompts.length).toBeGreaterThan(1)
    for (const prompt of terminal.prompts) expect(textOf(prompt).split('\n')[0]).toContain('TRAINING')
  })

  it('says of each number when it is to be called', async () => {
    const { terminal } = await run([...toFirstRung, [/in a real case 020 8314 6660/, interrupt]])
    for (const prompt of terminal.prompts)
      for (const line of textOf(prompt).split('\n'))
        if (line.includes('020 8314')) expect(line).toContain('in a real case')
  })

  it('of danger says so, too', async () => {
    await run([
      ...toFirstRung,
      [/What happened/, press('!')],
      [/IMMEDIATE DANGER[\s\S]*in a real case/, interrupt],
    ])
  })
})

describe('walking', () => {
  it('lets time pass, and begins another sitting there', async () => {
    const { disk } = await run([
      ...toFirstRung,
      [/What happened/, press('f')],
      [/How much time passes/, choose('three')],
      [/Time passes. It is now Tue 24 Nov 2026, 09:00[\s\S]*3 working days later/, goOn],
      [/Where the case stands[\s\S]*immediate danger/, interrupt],
    ])
    const [file = ''] = records(disk)
    const devices = factsIn(disk, file).filter(({ fact }) => fact.kind === 'device')
    expect(devices.map(({ fact }) => fact.at.slice(0, 16))).toEqual(['2026-11-19T10:30', '2026-11-24T09:00'])
  })

  it('takes no day that lies behind', async () => {
    const { terminal } = await run([
      ...toFirstRung,
      [/What happened/, press('f')],
      [/How much time passes/, choose('other')],
      [/Until which day/, interrupt],
    ])
    const prompt = terminal.prompts.at(-1)
    if (prompt?.kind !== 'text') throw new Error('No day was asked for.')
    expect(prompt.check('18 Nov 2026')).toContain('has gone')
    expect(prompt.check('20 Nov 2026')).toBeUndefined()
  })

  it('says it as hard as it is told to', async () => {
    await run([
      ...toFirstRung,
      [/They say, firmly/, press('u')],
      [/How hard/, choose('hostile')],
      [words(`They say, with hostility: “${talk?.theySay?.hostile}`), interrupt],
    ])
  })

  it('asks the room before it tells what the policy says', async () => {
    await run([
      ...toFirstRung,
      [/What happened/, press('d')],
      [words(`For the room: ${points[0]?.ask}\n`), goOn],
      [words(`${points[0]?.ask}\n\n${points[0]?.point}`), goOn],
      [words(`For the room: ${points[1]?.ask}`), interrupt],
    ])
  })

  it('offers the texts of the case', async () => {
    const { terminal } = await run([...toFirstRung, ...refused])
    const who = terminal.prompts.find((one) => one.kind === 'text' && /Who was it/.test(one.title))
    expect(who?.kind === 'text' ? who.offered : '').toBe(
      exercise?.script.steps['social-worker']?.[0]?.values['who'],
    )
  })

  it('offers none of them once another way was taken', async () => {
    const { terminal } = await run([
      ...toFirstRung,
      [/What happened/, choose('agreed')],
      [/When did /, type('')],
      [/How did you speak/, choose('telephone')],
      [/Who was it/, interrupt],
    ])
    const who = terminal.prompts.at(-1)
    expect(who?.kind === 'text' ? who.offered : 'none').toBeUndefined()
  })
})

describe('what if', () => {
  const back: readonly Line[] = [
    [/What if\? i comes back[\s\S]*What happened/, choose('agreed')],
    [/When did /, press('i')],
    [/Back in the case as it was/, goOn],
  ]

  it('goes another way from an earlier rung, in a record of its own, and comes back', async () => {
    const { disk } = await run([
      ...toFirstRung,
      ...refused,
      [/Team Leader[\s\S]*What happened/, press('i')],
      [/at which rung/, choose('0')],
      ...back,
      [/rung 2 of 5[\s\S]*Team Leader[\s\S]*What happened/, interrupt],
    ])
    const [main = '', branch = '', ...others] = [...records(disk)].sort()
    expect(others).toEqual([])
    const outcomes = (file: string): readonly string[] =>
      factsIn(disk, file).flatMap(({ fact }) =>
        fact.kind === 'answer' && fact.field === 'outcome' && fact.value.kind === 'choice'
          ? [fact.value.choice.id]
          : [],
      )
    expect(outcomes(main)).toEqual(['refused'])
    expect(outcomes(branch)).toEqual(['agreed'])
    expect(parseRecord(disk.readBytes(branch)).problems).toEqual([])
    // The same facts lead up to it.
    const before = factsIn(disk, main).findIndex(
      ({ fact }) => fact.kind === 'answer' && fact.field === 'outcome',
    )
    expect(
      factsIn(disk, branch)
        .slice(0, before)
        .map(({ fact }) => fact),
    ).toEqual(
      factsIn(disk, main)
        .slice(0, before)
        .map(({ fact }) => fact),
    )
  })

  it('says why where it cannot be begun, and the case waits as it was', async () => {
    const whole = diskWith(school)
    const disk: Disk = {
      ...whole,
      open: (path, mode) => {
        if (path.includes('TRAINING-2026-0002')) throw diskError('ENOSPC')
        return whole.open(path, mode)
      },
    }
    await run(
      [
        ...toFirstRung,
        ...refused,
        [/What happened/, press('i')],
        [/at which rung/, choose('0')],
        [/disk is full/i, goOn],
        [/rung 2 of 5[\s\S]*What happened/, interrupt],
      ],
      {},
      disk,
    )
  })

  it('leaves the made-up clock as it was', async () => {
    const { disk } = await run([
      ...toFirstRung,
      ...refused,
      [/What happened/, press('i')],
      [/at which rung/, choose('0')],
      [/What happened/, press('f')],
      [/How much time/, choose('ten')],
      [/Thu 3 Dec 2026/, goOn],
      [/immediate danger/, choose('no')],
      [/Who are you/, press('i')],
      [/Back in the case/, goOn],
      [/rung 2 of 5/, press('n')],
      [/note/i, type('back again')],
      [/What happened/, interrupt],
    ])
    const [main = ''] = [...records(disk)].sort()
    expect(factsIn(disk, main).at(-1)?.fact.at.slice(0, 10)).toBe('2026-11-19')
  })
})

describe('a child in danger half-way', () => {
  const name = 'greenvale/danger-at-the-gate'

  it('is met before it is told what comes first, and nobody answers until that is done', async () => {
    const { terminal } = await run(
      Array.from({ length: 24 }, (): Line => [/./, goOn]),
      { case: name, way: 'demonstrate' },
    )
    const texts = terminal.prompts.map(textOf)
    const at = (wanted: RegExp): number => texts.findIndex((text) => wanted.test(text))
    const order = [
      at(/Meanwhile: /),
      at(/What comes first\?/),
      at(/IMMEDIATE DANGER/),
      at(/They say, firmly: “Right/),
    ]
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('silences the other side in a walk until it is said', async () => {
    await run(
      [
        [/Tess/, goOn],
        [/immediate danger/, choose('no')],
        [/What is the disagreement/, choose('plan-progress')],
        [/Who are you/, type('J. Example')],
        [/They say, firmly/, choose('refused')],
        [/When did /, type('')],
        [/How did you/, choose('telephone')],
        [/Who was it/, type('')],
        [/What did they say/, type('')],
        [/What reason/, type('')],
        [/reference/, type('')],
        [/Which of these/, { kind: 'checks', ids: [] }],
        [/Meanwhile: [\s\S]*What comes first\? They answer once that is done/, press('y')],
        [/Nobody is speaking here/, goOn],
        [/What happened/, press('!')],
        [/IMMEDIATE DANGER/, type('Rang 999 (said aloud only)')],
        [/They say, firmly: “Right/, interrupt],
      ],
      { case: name },
    )
  })
})

describe('demonstrating', () => {
  const pages = async (keys: readonly Reply[], name = first): Promise<Scripted> =>
    (
      await run(
        keys.map((reply): Line => [/./, reply]),
        { case: name, way: 'demonstrate' },
      )
    ).terminal

  it('stops at the story and at what the room is to talk about, and plays elsewhere', async () => {
    const { prompts } = await pages(Array.from({ length: 14 }, () => goOn))
    const stops = prompts.map((one) => [one.kind === 'read' && one.wakes === undefined, textOf(one)] as const)
    expect(stops[0]?.[0]).toBe(true)
    for (const [stopped, text] of stops.slice(1, -1)) expect(stopped, text).toBe(/For the room/.test(text))
  })

  it('steps back and forth', async () => {
    const { prompts } = await pages([goOn, goOn, press('←'), goOn, press('Home'), press('q')])
    const shown = prompts.map((one) => textOf(one).replace(/held.*|plays.*/, ''))
    expect(shown[2]).not.toBe(shown[1])
    expect(shown[3]).toBe(shown[1])
    expect(shown[4]).toBe(shown[2])
    expect(shown[5]).toBe(shown[0])
  })

  it.each(
    shippedIds.flatMap((id) =>
      shippedFromSource()
        .exercises(id)
        .map((one) => one.id),
    ),
  )('goes through %s to its end, without a terminal as well', async (name) => {
    const { ports, out } = testPorts({ disk: diskWith(school) })
    expect(await train(ports, { ...options, case: name, way: 'demonstrate' })).toBe(0)
    expect(out()).toMatch(/The case is closed\.|The exercise ends here/)
    // Every page says what it is, and every number when it is to be called.
    const numbers = out()
      .split('\n')
      .filter((line) => /\b0\d{2,4} \d{3,4} \d{3,4}/.test(line) && !/7946 0/.test(line))
    for (const line of numbers) expect(line).not.toMatch(/^\s*\S.*\S {2}0/)
  })
})

describe('a quiz', () => {
  const asked: readonly Line[] = [
    [/A first no/, goOn],
    [/first step/, choose('0')],
    [/Who is to be approached/, choose('0')],
    [/By when/, choose('0')],
  ]

  it('asks all before it tells any, and then right from wrong with clause and reason; the score is by clause', async () => {
    const { out, terminal } = await run(
      [
        ...asked,
        [/first step[\s\S]*Who is to be[\s\S]*By when/, goOn],
        [/Ask for the social worker/, press('q')],
      ],
      { way: 'quiz' },
    )
    const told = textOf(terminal.prompts[4] ?? { kind: 'read', page: { head: [], body: [] }, keys: [] })
    const right = told.match(/Right: /g)?.length ?? 0
    expect(right + (told.match(/Not so: /g)?.length ?? 0)).toBe(3)
    expect(told).toContain('The policy sets no time at this point')
    expect(out).toContain(`Score: ${right} of 3`)
    expect(out).toContain(`clause 2.4a: ${right} of 3`)
  })

  it('shows nothing before a question that tells the answer', async () => {
    const { terminal } = await run(
      [
        ...asked,
        [/first step/, goOn],
        [/What happened/, goOn],
        [/Time passes/, goOn],
        [/next step/, press('q')],
      ],
      { way: 'quiz' },
    )
    const before = terminal.prompts.slice(0, -1).map(textOf)
    for (const text of before) expect(text).not.toMatch(/^Next:|Where the case stands/m)
    const last = terminal.prompts.at(-1)
    expect(last === undefined ? '' : textOf(last)).not.toContain('Team Leader')
  })

  it('shows what to do at once for a child in danger, and asks again', async () => {
    await run(
      [
        [/A first no/, press('!')],
        [/IMMEDIATE DANGER[\s\S]*in a real case/, goOn],
        [/A first no/, goOn],
        [/first step/, press('!')],
        [/IMMEDIATE DANGER/, goOn],
        [/first step/, press('q')],
      ],
      { way: 'quiz' },
    )
  })

  it('counts hands', async () => {
    const { out } = await run(
      [
        [/A first no/, goOn],
        [/first step[\s\S]*How many hands/, type('1 2 3 4')],
        [/How many hands/, type('10 0 0 0')],
        [/How many hands/, type('5 5 0 0')],
        [/of 10 hands/, goOn],
        [/What happened/, press('q')],
      ],
      { way: 'hands' },
    )
    expect(out).toMatch(/Score: \d+ of 30/)
  })
})

describe('the menu', () => {
  it('begins with the usual policy of the casebook', async () => {
    const { terminal } = await run([[/Whose policy/, choose('leave')]], { case: '' })
    const [menu] = terminal.prompts
    const all = menu?.kind === 'choice' ? menu.options.map(({ id }) => id) : []
    expect(all[0]).toBe('southwark')
    expect(all.filter((id) => id !== 'leave').sort()).toEqual(
      shippedIds.filter((id) => shippedFromSource().exercises(id).length > 0),
    )
  })

  it('says what a case shows, in the words of the trainer’s own pages', async () => {
    const { terminal } = await run([[/Which made-up case/, choose('leave')]], { case: 'greenvale' })
    const [menu] = terminal.prompts
    const hints = menu?.kind === 'choice' ? menu.options.map(({ hint }) => hint) : []
    for (const { shows, minutes } of shippedFromSource().exercises('greenvale'))
      expect(hints).toContain(`${shows.map((one) => showsWords[one]).join(', ')}; about ${minutes} minutes`)
  })

  it('says what there is where a case is unknown', async () => {
    const error = await run([], { case: 'greenvale/a-first-yes' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).hint).toContain(first)
  })
})

/** The wizard as a person meets it, over a disk in memory: what is asked, in which order, and what the record then holds. */
import { describe, expect, it } from 'vitest'
import { home } from '../../src/commands/home.ts'
import { resume } from '../../src/commands/resume.ts'
import { start } from '../../src/commands/start.ts'
import type { Ports } from '../../src/ports.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import { newSitting } from '../../src/sitting/sitting.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { clockAt, diskWith, flowFiles, testPorts } from '../commands/ports.ts'
import { parsed } from '../draft/parsed.ts'
import { faultyDisk } from '../storage/faulty-disk.ts'
import { diskError } from '../storage/memory-disk.ts'
import { choose, goOn, type Line, press, type Scripted, scripted, textOf, tick, type } from './scripted.ts'

const casebook = '/home/Rungs'
const record = `${casebook}/records`

const portsFor = (
  disk: Disk,
  terminal: Scripted,
  at = '2026-11-19T10:30:00+00:00',
): { readonly ports: Ports; readonly said: () => string } => {
  const { ports, out, err } = testPorts({
    disk,
    interactive: true,
    clock: clockAt(at),
    openTerminal: () => Promise.resolve(terminal),
  })
  return { ports, said: () => out() + err() }
}

const onlyRecord = (
  disk: Disk,
): { readonly text: string; readonly parsed: ReturnType<typeof parseRecord> } => {
  const [name = ''] = disk.list(record).filter((one) => one.endsWith('.md'))
  const text = Buffer.from(disk.readBytes(`${record}/${name}`)).toString('utf8')
  return { text, parsed: parseRecord(text) }
}

const toFirstRung: readonly Line[] = [
  [/immediate danger/, choose('no')],
  [/What is the disagreement/, choose('not-accepted')],
  [/Who are you/, type('J. Example, DSL')],
]

const noAndNothing: readonly Line[] = [
  [/What happened/, choose('refused')],
  [/When did /, type('')],
  [/How did you speak/, choose('none')],
  [/Who was it/, type('')],
  [/What did they say/, type('Not met')],
  [/What reason/, type('')],
  [/reference number/, type('')],
  [/Which of these/, tick('form')],
]

const run = async (
  disk: Disk,
  script: readonly Line[],
  begin: (ports: Ports) => Promise<number>,
  at?: string,
): Promise<{ readonly code: number; readonly terminal: Scripted; readonly said: string }> => {
  const terminal = scripted(script)
  const { ports, said } = portsFor(disk, terminal, at)
  const code = await begin(ports)
  expect(terminal.left(), 'lines of the script that were not reached').toBe(0)
  return { code, terminal, said: said() }
}

const starting = (ports: Ports): Promise<number> => start(ports, { plain: false, policy: 'greenvale' })
const resuming = (ports: Ports): Promise<number> => resume(ports, { plain: false })

describe('a first sitting', () => {
  it('reaches the first rung in three questions, danger first', async () => {
    const { terminal } = await run(diskWith({}), toFirstRung, starting)
    expect(terminal.prompts).toHaveLength(4)
    expect(textOf(terminal.prompts[3] ?? { kind: 'read', page: { head: [], body: [] }, keys: [] })).toMatch(
      /MASH[\s\S]*020 8314 6660/,
    )
  })

  it('writes nothing before the first answer', async () => {
    const disk = diskWith({})
    const { said, code } = await run(disk, [], starting)
    expect(code).toBe(130)
    expect(said).toContain('Nothing was recorded')
    expect(disk.stat(record)).toBeUndefined()
  })

  it('preselects nothing where a slip would end something', async () => {
    const { terminal } = await run(diskWith({}), [...toFirstRung, ...noAndNothing], starting)
    for (const prompt of terminal.prompts)
      if (prompt.kind === 'choice' && /danger|disagreement|What happened|Think first/.test(prompt.title))
        expect(prompt.preselected).toBeUndefined()
  })

  it('never puts a new case into a record that somebody else abandoned', async () => {
    const disk = diskWith({})
    await run(disk, [[/immediate danger/, choose('no')]], starting)
    await run(disk, toFirstRung, starting)
    expect(disk.list(record).filter((name) => name.endsWith('.md'))).toHaveLength(2)
  })
})

describe('settings and policies that cannot be used', () => {
  it('say so and keep nobody from starting', async () => {
    const disk = diskWith({ [`${casebook}/rungs.yaml`]: 'closure: x\n' })
    const { code } = await run(
      disk,
      [[/settings are not used[\s\S]*closure[\s\S]*immediate danger/, choose('no')]],
      starting,
    )
    expect(code).toBe(130)
  })

  it('leave the choice of another one, and are not remembered', async () => {
    const broken = flowFiles('greenvale').map(([name, text]) => [
      `${casebook}/flows/mine/${name}`,
      name === 'policy.yaml' ? `${text}bogus: 1\n` : text,
    ])
    const disk = diskWith(Object.fromEntries(broken))
    const script: readonly Line[] = [
      [/immediate danger/, choose('no')],
      [/Which policy/, choose('mine')],
      [/cannot be used[\s\S]*bogus/, goOn],
      [/Which policy/, choose('greenvale')],
      [/What is the disagreement/, choose('not-accepted')],
    ]
    await run(disk, script, (ports) => start(ports, { plain: false }))
    expect(Buffer.from(disk.readBytes(`${casebook}/rungs.yaml`)).toString('utf8')).toContain(
      'usual-policy: greenvale',
    )
  })

  it('a folder whose name is no id is told, not offered into a crash', async () => {
    const named = flowFiles('greenvale').map(([name, text]) => [`${casebook}/flows/our school/${name}`, text])
    const script: readonly Line[] = [
      [/immediate danger/, choose('no')],
      [/Which policy/, choose('our school')],
      [/cannot be used[\s\S]*cannot be a policy's id/, goOn],
      [/Which policy/, choose('greenvale')],
    ]
    await run(diskWith(Object.fromEntries(named)), script, (ports) => start(ports, { plain: false }))
  })
})

describe('danger', () => {
  it('answered with yes stands under what to do, and is recorded', async () => {
    const disk = diskWith({})
    const { terminal } = await run(
      disk,
      [
        [/immediate danger/, choose('yes')],
        [/Call 999 now[\s\S]*What have you done/, type('called 999')],
      ],
      starting,
    )
    expect(terminal.prompts).toHaveLength(3)
    expect(onlyRecord(disk).text).toContain('Any child in immediate danger: Yes (`yes`)')
  })

  it('from the home screen shows what to do before anything else', async () => {
    await run(
      diskWith({}),
      [
        [/What do you want to do/, press('!')],
        [/Call 999 now/, type('')],
        [/Which policy/, press('s')],
      ],
      (ports) => home(ports, { plain: false }),
    )
  })

  it('in the middle of a note comes back to the note with what was typed', async () => {
    const { terminal } = await run(
      diskWith({}),
      [
        ...toFirstRung,
        [/What happened/, press('n')],
        [/Your note/, press('!', 'half a no')],
        [/Call 999/, type('')],
        [/Your note/, type('half a note')],
      ],
      starting,
    )
    expect(terminal.prompts.at(-2)).toMatchObject({ kind: 'text', draft: 'half a no' })
  })

  it('in the middle of an answer keeps what was typed', async () => {
    const { terminal } = await run(
      diskWith({}),
      [
        ...toFirstRung,
        [/What happened/, choose('refused')],
        [/When did/, type('')],
        [/How/, choose('telephone')],
        [/Who was it/, press('!', 'A. Exa')],
        [/Call 999/, type('')],
        [/Who was it/, type('A. Example')],
      ],
      starting,
    )
    expect(terminal.prompts.at(-2)).toMatchObject({ draft: 'A. Exa' })
  })

  it('is shown even where nothing can be written', async () => {
    const disk = faultyDisk(diskWith({}), { nth: 1, operation: 'open', code: 'EROFS', forEver: true })
    const { code, said } = await run(
      disk,
      [
        [/immediate danger/, press('!')],
        [/Call 999 now/, goOn],
        [/NOT SAVED\. [\s\S]*What now/, choose('leave')],
      ],
      starting,
    )
    expect(code).not.toBe(0)
    expect(said).toContain('Nothing was recorded')
  })
})

describe('a record that cannot be created', () => {
  it('keeps the answer, and begins in another folder with it', async () => {
    const inner = diskWith({ '/stick/readme.txt': '' })
    const disk: Disk = {
      ...inner,
      open: (path, mode) => {
        if (path.startsWith(casebook)) throw diskError('ENOSPC')
        return inner.open(path, mode)
      },
    }
    const script: readonly Line[] = [
      [/immediate danger/, choose('no')],
      [/NOT SAVED[\s\S]*What now/, choose('elsewhere')],
      [/Which folder/, type('/stick')],
      [/What is the disagreement/, choose('not-accepted')],
      [/Who are you/, type('J. Example, DSL')],
    ]
    await run(disk, script, starting)
    const [name = ''] = inner.list('/stick/records').filter((one) => one.endsWith('.md'))
    const parsed = parseRecord(inner.readBytes(`/stick/records/${name}`))
    expect(parsed.problems).toEqual([])
    expect(placedFacts(parsed).map(({ fact }) => (fact.kind === 'answer' ? fact.field : fact.kind))).toEqual([
      'device',
      'program',
      'clock-given',
      'danger',
      'policy',
      'scenario',
      'recorded-by',
    ])
  })
})

describe('what the disk refuses in the middle of a sitting', () => {
  it('a folder that cannot be looked at is another reason to show, not a crash', async () => {
    const inner = diskWith({})
    const disk: Disk = {
      ...inner,
      open: (path, mode) => {
        if (path.startsWith(casebook)) throw diskError('ENOSPC')
        return inner.open(path, mode)
      },
      stat: (path) => {
        if (path.startsWith('/loop')) throw diskError('ELOOP')
        return inner.stat(path)
      },
    }
    const script: readonly Line[] = [
      [/immediate danger/, choose('no')],
      [/NOT SAVED[\s\S]*What now/, choose('elsewhere')],
      [/Which folder/, type('/loop')],
      [/NOT SAVED[\s\S]*ELOOP[\s\S]*What now/, choose('leave')],
    ]
    expect((await run(disk, script, starting)).code).toBe(2)
  })

  it('a record that is gone is said at r, and the sitting goes on', async () => {
    const inner = diskWith({})
    const disk: Disk = {
      ...inner,
      readBytes: (path) => {
        if (path.endsWith('.md')) throw diskError('ENOENT')
        return inner.readBytes(path)
      },
    }
    await run(
      disk,
      [...toFirstRung, [/What happened/, press('r')], [/ENOENT/, goOn], [/What happened/, press('s')]],
      starting,
    )
  })
})

describe('a full disk', () => {
  it('says so, keeps the answer, and saves it once there is room', async () => {
    const inner = diskWith({})
    const faulty = faultyDisk(inner, { nth: 60, operation: 'write', code: 'ENOSPC', forEver: true })
    const terminal = scripted([])
    const asked: string[] = []
    const script = [
      ...toFirstRung,
      ...noAndNothing,
      ...Array.from(
        { length: 12 },
        () =>
          [
            [/What happened/, choose('waiting')],
            [/When/, type('')],
            [/How/, choose('none')],
            [/Who/, type('')],
            [/look at this/, type('')],
          ] as readonly Line[],
      ).flat(),
    ]
    let step = 0
    const person: Scripted = {
      ...terminal,
      ask: (prompt) => {
        const title = 'title' in prompt ? prompt.title : ''
        const text = textOf(prompt)
        asked.push(text)
        if (text.includes('NOT SAVED.')) {
          faulty.heal()
          return Promise.resolve(choose('again'))
        }
        if (
          /Which child|Which decision|When were you told|What is your concern|What has the child|What do you want/.test(
            title,
          )
        )
          return Promise.resolve(type(''))
        return Promise.resolve(script[step++]?.[1] ?? { kind: 'interrupted' })
      },
    }
    const { ports } = portsFor(faulty, person)
    await starting(ports)
    expect(asked.some((text) => /NOT SAVED\. The disk is full/.test(text))).toBe(true)
    const { parsed } = onlyRecord(inner)
    expect(parsed.problems).toEqual([])
    // Every answer is there, the one that failed too: thirteen outcomes were given.
    expect(
      placedFacts(parsed).filter(({ fact }) => fact.kind === 'answer' && fact.field === 'outcome'),
    ).toHaveLength(13)
  })
})

describe('a later sitting', () => {
  const waiting: readonly Line[] = [
    ...toFirstRung,
    [/What happened/, choose('waiting')],
    [/When did /, type('')],
    [/How did you speak/, choose('telephone')],
    [/Who was it/, type('A. Example')],
    [/look at this again/, type('tomorrow')],
    [/Which of these/, tick()],
    [/Which child/, type('AB')],
    [/Which decision/, type('')],
    [/When were you told/, type('')],
    [/What is your concern/, type('')],
    [/What has the child said/, type('')],
    [/What do you want/, type('')],
    [/Waiting for their answer since Thu 19 Nov, 10:30/, press('s')],
    [/no names, nothing that you typed[\s\S]*A reminder for your calendar/, choose('no')],
  ]

  it('says what passed meanwhile, asks about danger again and offers the last name', async () => {
    const disk = diskWith({})
    const left = await run(disk, waiting, starting)
    expect(left.code).toBe(0)
    expect(left.said).toMatch(/Go on with: rungs resume [A-Z]\d-2026-0001/)
    const { terminal } = await run(
      disk,
      [
        [/Today is Mon 23 Nov[\s\S]*3 days late[\s\S]*immediate danger/, choose('no')],
        [/Who are you/, type('J. Example, DSL')],
      ],
      resuming,
      '2026-11-23T09:00:00+00:00',
    )
    expect(terminal.prompts[1]).toMatchObject({ offered: 'J. Example, DSL' })
    expect(onlyRecord(disk).parsed.problems).toEqual([])
  })

  describe('a reminder for the calendar', () => {
    const until = waiting.slice(0, -1)
    const offer = /no names, nothing that you typed[\s\S]*A reminder for your calendar/
    const resumed: readonly Line[] = [
      [/immediate danger/, choose('no')],
      [/Who are you/, type('J. Example, DSL')],
    ]
    const reminders = `${casebook}/reminders`
    const fileIn = (disk: Disk) => {
      const [name = ''] = disk.list(reminders)
      return { name, events: parsed(Buffer.from(disk.readBytes(`${reminders}/${name}`)).toString('utf8')) }
    }

    it('is offered on the way out, once; Enter alone writes none', async () => {
      const disk = diskWith({})
      const { terminal, code } = await run(disk, waiting, starting)
      expect(code).toBe(0)
      expect(terminal.prompts.at(-1)).toMatchObject({ kind: 'choice', preselected: 'no' })
      expect(disk.stat(reminders)).toBeUndefined()
    })

    it('is written beside the records, without a name, and its place is said', async () => {
      const disk = diskWith({})
      const { said, code } = await run(disk, [...until, [offer, choose('yes')]], starting)
      expect(code).toBe(0)
      const { name, events } = fileIn(disk)
      expect(name).toMatch(/^[A-Z]\d-2026-0001\.ics$/)
      expect(said).toContain(
        `The reminder, for your calendar program to open or import: ${reminders}/${name}`,
      )
      expect(events.map(({ start }) => start)).toContain('2026-11-20')
      expect(JSON.stringify(events)).not.toMatch(/A\. Example|J\. Example|AB/)
    })

    it('is not offered where the sitting set no deadline, nor where the person leaves at once', async () => {
      const disk = diskWith({})
      const begun = waiting.slice(
        0,
        waiting.findIndex(([title]) => title.test('Which child')),
      )
      const left = await run(disk, [...begun, [/Which child/, press('s')]], starting)
      expect(left.terminal.prompts.some((one) => offer.test(textOf(one)))).toBe(false)
      const again = await run(disk, [...resumed, ...waiting.slice(begun.length, -1)], resuming)
      expect(again).toMatchObject({ code: 0 })
    })

    it('takes the place of an earlier one of the same case, not of what somebody else has put there', async () => {
      const disk = diskWith({})
      await run(disk, [...until, [offer, choose('yes')]], starting)
      const before = fileIn(disk)
      const later: readonly Line[] = [
        ...resumed,
        [/What happened/, choose('waiting')],
        [/When did /, type('')],
        [/How did you speak/, choose('telephone')],
        [/Who was it/, type('A. Example')],
        [/look at this again/, type('fri')],
        [/Waiting for their answer/, press('s')],
        [offer, choose('yes')],
      ]
      await run(disk, later, resuming, '2026-11-23T09:00:00+00:00')
      const after = fileIn(disk)
      expect(disk.list(reminders)).toEqual([before.name])
      const own = (events: typeof after.events) => events.find(({ uid }) => uid.includes('look-again'))
      expect(own(after.events)?.uid).toBe(own(before.events)?.uid)
      expect(own(after.events)?.start).toBe('2026-11-27')
      expect(own(after.events)?.sequence).toBeGreaterThan(own(before.events)?.sequence ?? 0)
      disk.remove(`${reminders}/${before.name}`)
      const other = disk.open(`${reminders}/${before.name}`, 'create-exclusive')
      disk.write(other, Buffer.from('mine'))
      disk.close(other)
      const last = later.map(([title, reply]) =>
        title.test('look at this again') ? ([title, type('in 8 days')] as const) : ([title, reply] as const),
      )
      const { said, code } = await run(disk, last, resuming, '2026-11-24T09:00:00+00:00')
      expect(code).toBe(0)
      expect(said).toContain('was not made by Rungs, and is left as it is')
      expect(Buffer.from(disk.readBytes(`${reminders}/${before.name}`)).toString()).toBe('mine')
    })

    it('that cannot be written is one clear line, and keeps nobody', async () => {
      const disk = diskWith({})
      const full: Disk = {
        ...disk,
        open: (path, mode) => {
          if (path.startsWith(reminders)) throw diskError('ENOSPC')
          return disk.open(path, mode)
        },
      }
      const { said, code } = await run(full, [...until, [offer, choose('yes')]], starting)
      expect(code).toBe(0)
      expect(said.replace(/\s+/g, ' ')).toMatch(
        /The reminder is NOT written: The disk is full \(ENOSPC\): .+ The record lacks nothing\./,
      )
      expect(disk.list(reminders)).toEqual([])
      expect(onlyRecord(disk).parsed.problems).toEqual([])
    })

    it('gives way to danger, and is then offered again', async () => {
      const { code } = await run(
        diskWith({}),
        [
          ...until,
          [offer, press('!')],
          [/999[\s\S]*What have you done/, type('Rang 999')],
          [offer, choose('no')],
        ],
        starting,
      )
      expect(code).toBe(0)
    })
  })

  it('shows what to do where danger is called out at a question on the way out, and comes back to that', async () => {
    const { code } = await run(
      diskWith({}),
      [
        ...toFirstRung,
        [/What happened/, press('s')],
        [/Before you go[\s\S]*Which child/, press('!', 'A')],
        [/999[\s\S]*What have you done/, type('Rang 999')],
        [/Before you go[\s\S]*Which child/, press('s')],
      ],
      starting,
    )
    expect(code).toBe(0)
  })

  it('offers today’s edition of the policy, and moving to it is a fact', async () => {
    const files = Object.fromEntries(
      flowFiles('greenvale').map(([name, text]) => [`${casebook}/flows/greenvale/${name}`, text]),
    )
    const before = diskWith(files)
    await run(before, waiting, starting)
    const changed = flowFiles('greenvale').map(
      ([name, text]) =>
        [
          `${casebook}/flows/greenvale/${name}`,
          name === 'policy.yaml' ? text.replace('Signed October 2022', 'Signed November 2026') : text,
        ] as const,
    )
    for (const [name, text] of changed) {
      before.remove(name)
      const file = before.open(name, 'create-exclusive')
      before.write(file, Buffer.from(text))
      before.close(file)
    }
    await run(
      before,
      [
        [/immediate danger/, choose('no')],
        [/Who are you/, type('J. Example')],
        [/The policy has changed since/, choose('stay')],
        [/What happened/, press('s')],
      ],
      resuming,
    )
    expect(placedFacts(onlyRecord(before).parsed).filter(({ fact }) => fact.kind === 'policy')).toHaveLength(
      1,
    )
    await run(
      before,
      [
        [/immediate danger/, choose('no')],
        [/Who are you/, type('J. Example')],
        [/November 2026[\s\S]*The policy has changed since/, choose('move')],
        [/What happened/, press('s')],
      ],
      resuming,
    )
    expect(placedFacts(onlyRecord(before).parsed).filter(({ fact }) => fact.kind === 'policy')).toHaveLength(
      2,
    )
    await run(
      before,
      [
        [/immediate danger/, choose('no')],
        [/Who are you/, type('J. Example')],
        [/What happened/, press('s')],
      ],
      resuming,
    )
  })

  it('tells what is lost where the policy is not beside the record any more', async () => {
    const files = Object.fromEntries(
      flowFiles('greenvale').map(([name, text]) => [
        `${casebook}/flows/greenvale/${name}`,
        text.replace('Signed October 2022', 'Signed by us'),
      ]),
    )
    const disk = diskWith(files)
    await run(disk, waiting, starting)
    for (const name of disk.list(`${record}/policies`)) disk.remove(`${record}/policies/${name}`)
    await run(
      disk,
      [
        [/immediate danger/, choose('no')],
        [/is not beside the records/, goOn],
      ],
      resuming,
    )
  })

  it('keeps a corrected answer in the record, marked as replaced', async () => {
    const disk = diskWith({})
    const correct: readonly Line[] = [
      [/Team Leader[\s\S]*What happened/, press('b')],
      [/Which answer/, choose('older')],
      [/Which answer/, choose('2.1')],
      [/Why/, choose('mistyped')],
      [/What happened/, choose('agreed')],
      [/They agreed[\s\S]*What exactly was agreed/, type('A visit today')],
    ]
    await run(disk, [...toFirstRung, ...noAndNothing, ...correct], starting)
    const { text, parsed } = onlyRecord(disk)
    expect(parsed.problems).toEqual([])
    expect(text).toContain('What happened: They do not agree: go up to a Team Leader (`refused`)')
    expect(text).toContain('Replaces: entry 2, fact 1; mistyped (`mistyped`)')
    expect(text).toMatch(/Replaces: entry 2[^\n]*\n[^\n]*What happened: They accept the referral/)
  })
})

it('a sitting that has not begun holds no file', () => {
  const { ports } = testPorts()
  expect(
    newSitting(
      ports,
      { folder: casebook, settings: { closures: [], contacts: {} } },
      { policy: () => undefined, calendar: () => undefined, pinnedCalendar: () => undefined },
    ).file,
  ).toBeUndefined()
})

/** `rungs replay` and `rungs compare` as built, in a pseudo-terminal and without one, on records from elsewhere. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { Fact, Place } from '../../src/case/fact.ts'
import { openShipped } from '../../src/flow/shipped.ts'
import { walk } from '../../src/proof/walk.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { redact } from '../../src/record/redact.ts'
import { appendFact, beginRecord, sealEntry } from '../../src/record/writer.ts'
import { recordOf } from '../commands/walked-record.ts'
import { policyOf, walkOf, worldOf } from '../flows/shipped.ts'
import { salt } from '../record/sample.ts'
import { keys, type Session } from '../terminal/pty.ts'
import { answer, type Home, newHome, rungs, talk } from './program.ts'

const shipped = openShipped((name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8'))

const walked = (): string => recordOf('southwark', 'thresholds-promises-that-are-not-kept')

/** A folder with one file in it, and nothing that Rungs has made. */
const alone = (text: string, name = 'K7-2026-0042.md'): { readonly home: Home; readonly file: string } => {
  const home = newHome()
  const file = join(home.folder, 'from-elsewhere', name)
  mkdirSync(join(home.folder, 'from-elsewhere'))
  writeFileSync(file, text)
  return { home, file }
}

const stopOf = (screen: string): string => /^ ?(\d+) of \d+/m.exec(screen)?.[1] ?? ''

/** Presses a key, and waits until the page of another stop is there. */
const press = async (session: Session, key: string, stop: string): Promise<void> => {
  session.send(key)
  await session.until((screen) => stopOf(screen) === stop && /\? keys$/.test(screen))
}

const first = 'intact; nothing outside confirms it; follows the policy'

describe('in a terminal', () => {
  it.each([
    [80, 24],
    [40, 24],
  ])('goes forth and back, to the ends, and leaves with 0, at %d by %d', async (columns, rows) => {
    const { home, file } = alone(walked())
    const session = talk(home, ['replay', file], { columns, rows })
    await session.until(/\? keys$/)
    const begun = session.screen()
    expect(begun.replace(/\s+/g, ' ').trim().startsWith(first)).toBe(true)
    await press(session, keys.right, '2')
    await press(session, keys.enter, '3')
    expect(session.overflows()).toEqual([])
    await press(session, keys.left, '2')
    await press(session, keys.backspace, '1')
    expect(session.screen()).toBe(begun)
    session.send(keys.left)
    await session.until('This is the first stop.')
    session.send('\x1b[F')
    await session.until((screen) => /^ ?(\d+) of \1\b/m.test(screen))
    expect(session.overflows()).toEqual([])
    session.send(keys.right)
    await session.until('This is the last stop.')
    await press(session, '\x1b[H', '1')
    session.send('q')
    expect(await session.ended).toBe(0)
  })

  it('goes to a rung, to what is late, to words; and says where there is none', async () => {
    const { home, file } = alone(walked())
    const session = talk(home, ['replay', file])
    await answer(session, [
      [/\? keys$/, 'r'],
      ['To which rung?', '2'],
      [/of \d+.*\n.*rung 2 of 5/, 'r'],
      ['To which rung?', '1'],
    ])
    await session.until(/rung 1 of 5/)
    const shown = stopOf(session.screen())
    session.send('s')
    await session.until('Ask for: ')
    expect(session.screen()).not.toContain('What the policy allowed')
    session.send(keys.enter)
    await session.until(/\? keys$/)
    session.send('l')
    await session.until((screen) => /LATE by|Written down|Nothing was late/.test(screen))
    await answer(session, [
      [/\? keys$/, '/'],
      ['Search for', 'concern'],
      ['› concern', keys.enter],
    ])
    await session.until(
      (screen) => stopOf(screen) !== '' && stopOf(screen) !== shown && screen.includes('oncern'),
    )
    await answer(session, [
      [/n again/, '/'],
      ['Search for', '\x15nowhere to be found'],
      ['nowhere to be found', keys.enter],
    ])
    await session.until('Nothing found for “nowhere to be found”.')
    session.send('?')
    await session.until('to the next stop with these words')
    session.send(keys.enter)
    await session.until(/\? keys$/)
    session.send(keys.interrupt)
    expect(await session.ended).toBe(130)
  })

  it('keeps each answer back until somebody asks', async () => {
    const { home, file } = alone(walked())
    const session = talk(home, ['replay', file, '--hide-outcome'])
    await session.until(/\? keys$/)
    await press(session, keys.right, '2')
    await session.until('The answer is kept back.')
    expect(session.screen()).not.toContain('●')
    session.send('o')
    await session.until('● No')
    session.send('o')
    await session.until('The answer is kept back.')
    session.send('q')
    expect(await session.ended).toBe(0)
  })

  it('plays by itself, and stops when told to', async () => {
    const { home, file } = alone(walked())
    const session = talk(home, ['replay', file, '--auto', '--max-pause', '0'])
    await session.until((screen) => stopOf(screen) === '3')
    session.send(keys.space)
    await session.until('Paused: the space bar plays on.')
    const stopped = Number(stopOf(session.screen()))
    await press(session, keys.right, String(stopped + 1))
    session.send(keys.space)
    await session.until((screen) => stopOf(screen) === String(stopped + 3))
    session.send('q')
    expect(await session.ended).toBe(0)
  })
})

/** A record of more than half a megabyte: a walk, and then notes. */
const long = (): string => {
  const policy = policyOf('southwark')
  const { script, start } = walkOf('southwark', 'thresholds-settled-at-stage-1')
  const { facts } = walk(worldOf(policy), policy, script, start)
  const at = facts.at(-1)?.fact.at ?? ''
  const begun = beginRecord('K7-2026-0042', 'Europe/London', salt)
  let { head } = begun
  let text = begun.text
  const add = (place: Place, fact: Fact): void => {
    const step = appendFact(head, place, fact)
    head = step.head
    text += step.text
  }
  for (const { place, fact } of facts) add(place, fact)
  for (let i = 0; i < 40; i++)
    add(
      { kind: 'note' },
      {
        kind: 'answer',
        at,
        field: 'note',
        value: { kind: 'text', text: `${'A long note. '.repeat(1200)}${i}` },
      },
    )
  return text + sealEntry(head).text
}

test('a long record shows its first page before all of it is checked, and then its verdict', async () => {
  const { home, file } = alone(long())
  const session = talk(home, ['replay', file])
  await session.until(first)
  expect(session.written()).toContain('being checked: seals, signatures, rules and times of 0.6 MB')
  expect(session.written()).toContain('1 of …')
  expect(session.screen()).toMatch(/1 of \d\d/)
  session.send('q')
  expect(await session.ended).toBe(0)
})

describe('in print', () => {
  it('tells the whole story once, the verdict first, wherever nobody sits at a terminal', async () => {
    const { home, file } = alone(walked())
    const { code, out, err } = await rungs(home, ['replay', file])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.startsWith(first)).toBe(true)
    expect(out).toContain('On the screen then')
    expect(out).toContain('What the policy allowed')
    const session = talk(home, ['--plain', 'replay', file], { rows: 200 })
    expect(await session.ended).toBe(0)
    expect(session.written()).not.toContain('\x1b[H')
    expect(session.scrollback()).toContain('1 of ')
  })

  it('as JSON has every stop', async () => {
    const { home, file } = alone(walked())
    const { code, out } = await rungs(home, ['replay', file, '--json'])
    const { record, stops } = JSON.parse(out) as {
      readonly record: { readonly id: string }
      readonly stops: readonly { readonly number: number; readonly of: number }[]
    }
    expect(code).toBe(0)
    expect(record.id).toBe('K7-2026-0042')
    expect(stops.map(({ number }) => number)).toEqual(stops.map((_, i) => i + 1))
    expect(stops).toHaveLength(stops[0]?.of ?? 0)
  })

  it('of a redacted copy tells as much as is left, and follows the policy', async () => {
    const text = walked()
    const { home, file } = alone(
      redact(text, parseRecord(text), () => true),
      'copy.md',
    )
    const { code, out } = await rungs(home, ['replay', file])
    expect(code).toBe(0)
    expect(out).toContain('follows the policy')
    expect(out).toContain('"left out"')
  })
})

describe('from elsewhere', () => {
  it('without its policy has facts and times, and says which checks could not run', async () => {
    const text = recordOf('southwark', 'thresholds-settled-at-stage-1', (fact) =>
      fact.kind === 'policy' ? { ...fact, sha256: '5'.repeat(64) } : fact,
    )
    const { home, file } = alone(text)
    const { code, out } = await rungs(home, ['replay', file])
    expect(out.split('\n\n')[0]?.replace(/\s+/g, ' ')).toContain(
      'rules not checked: The policy with sha256 555555555555... is not there',
    )
    expect(out).toContain('Recorded by: "')
    expect(out).not.toContain('What the policy allowed')
    expect(code).toBe(0)
    const { code: none, err } = await rungs(home, ['compare', file])
    expect(none).toBe(2)
    expect(err).toContain('is not to be had')
  })

  const moved = (): { readonly text: string; readonly policy: string; readonly sha256: string } => {
    const { text = '', policy } = shipped.policy('southwark') ?? {}
    const anew = text.replace('#### file: policy.yaml\n', '#### file: policy.yaml\n# An older edition.\n')
    const sha256 = process.getBuiltinModule('node:crypto').createHash('sha256').update(anew).digest('hex')
    const record = recordOf('southwark', 'thresholds-settled-at-stage-1', (fact) =>
      fact.kind === 'policy' && fact.sha256 === policy?.sha256 ? { ...fact, sha256 } : fact,
    )
    return { text: record, policy: anew, sha256 }
  }

  it('finds the policy in a folder beside it, or takes it by hand, and refuses another', async () => {
    const { text, policy, sha256 } = moved()
    const { home, file } = alone(text)
    expect((await rungs(home, ['replay', file])).out).toContain('rules not checked')
    const given = join(home.folder, 'given.yaml')
    writeFileSync(given, policy)
    expect((await rungs(home, ['replay', file, '--policy', given])).out).toContain('follows the policy')
    const other = await rungs(home, ['replay', file, '--policy', 'greenwich'])
    expect(other).toMatchObject({ code: 2, out: '' })
    expect(other.err).toContain('The record does not name this policy')
    mkdirSync(join(home.folder, 'from-elsewhere', 'policies'))
    writeFileSync(join(home.folder, 'from-elsewhere', 'policies', `${sha256}.yaml`), policy)
    expect((await rungs(home, ['replay', file])).out).toContain('follows the policy')
    const compared = await rungs(home, ['compare', file])
    expect(compared.code).toBe(0)
    expect(compared.out).toContain('The same questions in the same order')
  })

  it('that was changed replays, says so first, and ends with 1', async () => {
    const { home, file } = alone(
      walked().replace('Threshold', 'Treshold').replace('No (`no`)', 'Yes (`yes`)'),
    )
    const { code, out } = await rungs(home, ['replay', file])
    expect(code).toBe(1)
    expect(out.startsWith('CHANGED at entry 1')).toBe(true)
    expect(out.split('\n').length).toBeGreaterThan(50)
  })

  it.each([
    ['is cut off in the middle', () => walked().slice(0, 3000), 1],
    ['is no record', () => '# Shopping\n\n- Milk\n', 2],
    ['is empty', () => '', 2],
  ])('that %s', async (_, text, wanted) => {
    const { home, file } = alone(text())
    const { code, out, err } = await rungs(home, ['replay', file])
    expect(out === '' ? code : 1).toBe(wanted)
    expect(out + err).not.toContain('bug')
  })
})

test('what makes no sense is told with a hint', async () => {
  const { home, file } = alone(walked())
  for (const [args, words] of [
    [['replay', join(home.folder, 'none.md')], 'not there'],
    [['replay', `${home.folder}/from-elsewhere`], 'is a folder'],
    [['replay', file, '--speed', '2'], '--auto'],
    [['replay', file, '--auto'], 'in a terminal'],
    [['replay', file, '--auto', '--speed', 'fast'], 'takes a number'],
    [['compare', file, '--to', 'nothing-like-it'], 'no policy'],
  ] as const) {
    const { code, err, out } = await rungs(home, args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(words)
    expect(err).toContain('rungs: hint:')
  }
})

test('nothing is changed, and nothing left behind, by looking', async () => {
  const { home, file } = alone(walked())
  const files = (): readonly string[] => readdirSync(home.folder, { recursive: true, encoding: 'utf8' })
  const before = files()
  await rungs(home, ['replay', file])
  await rungs(home, ['compare', file])
  expect(files()).toEqual(before)
  expect(readFileSync(file, 'utf8')).toBe(walked())
})

test('a record under the name of another says so first, and ends with 1', async () => {
  const { home, file } = alone(walked(), 'K7-2026-0041.md')
  const { code, out } = await rungs(home, ['replay', file])
  expect(code).toBe(1)
  expect(out.replace(/\s+/g, ' ')).toMatch(/^intact.*MISNAMED: The file is named K7-2026-0041/)
})

test('compare says that the edition is the same', async () => {
  const { home, file } = alone(walked())
  const { code, out } = await rungs(home, ['compare', file])
  expect(code).toBe(0)
  expect(out).toContain('The edition is the same to the letter')
})

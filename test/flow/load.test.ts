/** Everything that is wrong is said at once, without false alarms; and time grows with the size of a flow, not faster. */
import { describe, expect, it } from 'vitest'
import { loadPolicy } from '../../src/flow/load.ts'
import { base, type Files, laid, overlay, placesOf, textsOver } from './layers.ts'

const change = (name: string, from: string, to: string, files: Files = base): Files => {
  const text = files[name] ?? ''
  if (text.split(from).length !== 2) throw new Error(`"${from}" is not in ${name} once`)
  return { ...files, [name]: text.replace(from, () => to) }
}

const places = (files: Files) => placesOf(loadPolicy(textsOver(['borough', files])))

const unknownRung = change('refused.yaml', 'at: call', 'at: cal')

describe('findings at once', () => {
  it('of a reference, while another scenario has not its shape', () => {
    expect(places(change('closed.yaml', 'when: It happened.', 'whem: It happened.', unknownRung))).toEqual(
      [
        'RF004 flows/borough/closed.yaml:2:1',
        'RF006 flows/borough/closed.yaml:1:1',
        'RF010 flows/borough/refused.yaml:31:40',
      ].sort(byLine),
    )
  })

  it('of a reference, while policy.yaml has not its shape', () => {
    expect(places(change('policy.yaml', 'nation: england', 'nation: atlantis', unknownRung))).toEqual([
      'RF007 flows/borough/policy.yaml:3:9',
      'RF010 flows/borough/refused.yaml:31:40',
    ])
  })

  it('does not take for unknown what a broken part of policy.yaml defines', () => {
    const broken = change('policy.yaml', '    role: Front desk\n', '    rôle: Front desk\n')
    expect(places(broken).filter((one) => one.startsWith('RF010'))).toEqual([])
    const ladder = change('policy.yaml', '      title: Ask the Head of Service\n', '')
    expect(places(ladder).filter((one) => one.startsWith('RF010'))).toEqual([])
  })

  it('does not take for unknown what a broken scenario defines', () => {
    const named = change(
      'refused.yaml',
      'refused: They do not agree\n  - ladder',
      'refused: {label: No, to: closed/call}\n  - ladder',
    )
    for (const broken of [
      change('closed.yaml', 'when: It happened.', '', named),
      change('closed.yaml', 'when: It happened.', 'when: [', named),
    ])
      expect(places(broken).filter((one) => !one.includes('closed.yaml'))).toEqual([])
  })

  it('says what is no YAML, in every file', () => {
    const broken = Object.fromEntries(Object.keys(base).map((name) => [name, 'title: "']))
    expect(new Set(places(broken).map((one) => one.split(':')[0]))).toEqual(
      new Set(['closed', 'policy', 'refused'].map((name) => `RF001 flows/borough/${name}.yaml`)),
    )
  })

  it('says what is wrong in both layers', () => {
    const under = change('closed.yaml', 'at: call', 'at: cal')
    expect(placesOf(laid(`${overlay}roles: {Nobody: Somebody}\n`, {}, under))).toEqual([
      'RF010 flows/borough/closed.yaml:31:40',
      'RF010 flows/our-school/overlay.yaml:3:9',
    ])
  })
})

const byLine = (a: string, b: string): number => a.slice(6).localeCompare(b.slice(6), 'en', { numeric: true })

const many = (count: number): Files => ({
  'policy.yaml': (base['policy.yaml'] ?? '').replace('[refused, closed]', '[refused]'),
  'refused.yaml': (base['refused.yaml'] ?? '').replace(
    '  - ladder: senior\n',
    `  - ladder: senior\n${[...Array(count).keys()]
      .map(
        (i) =>
          `  - {id: r${i}, title: Ask number ${i}, clause: "${i}", whom: Post ${i}, contacts: [desk], outcomes: {agreed: They agree, refused: {label: No, to: r${Math.min(i + 1, count - 1)}}}}\n`,
      )
      .join('')}`,
  ),
})

const time = (act: () => unknown): number => {
  const runs = [0, 1, 2].map(() => {
    const start = performance.now()
    act()
    return performance.now() - start
  })
  return Math.min(...runs)
}

describe('a flow of many rungs', () => {
  it('takes time in proportion to its rungs, alone and with an overlay over it', () => {
    const alone = (count: number) => loadPolicy(textsOver(['borough', many(count)]))
    const words = (count: number) =>
      `${overlay}rungs:\n${[...Array(count).keys()].map((i) => `  r${i}: {label: "${i}"}\n`).join('')}`
    const under = (count: number) => laid(words(count), {}, many(count))
    expect(placesOf(alone(10)).concat(placesOf(under(10)))).toEqual([])
    for (const load of [alone, under]) {
      load(100)
      const [small, large] = [time(() => load(100)), time(() => load(1000))]
      // Ten times as many: with quadratic work in it, a hundred times as long.
      expect(large / small).toBeLessThan(30)
    }
  })

  it('ends where an overlay puts thousands of rungs in thousands of places', () => {
    const adds = [...Array(1000).keys()]
      .map((i) => `  - {after: r${i % 200}, rung: {id: x, title: X, clause: x, outcomes: {done: Done}}}\n`)
      .join('')
    const chain = [...Array(1000).keys()]
      .map(
        (i) =>
          `  - {after: ${i === 0 ? 'ask' : `x${i - 1}`}, rung: {id: x${i}, title: X, clause: x, outcomes: {done: Done}}}\n`,
      )
      .join('')
    for (const list of [adds, chain])
      expect(time(() => laid(`${overlay}add:\n${list}`, {}, many(200)))).toBeLessThan(5000)
  })
})

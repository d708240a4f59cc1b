/** `rungs flow test`: what it prints, what it returns, on small flows and on those that ship. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { flowTest, type TestOptions } from '../../src/commands/flow-test.ts'
import { UserError } from '../../src/errors.ts'
import type { Tested } from '../../src/render/flow/test.ts'
import { diskWith, testPorts } from './ports.ts'

const policyYaml = `title: Example policy
short: Example
nation: england
edition: {printed: March 2026}
danger: {do: [{text: Ring 999., clause: "1"}]}
contacts:
  desk: {role: The desk, printed: March 2026, clause: "1", lines: [{value: "020 7946 0100"}]}
scenarios: [refused]
`

const scenarioYaml = `title: They refuse
when: The desk says no.
clause: "2"
ladder:
  - id: desk
    title: Ask the desk
    clause: "2.1"
    whom: The desk
    contacts: [desk]
    outcomes: {agreed: They agree, refused: They do not agree}
  - id: lead
    title: Ask the lead
    clause: "2.2"
    whom: The lead
    contacts: [desk]
    clocks: {answer: {title: answer, whose: theirs, within: 2 working days, from: reached, clause: "2.2"}}
    outcomes: {agreed: They agree, refused: They do not agree}
top: {text: The policy ends here., clause: "2.3"}
`

const walkYaml = `scenario: refused
at: "2026-11-19T10:30"
danger: no
recorded-by: A. Example
rungs:
  desk: {outcome: refused}
  lead: {outcome: waiting}
expect:
  rungs: [desk, lead]
  due:
    - "lead/answer: end of Mon 23 Nov 2026"
  end: open at lead
`

const flow = (
  walks: Readonly<Record<string, string>>,
  scenario = scenarioYaml,
): Readonly<Record<string, string>> => ({
  '/here/example/policy.yaml': policyYaml,
  '/here/example/refused.yaml': scenario,
  ...Object.fromEntries(
    Object.entries(walks).map(([name, text]) => [`/here/example/walks/${name}.yaml`, text]),
  ),
})

const run = async (files: Readonly<Record<string, string>>, options: Partial<TestOptions> = {}) => {
  const { ports, out } = testPorts({ disk: diskWith(files) })
  const code = await flowTest(ports, { paths: ['example'], json: false, ...options })
  return { code, out: out() }
}

const value = async (
  files: Readonly<Record<string, string>>,
  options: Partial<TestOptions> = {},
): Promise<Tested> => {
  const { out } = await run(files, { ...options, json: true })
  const [first] = JSON.parse(out) as readonly Tested[]
  if (first === undefined) throw new Error(out)
  return first
}

describe('a flow whose walks are as expected', () => {
  test('is good, with its figures and what no walk covers', async () => {
    const { code, out } = await run(flow({ silence: walkYaml }))
    expect(out).toBe(`example: Example policy
  Walks: 1, each as expected.
  The walks cover 2 of 2 rungs, 2 of 12 outcomes, 0 of 2 ends.
  No walk covers:
    refused/desk: agreed, waiting, unreached, no-answer, skipped
      try in a walk of refused: desk: {outcome: agreed}
    refused/lead: agreed, refused, unreached, no-answer, skipped
      try in a walk of refused: lead: {outcome: agreed}
    refused: top, closed agreed
      try in a walk of refused, leave out or refuse every rung up to the last
  Routes: 3 of up to 12 rungs; each of them ends. The longest without repetition
    has 2 rungs.
  Loops: none. No rung can be come to twice, but by going back or by a promise
    not kept.
  Played through the program: 10 outcomes, each led where the flow says; a case
    could be closed from each of 3 ends.
  All is good.

`)
    expect(code).toBe(0)
  })

  test('is the same value as JSON', async () => {
    const tested = await value(flow({ silence: walkYaml }))
    expect(tested).toMatchObject({
      flow: 'example',
      good: true,
      walks: { total: 1, failed: 0 },
      coverage: { rungs: { covered: 2, total: 2 } },
      routes: { routes: 3, longest: 2, loops: [], circles: [], endless: [] },
      played: { plays: 10, disagreements: [], whole: true },
    })
  })

  test('takes a bound', async () => {
    expect(await value(flow({ silence: walkYaml }), { bound: 1 })).toMatchObject({
      routes: { routes: 1, longer: 1 },
    })
  })
})

describe('a walk that fails', () => {
  const failing = async (from: string, to: string) => {
    const { code, out } = await run(flow({ silence: walkYaml.replace(from, to) }))
    expect(code).toBe(1)
    return out
  }

  test('in its rungs', async () => {
    expect(await failing('rungs: [desk, lead]', 'rungs: [desk, head]')).toContain(
      `  Walks: 1 of 1 failed.
    example/walks/silence.yaml:9:17 RW002 As rung 2 the walk expects "head", and "lead" came.
        rungs: [desk, head]
                      ^
      hint: If what came is right, write rungs: [desk, lead]
`,
    )
  })

  test('in rungs that it leaves out', async () => {
    expect(await failing('rungs: [desk, lead]', 'rungs: [desk]')).toContain(
      'silence.yaml:9:10 RW002 As rung 2 the walk expects "nothing more", and "lead" came.'.replace(
        '"nothing more"',
        'nothing more',
      ),
    )
  })

  test('in a deadline', async () => {
    const out = await failing('Mon 23 Nov', 'Tue 24 Nov')
    expect(out).toContain('silence.yaml:11:7 RW003 As deadline 1 the walk expects')
    expect(out).toContain('hint: If what came is right, write due: ["lead/answer: end of Mon 23 Nov 2026"]')
  })

  test('in its end', async () => {
    expect(await failing('end: open at lead', 'end: closed agreed')).toContain(
      'silence.yaml:12:8 RW004 The walk expects to end "closed agreed", and it ends "open at lead".',
    )
  })

  test('in a step that it never comes to', async () => {
    expect(
      await failing('  lead: {outcome: waiting}', '  lead: [{outcome: agreed}, {outcome: waiting}]'),
    ).toContain('silence.yaml:7:29 RW005 The walk never comes to this step of "lead".')
  })

  test('in what it does not say', async () => {
    expect(await failing('{outcome: waiting}', '{outcome: waiting, when: "2030-01-01"}')).toMatch(
      /silence\.yaml:7:9 RW001 The walk stops, open at lead: .* has not come yet/,
    )
  })

  test('in words that the policy does not have, as lint says them', async () => {
    expect(await failing('desk: {outcome: refused}', 'desk: {outcome: refussed}')).toContain(
      'silence.yaml:6:19 RF010 There is no outcome "refussed" here.',
    )
  })

  test('is shown with everything unseen made visible', async () => {
    const out = await failing(
      'recorded-by: A. Example',
      'recorded-by: "A\\u202e. Example"\nabout: {"\\u001b[31m": x}',
    )
    expect(out).not.toMatch(/[\u001b\u202e]/)
  })
})

describe('a flow', () => {
  test('without walks is not good', async () => {
    const { code, out } = await run(flow({}))
    expect(code).toBe(1)
    expect(out).toContain('  Walks: there are none, so that nothing is tested but the routes.')
  })

  test('with findings is not looked at', async () => {
    const { code, out } = await run(
      flow({ silence: walkYaml }, scenarioYaml.replace('contacts: [desk]', 'contacts: [dsk]')),
    )
    expect(code).toBe(1)
    expect(out).toBe(
      'example\n  1 finding: nothing else was looked at.\n  rungs flow lint example shows each with its line.\n\n',
    )
  })

  test('that is not there', async () => {
    await expect(run({}, { paths: ['./nothing'] })).rejects.toThrow(UserError)
    await expect(run({}, { paths: ['nothing'] })).rejects.toThrow('There is no policy "nothing".')
    await expect(run({}, { paths: [] })).rejects.toThrow('This folder holds no policy.yaml.')
  })

  test('of the casebook is found by its id', async () => {
    const files = Object.fromEntries(
      Object.entries(flow({ silence: walkYaml })).map(([file, text]) => [
        file.replace('/here/', '/book/flows/'),
        text,
      ]),
    )
    expect(await value(files, { casebook: '/book' })).toMatchObject({ walks: { total: 1 }, good: true })
  })

  test('that came with the program brings its walks', async () => {
    const { code, out } = await run({}, { paths: ['southwark'] })
    expect(out).toMatch(/Walks: \d+, each as expected/)
    expect(out).toContain('Routes: 36 of up to 12 rungs; each of them ends.')
    expect(out).not.toContain('No walk covers')
    expect(code).toBe(0)
  })
})

describe('at random', () => {
  test('says the seed, given or not', async () => {
    expect((await run(flow({ silence: walkYaml }), { random: 3, seed: 5 })).out).toContain(
      'At random: 3 cases with seed 5,',
    )
    // Four bytes of 7 from the test's ports.
    expect((await value(flow({ silence: walkYaml }), { random: 1 })).random?.seed).toBe(0x07070707)
  })

  test('plays the same for the same seed', async () => {
    const once = await value(flow({ silence: walkYaml }), { random: 5, seed: 9 })
    expect(await value(flow({ silence: walkYaml }), { random: 5, seed: 9 })).toEqual(once)
  })

  test('refuses numbers that make no sense', async () => {
    await expect(run({}, { random: 0 })).rejects.toThrow('--random takes a number from 1 to 1,000,000.')
    await expect(run({}, { bound: 1001 })).rejects.toThrow('--bound takes a number from 1 to 1,000.')
    await expect(run({}, { seed: 3 })).rejects.toThrow('--seed goes with --random.')
  })
})

describe('the flows that ship', () => {
  const root = new URL('../../flows/', import.meta.url)
  const below = (folder: string): readonly string[] =>
    readdirSync(new URL(folder, root)).flatMap((name) =>
      statSync(new URL(`${folder}${name}`, root)).isDirectory()
        ? below(`${folder}${name}/`)
        : [`${folder}${name}`],
    )

  test('are good, and covered whole', async () => {
    const files = Object.fromEntries(
      ['greenwich/', 'southwark/']
        .flatMap(below)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => [`/here/flows/${file}`, readFileSync(new URL(file, root), 'utf8')]),
    )
    const { ports, out } = testPorts({ disk: diskWith(files) })
    const code = await flowTest(ports, { paths: ['flows'], json: true })
    const all = JSON.parse(out()) as readonly Tested[]
    expect(all.map((one) => one.flow)).toEqual(['flows/greenwich', 'flows/southwark'])
    for (const one of all) {
      expect(one.walks?.findings, one.flow).toEqual([])
      expect(one.coverage?.uncovered, one.flow).toEqual([])
      expect(one.played?.disagreements, one.flow).toEqual([])
      expect(one.routes, one.flow).toMatchObject({ circles: [], endless: [], longestIsExact: true })
    }
    expect(code).toBe(0)
  })
})

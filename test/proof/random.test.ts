/** Random play: the same for the same seed, clean on what ships, and what is wrong is found and told shortly. */
import { describe, expect, test } from 'vitest'
import type { World } from '../../src/case/case.ts'
import { startDrive } from '../../src/proof/drive.ts'
import { someMove } from '../../src/proof/moves.ts'
import { playRandomly } from '../../src/proof/random.ts'
import { generator, optionsFor } from '../../src/proof/values.ts'
import { everything } from '../flow/everything.ts'
import { at, ladder, policy, rung, scenario } from '../flow/made.ts'
import { policies, policyOf, worldOf } from '../flows/shipped.ts'

/** More of them: RUNS=3000 npx vitest run test/proof/random --testTimeout 1000000 */
const runs = Number(process.env['RUNS'] ?? 12)

describe('no law is broken', () => {
  test.each(policies)('%s', (id) => {
    const played = playRandomly(worldOf(policyOf(id)), policyOf(id), 1, runs)
    expect(played.failures).toEqual([])
    expect(played.refusals).toBeGreaterThan(0)
  })

  test('with every word of the language', () => {
    const played = playRandomly(worldOf(everything), everything, 2, runs * 4)
    expect(played.failures).toEqual([])
    expect(played.corrections).toBeGreaterThan(0)
  })
})

describe('the seed', () => {
  test('says the same on every machine', () => {
    const random = generator(42, 1)
    expect(Array.from({ length: 8 }, () => random(1000))).toEqual([878, 232, 722, 518, 886, 608, 841, 431])
  })

  test('plays the same cases, and another seed others', () => {
    const play = (seed: number, cases: number) => playRandomly(worldOf(everything), everything, seed, cases)
    expect(play(5, 6)).toEqual(play(5, 6))
    expect(play(5, 6)).not.toEqual({ ...play(6, 6), seed: 5 })
  })

  test('gives each case by its number, however many are played', () => {
    expect(generator(9, 3)(1_000_000)).toBe(generator(9, 3)(1_000_000))
    expect(generator(9, 3)(1_000_000)).not.toBe(generator(9, 4)(1_000_000))
  })
})

describe('a player tries', () => {
  const ids = (field: 'outcome' | 'back-to') => optionsFor(everything, field, undefined).map((one) => one.id)

  test('the rungs of tracks and those beside the ladder, and every outcome of the program', () => {
    expect(ids('back-to')).toEqual(expect.arrayContaining(['desk', 'ring', 'early', 'upper']))
    expect(ids('outcome')).toEqual(
      expect.arrayContaining(['waiting', 'unreached', 'no-answer', 'skipped', 'back', 'moved', 'withdrawn']),
    )
  })

  test('what can be ticked beside the ladder', () => {
    const check = { id: 'leaflet', kind: 'ready', text: 'Have it', clause: '1', on: [] } as const
    const made = policy([scenario('s', ladder(['a']), { ways: [rung('w', at('a'), { checks: [check] })] })])
    const random = generator(1, 1)
    const moves = Array.from({ length: 400 }, () => someMove(random, startDrive(worldOf(made), 0), made, []))
    const ticked = moves.flatMap(({ command }) => (command.kind === 'tick' ? command.ticked : []))
    expect(ticked).toContain('leaflet')
  })
})

describe('what is wrong', () => {
  const broken = policy([scenario('s', ladder(['a', 'b'], { b: { title: 'Two\nlines' } }))])

  test('is told with the shortest journey that shows it', () => {
    const { failures } = playRandomly(worldOf(broken), broken, 3, 40)
    const unspeakable = failures.find((one) => one.law === 'what is decided can be written down')
    expect(unspeakable?.says).toContain('cannot be written')
    // Danger, the policy, the scenario, a name, and one step up with its details.
    expect(unspeakable?.commands.length).toBeLessThanOrEqual(12)
  })

  test('in what the engine is given is a law that is broken, not a crash', () => {
    const world: World = {
      ...worldOf(everything),
      calendar: () => {
        throw new Error('no calendar today')
      },
    }
    const { failures } = playRandomly(world, everything, 4, 20)
    expect(failures.map((one) => one.law)).toContain('no command throws')
    expect(failures.map((one) => one.says)).toContain('no calendar today')
  })
})

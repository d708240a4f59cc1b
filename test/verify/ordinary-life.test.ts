/** What generated histories have found, each by itself: ordinary life that was taken for tampering, and the tampering next to it. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { civilInstant, london } from '../../src/calendar/zone.ts'
import { register } from '../../src/commands/register.ts'
import { UserError } from '../../src/errors.ts'
import { openShipped } from '../../src/flow/shipped.ts'
import { generator } from '../../src/proof/values.ts'
import type { VerifiedFiles } from '../../src/sitting/verifying.ts'
import { isWitness } from '../../src/verify/register.ts'
import { isSound } from '../../src/verify/verified.ts'
import { verifyOn } from '../honest/judged.ts'
import { act, begin, leaveAll, resumable, resume, saveElsewhere } from '../honest/sittings.ts'
import { addComputer, type Computer, cutPower, drop, newWorld, put, type World } from '../honest/world.ts'
import { strideOf } from '../stride.ts'

const built = (name: string): string => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8')

interface Place {
  readonly world: World
  readonly office: Computer
  readonly laptop: Computer
}

const place = (): Place => {
  const world = newWorld(generator(5, 1), [openShipped(built)], civilInstant('2026-11-19', '10:30', london))
  return { world, office: addComputer(world, 'office'), laptop: addComputer(world, 'laptop') }
}

/** A new case, left after some answers: the path of its record. */
const oneCase = async (world: World, by: Computer): Promise<string> => {
  const open = await begin(world, by)
  for (let acts = 0; acts < 12; acts++) act(world, open)
  const path = open.sitting.file?.path ?? ''
  leaveAll(world)
  return path
}

const goOn = async (world: World, by: Computer, path: string): Promise<void> => {
  const record = resumable(world).find((one) => one.path === path)
  if (record === undefined) throw new Error('it cannot be resumed')
  const open = await resume(world, by, record)
  for (let acts = 0; acts < 12; acts++) act(world, open)
  leaveAll(world)
}

const isQuiet = ({ records, registers }: VerifiedFiles): boolean =>
  records.every(isSound) && registers.every((one) => isWitness(one) && one.absent.length === 0)

const verdictOf = ({ records }: VerifiedFiles, path: string): string | undefined =>
  records.find((one) => one.path === path)?.integrity.verdict.kind

const gone = async ({ ports }: Computer, casebook: string, path: string): Promise<void> =>
  void (await register(ports, {
    json: false,
    casebook,
    what: 'destroyed',
    case: posix.basename(path, '.md'),
  }))

/** Registered as it stands, deleted, registered as destroyed. */
const destroy = async (world: World, by: Computer, path: string): Promise<void> => {
  await expect(gone(by, world.casebook, path)).rejects.toThrow(UserError)
  drop(world, path)
  await gone(by, world.casebook, path)
}

describe('an older copy', () => {
  it('beside its record is neither shorter nor rolled back; a record beside a longer copy is', async () => {
    const { world, office } = place()
    const path = await oneCase(world, office)
    const older = world.disk.readBytes(path)
    await goOn(world, office, path)
    const copy = path.replace('.md', ' (1).md')
    put(world, copy, older)
    expect(isQuiet(await verifyOn(world, office, [world.casebook]))).toBe(true)
    put(world, copy, world.disk.readBytes(path))
    put(world, path, older)
    const changed = await verifyOn(world, office, [world.casebook])
    expect([verdictOf(changed, path), verdictOf(changed, copy)]).toEqual(['shorter', 'witnessed'])
  })

  it('is what is left where a case went on in another folder', async () => {
    const { world, office } = place()
    const path = await oneCase(world, office)
    const [record] = resumable(world)
    if (record === undefined) throw new Error('it cannot be resumed')
    saveElsewhere(world, await resume(world, office, record))
    leaveAll(world)
    const moved = posix.join('/stick-1/records', posix.basename(path))
    await goOn(world, office, moved)
    await verifyOn(world, office, ['/stick-1'])
    expect(isQuiet(await verifyOn(world, office, [world.casebook, '/stick-1']))).toBe(true)
  })
})

describe('a record that is gone', () => {
  it('is not absent for the register of another computer', async () => {
    const { world, office, laptop } = place()
    const path = await oneCase(world, office)
    await destroy(world, laptop, path)
    await oneCase(world, laptop)
    expect(isQuiet(await verifyOn(world, office, [world.casebook]))).toBe(true)
  })

  it('is not to be deleted while no register knows how it stands', async () => {
    const { world, office, laptop } = place()
    const path = await oneCase(world, office)
    const text = Buffer.from(world.disk.readBytes(path)).toString('utf8')
    put(world, path, Buffer.from(text.slice(0, text.indexOf('\n## 1 '))))
    drop(world, posix.join(world.casebook, `register-${posix.basename(path).slice(0, 2)}.md`))
    await expect(gone(laptop, world.casebook, path)).rejects.toThrow('no register knows it')
    await goOn(world, laptop, path)
    await destroy(world, laptop, path)
    expect(isQuiet(await verifyOn(world, laptop, [world.casebook]))).toBe(true)
  })

  it('keeps its number', async () => {
    const { world, office } = place()
    const first = await oneCase(world, office)
    await verifyOn(world, office, [world.casebook])
    await destroy(world, office, first)
    const second = await oneCase(world, office)
    expect(posix.basename(second)).toBe(posix.basename(first).replace('0001', '0002'))
    expect(isQuiet(await verifyOn(world, office, [world.casebook]))).toBe(true)
  })
})

describe('a record that was never begun', () => {
  it('is no fault where nobody knows of it', async () => {
    const { world, office } = place()
    const path = await oneCase(world, office)
    put(world, path.replace('0001', '0002'), Buffer.alloc(0))
    const verified = await verifyOn(world, office, [world.casebook])
    expect(verdictOf(verified, path.replace('0001', '0002'))).toBe('cannot-judge')
    expect(isQuiet(verified)).toBe(true)
  })

  it('is one where a register has opened it, or this computer saw it there', async () => {
    const { world, office, laptop } = place()
    const path = await oneCase(world, office)
    put(world, path, Buffer.alloc(0))
    const { records } = await verifyOn(world, laptop, [path])
    expect(records.map(isSound)).toEqual([false])
    expect(records[0]?.integrity.findings.map(({ code }) => code)).toContain('registered-further')
  })
})

describe('a key', () => {
  it('of before a rotation is not another one for a register that was begun later', async () => {
    const { world, office } = place()
    const path = await oneCase(world, office)
    drop(world, posix.join(office.profile, 'key'))
    const [record] = resumable(world)
    if (record === undefined) throw new Error('it cannot be resumed')
    saveElsewhere(world, await resume(world, office, record))
    leaveAll(world)
    await goOn(world, office, posix.join('/stick-1/records', posix.basename(path)))
    expect(isQuiet(await verifyOn(world, office, ['/stick-1']))).toBe(true)
  })

  it('that is new is registered before it signs, wherever the power fails', async () => {
    let cuts = 0
    for (let left = 0; left < 120; left += strideOf(7)) {
      const { world, office } = place()
      const path = await oneCase(world, office)
      drop(world, posix.join(office.profile, 'key'))
      world.left = left
      try {
        await goOn(world, office, path)
      } catch (error) {
        // Whatever the program makes of a power cut is of no consequence.
        if (world.left >= 0) throw error
      }
      if (world.left < 0) cuts++
      cutPower(world)
      const verified = await verifyOn(world, office, [world.casebook])
      expect(
        verified.records.map(({ integrity }) => integrity.findings.map(({ code }) => code).join()),
        `${left}`,
      ).not.toContain('key-other')
    }
    expect(cuts).toBeGreaterThan(60 / strideOf(7))
  })

  it('is not another one because a register that was converted could not take it', async () => {
    const { world, office } = place()
    const path = await oneCase(world, office)
    const file = posix.join(world.casebook, `register-${posix.basename(path).slice(0, 2)}.md`)
    const text = Buffer.from(world.disk.readBytes(file)).toString('latin1')
    put(world, file, Buffer.from(text.replace(/\n/g, '\r\n'), 'latin1'))
    drop(world, posix.join(office.profile, 'key'))
    await goOn(world, office, path)
    expect(isQuiet(await verifyOn(world, office, [world.casebook]))).toBe(true)
  })
})

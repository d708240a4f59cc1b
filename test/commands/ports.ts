/**
 * Ports for tests of commands: a disk in memory (or the one given), the flows of this checkout as the build would ship
 * them, a clock that stands still, and what was printed as text. Nothing of the real home or terminal is touched.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { shipDrafts } from '../../src/draft/ship.ts'
import { ship, shipCalendar, shipCommon } from '../../src/flow/ship.ts'
import { openShipped, type Shipped } from '../../src/flow/shipped.ts'
import type { Clock, Ports } from '../../src/ports.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { shipExercises } from '../../src/training/ship.ts'
import { calendarOf, policyOf } from '../flows/shipped.ts'
import { memoryDisk } from '../storage/memory-disk.ts'

const root = new URL('../../flows/', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type Made =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'findings'; readonly findings: readonly string[] }

const jsonOf = (made: Made): string => {
  if (made.kind === 'findings') throw new Error(`A shipped flow has findings:\n${made.findings.join('\n')}`)
  return JSON.stringify(made.value)
}

/** The texts of a shipped flow: file name and text. */
export const flowFiles = (id: string): readonly (readonly [string, string])[] =>
  readdirSync(new URL(`${id}/`, root))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, read(`${id}/${name}`)] as const)

/** Ids of the flows in this checkout. */
export const shippedIds: readonly string[] = readdirSync(root, { withFileTypes: true })
  .filter(
    (entry) => entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, root)).includes('policy.yaml'),
  )
  .map((entry) => entry.name)
  .sort()

const stored = new Map<string, string>()

const store = (name: string): string => {
  const id = name.replace(/^.*\//, '').replace(/\.json$/, '')
  if (name === 'bodies.yaml') return read('common/bodies.yaml')
  if (name === 'common.json') return jsonOf(shipCommon(read('common/common.yaml')))
  if (name === 'policies.json')
    return JSON.stringify(
      shippedIds.map((one) => {
        const { policy } = JSON.parse(fromStore(`flows/${one}.json`)) as {
          policy: { title: string; sha256: string }
        }
        return { id: one, title: policy.title, sha256: policy.sha256 }
      }),
    )
  if (name.startsWith('calendars/')) {
    const text = read(`calendars/${id}.yaml`)
    return jsonOf(shipCalendar(id, text, sha256(text)))
  }
  if (name.startsWith('walks/'))
    return JSON.stringify(
      readdirSync(new URL(`${id}/walks/`, root))
        .sort()
        .map((file) => ({ file: `${id}/walks/${file}`, text: read(`${id}/walks/${file}`) })),
    )
  if (name.startsWith('training/'))
    return jsonOf(
      shipExercises(
        policyOf(id),
        calendarOf,
        readdirSync(new URL(`${id}/training/`, root))
          .sort()
          .map((file) => ({ file: `${id}/training/${file}`, text: read(`${id}/training/${file}`) })),
      ),
    )
  if (name.startsWith('drafts/'))
    return jsonOf(
      shipDrafts(
        policyOf(id),
        readdirSync(new URL(`${id}/drafts/`, root))
          .sort()
          .map((file) => ({ file: `${id}/drafts/${file}`, text: read(`${id}/drafts/${file}`) })),
      ),
    )
  return jsonOf(ship(id, `flows/${id}`, flowFiles(id), read('common/bodies.yaml'), sha256))
}

const fromStore = (name: string): string => {
  const text = stored.get(name) ?? store(name)
  stored.set(name, text)
  return text
}

/** What the build would ship, made from the sources when first asked for. */
export const shippedFromSource = (): Shipped => openShipped(fromStore)

export interface TestPorts {
  readonly ports: Ports
  /** Everything printed so far. */
  readonly out: () => string
  readonly err: () => string
}

/** Writes files into a disk in memory; paths are absolute. */
export const diskWith = (files: Readonly<Record<string, string | Uint8Array>>): Disk => {
  const disk = memoryDisk()
  for (const [path, content] of Object.entries(files)) {
    makeFolders(disk, posix.dirname(path))
    const file = disk.open(path, 'create-exclusive')
    disk.write(file, typeof content === 'string' ? Buffer.from(content, 'utf8') : content)
    disk.close(file)
  }
  return disk
}

/** A clock that stands still. */
export const clockAt = (stamp: string): Clock => ({
  now: () => stamp,
  instant: () => Date.parse(stamp),
  given: true,
})

/** Ports in the folder `/here` at half past ten on Thursday 19 November 2026; anything can be replaced. */
export const testPorts = (replaced: Partial<Ports> = {}): TestPorts => {
  let out = ''
  let err = ''
  const ports: Ports = {
    clock: clockAt('2026-11-19T10:30:00+00:00'),
    disk: diskWith({}),
    version: '0.0.0-source',
    shipped: shippedFromSource(),
    env: {},
    cwd: '/here',
    home: '/home',
    platform: 'linux',
    host: 'example',
    process: 4242,
    random: (bytes) => new Uint8Array(bytes).fill(7),
    out: (text) => {
      out += text
    },
    taken: () => Promise.resolve(true),
    err: (text) => {
      err += text
    },
    interactive: false,
    columns: 80,
    watched: false,
    startReaders: () => [],
    edit: () => Promise.reject(new Error('This test has no editor.')),
    openTerminal: () => Promise.reject(new Error('This test has no terminal.')),
    ...replaced,
  }
  return { ports, out: () => out, err: () => err }
}

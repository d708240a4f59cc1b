/** The built program holds nothing that could open a socket or start another program: what test/long/sockets.test.ts traces, at a glance. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import './program.ts'

const dist = new URL('../../dist/', import.meta.url)
const bundles = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.cjs'),
)

/** What of Node the program may ask for. */
const harmless = [
  'async_hooks',
  'buffer',
  'crypto',
  'events',
  'fs',
  'os',
  'path',
  'process',
  'readline',
  'stream',
  'string_decoder',
  'tty',
  'util',
  'worker_threads',
]

/** The one bundle that starts a program: the person's own editor, when they ask for it. */
const also: Readonly<Record<string, readonly string[]>> = { 'apart/editor.cjs': ['child_process'] }

const called = /\b(?:require|getBuiltinModule|import)\(\s*["'](?!\.)(?:node:)?([^"']+)["']/g
const global = /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest)\b(?=\s*\()/g

const askedIn = (text: string): readonly string[] =>
  [...text.matchAll(called)].map(([, module = '']) => module)

test('what is asked of Node is found at all', () => {
  expect(askedIn(readFileSync(new URL('rungs.cjs', dist), 'utf8')).length).toBeGreaterThan(3)
})

test.each(bundles)('%s asks Node for nothing that reaches a network', (name) => {
  const text = readFileSync(new URL(name, dist), 'utf8')
  expect(askedIn(text).filter((module) => ![...harmless, ...(also[name] ?? [])].includes(module))).toEqual([])
  expect(text.match(global) ?? []).toEqual([])
})

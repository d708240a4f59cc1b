/** The second verifier's own tests (test/second-verifier/test_verify.py): its Ed25519 beside RFC 8032, and what it says of files cut and changed anywhere. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { counted } from './counted.ts'

const folder = fileURLToPath(new URL('../second-verifier', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython && process.env['CI'] === undefined)('the second verifier passes its own tests', () => {
  const { stderr, status } = spawnSync('python3', ['-B', '-m', 'unittest', 'test_verify'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/^OK$/m)
  expect(status).toBe(0)
  counted('tests of the second verifier', Number(/^Ran (\d+) tests/m.exec(stderr)?.[1]), { atLeast: 20 })
})

/** The second verifier (test/second-verifier/), which was written from the page alone, says of every vector what ours does. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { essence, type Said, type Vector, vectors, withFiles } from './vectors.ts'

const program = fileURLToPath(new URL('../second-verifier/verify.py', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0

/** It remembers nothing. */
const judged = vectors.filter(({ expected }) => expected.seen === undefined)

/** Once for all of them: one start of Python for each vector would take half a minute. */
const runner = `
import contextlib, io, json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import verify
refused = '[{"verdict": "refused", "entry": null, "signed": 0, "witnessed": 0, "findings": []}]'
for line in sys.stdin:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        try:
            verify.main(['--json', *json.loads(line)])
        except SystemExit:
            pass
    print(json.dumps(json.loads(said.getvalue() or refused)[0]), flush=True)
`

const run = (commands: readonly (readonly string[])[]): readonly Said[] => {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', runner, join(program, '..')], {
    encoding: 'utf8',
    input: commands.map((one) => `${JSON.stringify(one)}\n`).join(''),
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Said)
}

/** Words that name a file beside the record are paths; the others are what they are. */
const commandOf = (folder: string, { files, arguments: words }: Vector['expected']): readonly string[] => [
  ...words.map((word) => (/\.(?:md|pub)$/.test(word) ? join(folder, word) : word)),
  ...files.flatMap((file) =>
    file.startsWith('register-') ? ['--register', join(folder, file)] : [join(folder, file)],
  ),
]

const isLarge = ({ expected }: Vector): boolean => expected.lengthened !== undefined

describe.skipIf(!hasPython && process.env['CI'] === undefined)('the second verifier', () => {
  const plain = judged.filter((vector) => !isLarge(vector))
  const said = hasPython ? run(plain.map(({ folder, expected }) => commandOf(folder, expected))) : []

  test.each(plain.map(({ name, expected }, i) => [name, expected, i] as const))('%s', (_, expected, i) => {
    const found = said[i]
    expect(found && essence(found)).toEqual(essence(expected))
  })

  test.each(judged.filter(isLarge).map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const [found] = withFiles(vector, (folder) => run([commandOf(folder, vector.expected)]))
    expect(found && essence(found)).toEqual(essence(vector.expected))
  })
})

/** Prints, after the long suite, what its tests counted, against what is asked of them, and the seed of the run. */
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Figure } from './counted.ts'

/** The suite is to end within this many seconds on two cores. Said, not enforced: a machine may be busy. */
const limit = 480

const row = ({ what, figure, asked, met }: Figure): string =>
  `${met ? ' ' : '!'} ${figure.toLocaleString('en-GB').padStart(12)}  ${what}${asked === '' ? '' : ` (asked: ${asked})`}`

const figuresOf = (test: TestCase): readonly string[] => (test.meta().figures ?? []).map(row)

const fileRows = (file: TestModule): readonly string[] => {
  const rows = [...file.children.allTests()].flatMap(figuresOf)
  const seconds = (file.diagnostic().duration / 1000).toFixed(1)
  return rows.length === 0 ? [] : [`${file.relativeModuleId} (${seconds} s)`, ...rows, '']
}

export default class FiguresReporter implements Reporter {
  private readonly started = performance.now()

  onTestRunEnd(files: readonly TestModule[]): void {
    const seed = files[0]?.project.config.env['RUNGS_LONG_SEED']
    const seconds = Math.round((performance.now() - this.started) / 1000)
    const lines = [
      'Counted:',
      '',
      ...[...files].sort((a, b) => a.moduleId.localeCompare(b.moduleId)).flatMap(fileRows),
      `${seconds} s of ${limit} s; the same again: RUNGS_LONG_SEED=${seed} npm run test:long`,
    ]
    process.stdout.write(`\n${lines.join('\n')}\n`)
  }
}

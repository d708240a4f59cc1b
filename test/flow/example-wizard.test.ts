/** Two of the example flows as a person meets them in the wizard: an urgent track taken late, and a panel that stops it. */
import { describe, expect, test } from 'vitest'
import { start } from '../../src/commands/start.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import { readCase } from '../../src/sitting/read-case.ts'
import { listRecords } from '../../src/storage/records.ts'
import { clockAt, diskWith, testPorts } from '../commands/ports.ts'
import { casebookFiles } from '../language/examples.ts'
import { choose, goOn, type Line, press, scripted, tick, type } from '../wizard/scripted.ts'

const casebook = '/home/Rungs'

const walked = async (id: string, script: readonly Line[]) => {
  const disk = diskWith(casebookFiles(id, casebook))
  const terminal = scripted(script)
  const { ports } = testPorts({
    disk,
    interactive: true,
    clock: clockAt('2026-11-19T10:30:00+00:00'),
    openTerminal: () => Promise.resolve(terminal),
  })
  await start(ports, { plain: false, policy: id })
  expect(terminal.left(), 'lines of the script that were not reached').toBe(0)
  const [file] = listRecords(disk, casebook)
  if (file === undefined) throw new Error('There is no record.')
  const { record, state } = await readCase(ports, casebook, file)
  return {
    result: resultOf(state),
    problems: record.problems,
    text: Buffer.from(disk.readBytes(file.path)).toString(),
  }
}

const heard = (...said: readonly string[]): readonly Line[] => [
  [/When did/, type('')],
  [/How did you/, choose('telephone')],
  [/Who (?:was it|is their)/, type('A. Example')],
  ...said.map((one): Line => [/said|say|reason|reference/i, type(one)]),
]

describe('the wizard', () => {
  test('northmere: begins later with a reason, and takes the urgent track from there', async () => {
    const { result, problems, text } = await walked('northmere', [
      [/immediate danger/, choose('no')],
      [/disagreement about/, choose('decision')],
      [/Who are you/, type('J. Example, DSL')],
      [/Where do you work\?/, choose('school')],
      [/Where do you begin\?/, choose('managers')],
      [/Why do you begin there\?/, type('The workers spoke last week.')],
      [
        /Ask for: Team manager[\s\S]*If there is nobody in the post, or nobody to be had: The duty manager/,
        choose('urgent'),
      ],
      ...heard('No'),
      [/When were you told/, type('yesterday')],
      [/Can the child wait/, choose('cannot')],
      [/Take the urgent track now\.[\s\S]*020 7946 0112/, goOn],
      [/On which ground/, choose('delay')],
      [/How high is the risk/, choose('high')],
      [/Which of these/, tick('instead-1')],
      [/Urgent: rung 1 of 2[\s\S]*Ring the duty manager now[\s\S]*without delay/, press('s')],
      [/Which child/, press('s')],
    ])
    expect(problems).toEqual([])
    expect(result).toEqual({
      rungs: ['manager', 'duty-manager'],
      due: ['local/cap: end of Wed 2 Dec 2026', '/whole: end of Mon 18 Jan 2027'],
      end: 'open at duty-manager',
    })
    expect(text).toContain('Begun at: The workers have already spoken (`managers`)')
    expect(text).toContain('> The workers spoke last week.')
  })

  test('westmere: the panel stops it, and the case closes as stopped', async () => {
    const leftOut: readonly Line[] = [
      [/Something else: what\?/, choose('skipped')],
      [/Why\?/, type('They were there.')],
    ]
    const { result, problems, text } = await walked('westmere', [
      [/immediate danger/, choose('no')],
      [/disagreement about/, choose('difference')],
      [/Who are you/, type('J. Example')],
      [/Do not contact: The press or a councillor/, choose('else')],
      ...leftOut,
      [/Take it to the safeguarding leads/, choose('else')],
      ...leftOut,
      [/The panel: it goes no further|How: on a form/, choose('stop')],
      ...heard('A matter for the courts', 'Not ours', ''),
      [/When did they receive it\?/, type('')],
      [/Which agency/, choose('council')],
      [/Which of these/, tick('form-r', 'parents-told')],
      [/What the policy wants at the end/, tick('written', 'practice-review')],
      [/outstanding/, type('Everything')],
      [/feedback/, type('')],
      [/Which child/, type('A.B.')],
      [/Which decision/, type('')],
      [/When were you told/, type('')],
      [/concern/, type('')],
      [/child said/, type('')],
      [/want to happen/, type('')],
      [/reader of this record would miss[\s\S]*The record does not say/, type('')],
      [/passed over/, choose('no')],
      [/Close this case/, choose('close')],
    ])
    expect(problems).toEqual([])
    expect(result.end).toBe('closed stopped')
    expect(text).toContain('stopped by a gatekeeper, not resolved')
  })
})

/** Records to hold against witnesses, and what one step of verification says of them, in one line. */
import { readFileSync } from 'node:fs'
import { appendFact, beginRecord, type Sign, sealEntry } from '../../src/record/writer.ts'
import { type Examined, examine } from '../../src/verify/examined.ts'
import { steps } from '../../src/verify/steps.ts'
import { noWitnesses, type Witnesses } from '../../src/verify/witness.ts'
import { key, sign } from '../record/key.ts'
import { salt } from '../record/sample.ts'

export const examinedIn = (vector: string): Examined =>
  examine('', readFileSync(new URL(`../vectors/${vector}/K7-2026-0042.md`, import.meta.url))).examined

/** A record with an entry for each sign: `s` signed, `-` not. Where `unsealed`, the last is not sealed. */
export const recordOf = (entries: string, words = 'They rang.', unsealed = false): string => {
  const at = '2026-11-19T10:31:05+00:00'
  let { head, text } = beginRecord('K7-2026-0042', 'Europe/London', salt)
  const signs: readonly (Sign | undefined)[] = [...entries].map((one) => (one === 's' ? sign : undefined))
  for (const [i, own] of signs.entries()) {
    const facts = [
      { kind: 'device', at, mark: 'K7', key } as const,
      { kind: 'answer', at, field: 'note', value: { kind: 'text', text: words } } as const,
    ].slice(i === 0 ? 0 : 1)
    for (const fact of facts) {
      const step = appendFact(head, { kind: i === 0 ? 'sitting' : 'note' }, fact)
      head = step.head
      text += step.text
    }
    if (unsealed && i === signs.length - 1) break
    const step = sealEntry(head, own)
    head = step.head
    text += step.text
  }
  return text
}

export const examinedOf = (text: string, path = '/K7-2026-0042.md'): Examined =>
  examine(path, Buffer.from(text)).examined

/** What a step says of a record; of one that fails each finding with its code and entry. */
export const said = (name: string, examined: Examined, witnesses: Partial<Witnesses> = {}): string => {
  const step = steps.find((one) => one.name === name)
  if (step === undefined) throw new Error(`there is no step ${name}`)
  const outcome = step.check({ ...noWitnesses, ...witnesses, examined })
  switch (outcome.kind) {
    case 'passed':
      return outcome.says
    case 'not-run':
      return `not run: ${outcome.why}`
    case 'failed':
      return outcome.findings.map(({ code, entry, message }) => `${code} ${entry}: ${message}`).join('\n')
  }
}

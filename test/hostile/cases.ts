/** Records with texts in them, for what is said of cases. */
import { recordId, recordOf } from '../commands/walked-record.ts'
import { write } from '../record/sample.ts'
import { dealer } from './terminals.ts'

const begun = '2026-11-19T10:31:05+00:00'

/** The shortest record that names children: by this text. */
export const named = (text: string, number: number): string =>
  write(
    [[{ kind: 'about' }, { kind: 'answer', at: begun, field: 'children', value: { kind: 'text', text } }]],
    true,
    `K7-2026-${number}`,
  ).text

/** A record in which what was typed is one of the texts: once for each question, so that no page has it twenty times. */
export const record = (texts: readonly string[], walk: string): string => {
  const text = dealer(texts)
  const fields = new Set<string>()
  return recordOf('greenwich', walk, (fact) => {
    if (fact.kind !== 'answer' || fact.value.kind !== 'text' || fields.has(fact.field)) return fact
    fields.add(fact.field)
    return { ...fact, value: { kind: 'text', text: text() } }
  })
}

/** Where it lies. */
export const at = `/book/records/${recordId}.md`
/** A walk after which a case is open. */
export const openWalk = 'communication-danger-comes-first'

/** A case that is open, and nothing strange in it. */
export const plainCase = recordOf('greenwich', openWalk)

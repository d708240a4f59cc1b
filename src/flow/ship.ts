/** What the build stores of each flow, calendar and the general guidance. Used by scripts/build.mjs only. */
import { parseCalendar } from '../calendar/load.ts'
import { type StoredCalendar, storeCalendar } from '../calendar/stored.ts'
import { formatFinding } from './finding.ts'
import { loadCommon, loadPolicy } from './load.ts'
import { inPinOrder, pinnable, pinOf } from './pin.ts'
import type { Common, Policy } from './policy.ts'

/** A policy with the text that its digest is taken over. */
export interface ShippedPolicy {
  readonly policy: Policy
  readonly text: string
}

/** A calendar with the text that its digest is taken over. */
export interface ShippedCalendar {
  readonly calendar: StoredCalendar
  readonly text: string
}

type Shipped<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'findings'; readonly findings: readonly string[] }

export const ship = (
  id: string,
  folder: string,
  list: readonly (readonly [string, string])[],
  bodies: string,
  sha256: (text: string) => string,
): Shipped<ShippedPolicy> => {
  const files = inPinOrder(new Map(list))
  const unfit = [...files]
    .filter(([, text]) => !pinnable(text))
    .map(([name]) => `${folder}/${name}: a line begins with "#### ", which marks the border between files`)
  const texts = { id, folder, files, bodies }
  const text = pinOf(texts)
  const loaded = loadPolicy({ ...texts, sha256: sha256(text) })
  if (loaded.kind === 'ok' && unfit.length === 0)
    return { kind: 'ok', value: { policy: loaded.policy, text } }
  return {
    kind: 'findings',
    findings: [...unfit, ...(loaded.kind === 'ok' ? [] : loaded.findings.map(formatFinding))],
  }
}

export const shipCalendar = (id: string, text: string, sha256: string): Shipped<ShippedCalendar> => {
  const parsed = parseCalendar(id, text, sha256)
  if ('findings' in parsed)
    return {
      kind: 'findings',
      findings: parsed.findings.map((one) => `flows/calendars/${id}.yaml: ${one.message}`),
    }
  return { kind: 'ok', value: { calendar: storeCalendar(parsed), text } }
}

export { calendarFrom } from '../calendar/stored.ts'

export const shipCommon = (text: string): Shipped<Common> => {
  const loaded = loadCommon('flows/common/common.yaml', text)
  return loaded.kind === 'ok' ? loaded : { kind: 'findings', findings: loaded.findings.map(formatFinding) }
}

/**
 * The texts of a flow → its sheets; of an overlay, laid over those of its base. Says what is wrong with the files as such: one that is
 * missing, one too many, a base that is not there. Whether policy and scenarios have their shape is looked at in load.ts.
 */

import { isMap } from '../../mapping.ts'
import type { Finding } from '../finding.ts'
import { suggest } from '../nearest.ts'
import { type FlowTexts, named, overlayFile, policyFile } from '../pin.ts'
import type { Base } from '../policy.ts'
import { overlaySchema } from '../schema.ts'
import { checkShape } from '../text/check-shape.ts'
import { salvage } from '../text/salvage.ts'
import { readSheet, type Sheet } from '../text/yaml.ts'
import { lay, type Sources } from './overlay.ts'

export interface Read {
  /** Undefined where an overlay cannot be laid over anything. */
  readonly policy: Sheet | undefined
  readonly scenarios: Sources['scenarios']
  readonly findings: readonly Finding[]
  /** What it is laid over, the nearest first. */
  readonly over: readonly Base[]
  /** Overlays that have not their shape. */
  readonly unsound: readonly Sheet[]
}

const finding = (
  sheet: Sheet,
  code: string,
  path: readonly PropertyKey[],
  message: string,
  hint: string,
): Finding => ({
  code,
  message,
  hint,
  ...sheet.place(path),
})

const idOf = (file: string): string => file.replace(/\.yaml$/, '')

const scenarioFiles = ({ files }: FlowTexts): readonly string[] =>
  [...files.keys()].filter((name) => name !== policyFile && name !== overlayFile)

/** The ids under `scenarios`; undefined where the list cannot be read. */
const listedIn = ({ value }: Sheet): readonly string[] | undefined => {
  const list = isMap(value) ? (value['scenarios'] ?? []) : undefined
  return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : undefined
}

/** Of each kind: nobody mends more at one time. */
const mostListed = 50

const checkFiles = (texts: FlowTexts, sheet: Sheet): readonly Finding[] => {
  const listed = listedIn(sheet)
  if (listed === undefined) return []
  const files = scenarioFiles(texts)
  const names = files.map(idOf).slice(0, 100)
  const [there, wanted] = [new Set(files), new Set(listed)]
  const missing = listed.flatMap((id, i) =>
    there.has(`${id}.yaml`)
      ? []
      : finding(
          sheet,
          'RF010',
          ['scenarios', i],
          `There is no file ${id}.yaml for the scenario "${id}".`,
          i < 100 ? suggest(id, names) : 'Look at the names of the files.',
        ),
  )
  const seen = new Set<string>()
  const twice = listed.flatMap((id, i) => {
    const again = seen.has(id)
    seen.add(id)
    return again
      ? finding(sheet, 'RF017', ['scenarios', i], `The scenario "${id}" is listed twice.`, 'Remove one.')
      : []
  })
  const stray = files
    .filter((name) => !wanted.has(idOf(name)))
    .map((name) =>
      finding(
        sheet,
        'RF018',
        ['scenarios'],
        `${name} is not listed under "scenarios".`,
        'List it there, or remove the file.',
      ),
    )
  return [missing, twice, stray].flatMap((list) => list.slice(0, mostListed))
}

const scenariosOf = (texts: FlowTexts, sheet: Sheet): ReadonlyMap<string, Sheet> =>
  new Map(
    (listedIn(sheet) ?? scenarioFiles(texts).map(idOf)).flatMap((id) => {
      const text = texts.files.get(`${id}.yaml`)
      return text === undefined ? [] : [[id, readSheet(named(texts, `${id}.yaml`), text)] as const]
    }),
  )

const plain = (texts: FlowTexts): Read => {
  const policy = readSheet(named(texts, policyFile), texts.files.get(policyFile) ?? '')
  return {
    policy,
    scenarios: scenariosOf(texts, policy),
    findings: checkFiles(texts, policy),
    over: [],
    unsound: [],
  }
}

/** A finding where there is no base, or not the one that the overlay names. */
const baseless = (texts: FlowTexts, sheet: Sheet): readonly Finding[] => {
  const over = isMap(sheet.value) ? sheet.value['over'] : undefined
  if (typeof over !== 'string' || (texts.base !== undefined && texts.base.id === over)) return []
  const { code, message, hint } = texts.noBase ?? {
    code: 'RF010',
    message: `The policy "${over}" that this is laid over was not found.`,
    hint: 'Write "over:" and its id on a line of their own, without brackets.',
  }
  return [finding(sheet, code, ['over'], message, hint)]
}

const titleOf = ({ value }: Sheet, id: string): string => {
  const title = isMap(value) ? value['title'] : undefined
  return typeof title === 'string' ? title : id
}

const basesOf = ({ base }: FlowTexts, read: Read | undefined): readonly Base[] =>
  base === undefined || read?.policy === undefined
    ? []
    : [{ id: base.id, title: titleOf(read.policy, base.id) }, ...read.over]

/** Whoever mends a flow has to know that a finding is not about a text of theirs. */
const inBase =
  (base: FlowTexts) =>
  (one: Finding): Finding =>
    one.message.startsWith('In the base ')
      ? one
      : { ...one, message: `In the base ${base.id}: ${one.message}` }

/** The same findings; of those about a base's files each says so. */
export const sayingWhose = (texts: FlowTexts, findings: readonly Finding[]): readonly Finding[] => {
  const { base } = texts
  if (base === undefined) return findings
  const files = new Set([...base.files.keys(), policyFile, overlayFile].map((name) => named(base, name)))
  const own = findings.map((one) => (files.has(one.file) ? inBase(base)(one) : one))
  return sayingWhose(base, own)
}

const layered = (texts: FlowTexts): Read => {
  const sheet = readSheet(named(texts, overlayFile), texts.files.get(overlayFile) ?? '')
  const shaped = checkShape(sheet, overlaySchema)
  const own = scenariosOf(texts, sheet)
  const base = texts.base === undefined ? undefined : readSources(texts.base)
  const both = texts.files.has(policyFile)
    ? [
        finding(
          sheet,
          'RF018',
          [],
          `A flow has either ${policyFile} or ${overlayFile}, and here are both.`,
          `Remove ${overlayFile} where the policy stands by itself; else ${policyFile}.`,
        ),
      ]
    : []
  const findings = [
    ...both,
    ...(shaped.kind === 'ok' ? [] : shaped.findings),
    ...baseless(texts, sheet),
    ...checkFiles(texts, sheet),
    ...(base?.findings ?? []),
  ]
  const usable = shaped.kind === 'ok' ? sheet : salvage(sheet, overlaySchema)?.sheet
  const over = basesOf(texts, base)
  const unsound = [...(base?.unsound ?? []), ...(shaped.kind === 'ok' ? [] : [sheet])]
  const under = base?.policy
  if (base === undefined || usable === undefined || under === undefined || !isMap(under.value)) {
    const scenarios = new Map([...(base?.scenarios ?? []), ...own])
    return { policy: usable === undefined ? undefined : under, scenarios, findings, over, unsound }
  }
  const laid = lay({ policy: under, scenarios: base.scenarios }, usable, own)
  // Of a file that could not be read nobody knows which rungs are in it.
  const blind = [...base.scenarios.values()].some((one) => one.value === undefined)
  return {
    policy: laid.policy,
    scenarios: laid.scenarios,
    findings: [...findings, ...laid.findings.filter((one) => !(blind && one.code === 'RF010'))],
    over,
    unsound,
  }
}

/** The sheets of a flow and what is wrong with its files. Never throws. */
export const readSources = (texts: FlowTexts): Read =>
  texts.files.has(overlayFile) ? layered(texts) : plain(texts)

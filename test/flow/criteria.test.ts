/** What a concern can be matched to: ids that can be told apart, names that can stand in a record, and whose definition it is. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { columns } from '../../src/columns.ts'
import { criteriaIn, criteriaOf } from '../../src/flow/criteria.ts'
import { generalCriteria } from '../../src/flow/lint/criteria.ts'
import { loadCommon, loadPolicy } from '../../src/flow/load.ts'
import type { Common, Policy } from '../../src/flow/policy.ts'
import { titleProblem } from '../../src/flow/title.ts'
import { policies, policyOf } from '../flows/shipped.ts'
import { flowWith } from './wrong-examples.ts'

const common = ((): Common => {
  const file = fileURLToPath(new URL('../../flows/common/common.yaml', import.meta.url))
  const loaded = loadCommon(file, readFileSync(file, 'utf8'))
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(({ message }) => message).join('\n'))
  return loaded.value
})()

const general = criteriaIn(common.terms, true)

const textsOf = (terms: string) => {
  const files = new Map(Object.entries(flowWith(new Map([['policy.yaml', terms]]))))
  return { id: 'ours', folder: 'ours', files, bodies: '{}', sha256: '' }
}

const policyWith = (terms: string): Policy => {
  const loaded = loadPolicy(textsOf(terms))
  if (loaded.kind === 'findings') throw new Error(loaded.findings.map(({ message }) => message).join('\n'))
  return loaded.policy
}

const ownHarm = 'terms: {Our harm: {meaning: ours, clause: "1", criterion: significant-harm}}\n'

describe('the criteria that ship', () => {
  it.each(policies)('%s: each id is there once, the general ones included', (id) => {
    const ids = [...criteriaIn(policyOf(id).terms, false), ...general].map(({ criterion }) => criterion)
    expect([...new Set(ids)]).toEqual(ids)
  })

  it('can stand in a record and on a line of 80 columns', () => {
    const all = [...general, ...policies.flatMap((id) => criteriaIn(policyOf(id).terms, false))]
    expect(all.length).toBeGreaterThan(8)
    for (const { term } of all) {
      expect(titleProblem(term), term).toBeUndefined()
      expect(columns(term), term).toBeLessThanOrEqual(74)
    }
  })

  it('are the sections of the Acts only where those hold', () => {
    const ids = (nation: Policy['nation']): readonly string[] =>
      criteriaOf({ ...policyWith(''), nation }, common).map(({ criterion }) => criterion)
    expect(ids('england')).toEqual([
      'section-17a',
      'section-17b',
      'section-17c',
      'section-47',
      'significant-harm',
    ])
    expect(ids('wales')).toEqual(['section-47', 'significant-harm'])
    expect(ids('scotland')).toEqual([])
    expect(ids('northern-ireland')).toEqual([])
  })
})

describe('a policy’s own', () => {
  it('stands before the general ones, and in the place of one with its id', () => {
    const found = criteriaOf(policyWith(ownHarm), common)
    expect(found.map(({ term, general: isGeneral }) => `${isGeneral} ${term}`)[0]).toBe('false Our harm')
    expect(found.filter(({ criterion }) => criterion === 'significant-harm')).toHaveLength(1)
  })

  it('that has the id of a general one is found by lint, and does not keep a case from its policy', () => {
    const texts = textsOf(ownHarm)
    expect(generalCriteria(policyWith(ownHarm), texts, common).map(({ code, line }) => [code, line])).toEqual(
      [['RF050', 1]],
    )
  })

  it('has to be a line that can stand in a record', () => {
    const loaded = loadPolicy(
      textsOf('terms: {"Level *4*": {meaning: x, clause: "1", criterion: level-4}}\n'),
    )
    expect(loaded.kind === 'findings' && loaded.findings.map(({ code }) => code)).toEqual(['RF009'])
    // What nobody can match to is no title.
    expect(policyWith('terms: {"Level *4*": {meaning: x, clause: "1"}}\n').terms[0]?.term).toBe('Level *4*')
  })
})

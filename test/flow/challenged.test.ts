/** `challenged` as it is written, laid over, compared and found fault with. */
import { describe, expect, test } from 'vitest'
import { diffPolicies } from '../../src/flow/diff/diff.ts'
import { challengedBodies } from '../../src/flow/words/closed-lists.ts'
import { changeSentence } from '../../src/render/flow/diff-sentence.ts'
import { firstColumn, readPage, section } from '../docs/page.ts'
import { policyOf } from '../flows/shipped.ts'
import { base, type Files, laid, overlay, placesOf, policyIn, scenarioIn } from './layers.ts'

const question = (options: string): string =>
  `asks: {whose: {title: Whose is it?, clause: "1", options: {${options}}}}\n`
const askedFor = 'challenged: {ask: whose}\n'
const services = `challenged: {id: childrens-social-care, title: Children's Services, clause: "1"}\n`

const inPolicy = (more: string): Files => ({ ...base, 'policy.yaml': `${more}${base['policy.yaml']}` })
const listing = (files: Files, ...names: readonly string[]): Files => ({
  ...files,
  ...Object.fromEntries(names.map((name) => [name, `asks: [whose]\n${files[name]}`])),
})

const over = (under: Files, text = overlay) => laid(text, {}, under)

const found = (files: Files): readonly string[] =>
  over(files).kind === 'ok' ? [] : placesOf(over(files)).map((one) => one.slice(0, 5))

describe('whose decision is disputed', () => {
  const health = question('health: The hospital, another: Another agency')

  test('may be left out, be one body, or be asked for in every scenario', () => {
    expect(policyIn(over(base)).challenged).toBeUndefined()
    expect(policyIn(over(inPolicy(services))).challenged).toEqual({
      kind: 'body',
      id: 'childrens-social-care',
      title: "Children's Services",
      clause: '1',
      remarks: [],
    })
    const asked = listing(inPolicy(health + askedFor), 'refused.yaml', 'closed.yaml')
    expect(policyIn(over(asked)).challenged).toEqual({ kind: 'ask', ask: 'whose' })
  })

  test('has to be asked for in each scenario that does not say it itself', () => {
    const one = listing(inPolicy(health + askedFor), 'refused.yaml')
    expect(found(one)).toEqual(['RF048'])
    const own = { ...one, 'closed.yaml': `${services}${one['closed.yaml']}` }
    expect(found(own)).toEqual([])
    expect(scenarioIn(policyIn(over(own)), 'closed').challenged?.kind).toBe('body')
    expect(placesOf(over(one))).toEqual(['RF048 flows/borough/closed.yaml:1:1'])
    const within = { ...one, 'policy.yaml': `${health}${services}${base['policy.yaml']}` }
    expect(found({ ...within, 'closed.yaml': `${askedFor}${one['closed.yaml']}` })).toEqual(['RF048'])
  })

  test('has to be asked for in the scenarios of an overlay, too', () => {
    const asked = listing(inPolicy(health + askedFor), 'refused.yaml', 'closed.yaml')
    const own = (more: string) =>
      laid(`${overlay}scenarios: [moved]\n`, { 'moved.yaml': `${more}${base['closed.yaml']}` }, asked)
    expect(placesOf(own(''))).toEqual(['RF048 flows/our-school/moved.yaml:1:1'])
    expect(scenarioIn(policyIn(own(services)), 'moved').challenged?.kind).toBe('body')
  })

  test('is one finding where the question is not there', () => {
    expect(found(inPolicy(askedFor))).toEqual(['RF010'])
  })

  test('has shared ids, of the body and of every answer', () => {
    expect(found(inPolicy(services.replace('childrens-social-care', 'social-services')))).toEqual(['RF049'])
    const wrong = inPolicy(question('health: A, hospital: B, toString: C') + askedFor)
    expect(found(listing(wrong, 'refused.yaml', 'closed.yaml')).slice(0, 1)).toEqual(['RF008'])
    const two = inPolicy(question('health: A, hospital: B, nursery: C, another: D') + askedFor)
    expect(found(listing(two, 'refused.yaml', 'closed.yaml'))).toEqual(['RF049', 'RF049'])
  })

  test('can be said anew by an overlay', () => {
    const made = over(
      inPolicy(services),
      `${overlay}challenged: {id: education, title: The college, clause: local}\n`,
    )
    expect(policyIn(made).challenged).toMatchObject({ id: 'education', title: 'The college' })
  })

  test('is compared in words, and by question where that has another id', () => {
    const asked = policyIn(over(listing(inPolicy(health + askedFor), 'refused.yaml', 'closed.yaml')))
    const one = policyIn(over(inPolicy(services)))
    const told = diffPolicies({ ...one, asks: asked.asks }, { ...asked, scenarios: one.scenarios })
    expect(told.map((change) => changeSentence(change)).join('\n')).toContain(
      "Whose decision is disputed is now “the answer to “Whose is it?”” instead of “Children's Services (clause 1), counted as children's social care”.",
    )
    const renamed = {
      ...asked,
      challenged: { kind: 'ask', ask: 'which' } as const,
      asks: asked.asks.map((ask) => ({ ...ask, id: 'which' })),
      scenarios: asked.scenarios.map((scenario) => ({ ...scenario, asks: ['which'] })),
    }
    const fields = diffPolicies(asked, renamed).flatMap(({ turn }) => ('field' in turn ? [turn.field] : []))
    expect(fields).not.toContain('challenged')
  })

  test('has the same ids on the page as in the program', () => {
    expect(firstColumn(section(readPage('flows/README.md'), 'Whose decision'))).toEqual(
      Object.keys(challengedBodies),
    )
  })

  test('is asked for with at most seven answers, the last of them for any other', () => {
    for (const id of ['southwark', 'greenwich', 'cambridgeshire']) {
      const options = policyOf(id).asks.find((one) => one.id === 'whose-decision')?.options ?? []
      expect(options.length).toBeLessThanOrEqual(7)
      expect(options.at(-1)?.id).toBe('another')
    }
  })
})

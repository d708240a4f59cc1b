/** The pinned text of a policy and of everything that it is laid over: parse and format are exact inverses. */
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type FlowTexts,
  formatPin,
  overOf,
  parsePin,
  pinnable,
  pinOf,
  textsByFile,
  textsOf,
} from '../../src/flow/pin.ts'
import { base, overlay, textsOver } from './layers.ts'

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4}){0,2}$/)
const text = fc
  .array(fc.oneof(fc.string(), fc.constantFrom('###', '#### file: x', 'over: x', '\r#### file: x')), {
    maxLength: 4,
  })
  .map((lines) => lines.map((line) => `${line}\n`).join('') || '\n')
  .filter(pinnable)
const files = fc.dictionary(
  id.map((name) => `${name}.yaml`),
  text,
  { maxKeys: 4, noNullPrototype: true },
)

describe('the pinned text', () => {
  test('law: parse is the inverse of format', () => {
    fc.assert(
      fc.property(id, files, (name, list) => {
        const made = new Map(Object.entries(list))
        expect(parsePin(formatPin(name, made))).toEqual({ id: name, files: made })
      }),
    )
  })

  test('law: layers come back from the text that holds all of them', () => {
    const layer = fc.record({ id, files, bodies: text })
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), (list) => {
        const texts = list.reduceRight<FlowTexts | undefined>((under, one, i) => {
          const own = under === undefined ? {} : { 'overlay.yaml': `over: ${under.id}\n` }
          const { 'bodies.yaml': _, ...rest } = one.files
          return {
            id: one.id,
            folder: `pinned${'/over'.repeat(i)}`,
            files: new Map(Object.entries({ ...rest, ...own })),
            bodies: list[0]?.bodies ?? '',
            sha256: 'x',
            ...(under === undefined ? {} : { base: under }),
          }
        }, undefined)
        // An empty base is none: a policy has at least one file.
        fc.pre(list.every((one) => Object.keys(one.files).some((name) => name !== 'bodies.yaml')))
        expect(texts && textsOf(pinOf(texts), 'pinned', 'x')).toEqual(texts)
      }),
    )
  })

  it('of a policy by itself has not changed', () => {
    const alone = textsOver(['borough', { 'b.yaml': 'b\n', 'policy.yaml': 'p\n', 'a.yaml': 'a\n' }])
    expect(pinOf(alone)).toBe(
      '#### rungs policy: borough\n#### file: policy.yaml\np\n#### file: a.yaml\na\n#### file: b.yaml\nb\n#### file: bodies.yaml\n{}\n',
    )
  })

  it('changes with the base', () => {
    const over = (files: typeof base) =>
      pinOf(textsOver(['ours', { 'overlay.yaml': overlay }], ['borough', files]))
    expect(over(base)).not.toBe(over({ ...base, 'closed.yaml': `${base['closed.yaml']}# Later\n` }))
  })

  it('with more layers than a policy can have is none', () => {
    const deep = [...Array(6).keys()].map((i): [string, Record<string, string>] => [
      `p${i}`,
      { 'overlay.yaml': `over: p${i + 1}\n` },
    ])
    const [first, ...rest] = deep
    expect(first && textsOf(pinOf(textsOver(first, ...rest)), 'x', '')).toBeUndefined()
  })

  it('names every text as findings do', () => {
    const texts = textsOver(['ours', { 'overlay.yaml': overlay }], ['borough', base])
    expect([...textsByFile(texts).keys()]).toEqual([
      'flows/ours/overlay.yaml',
      'flows/borough/policy.yaml',
      'flows/borough/closed.yaml',
      'flows/borough/refused.yaml',
    ])
  })
})

it.each([
  ['over: borough\n', 'borough'],
  ['# over: no\nover: "borough" # ours\r\n', 'borough'],
  ["title: x\n'over' : 'borough'", 'borough'],
  ['  over: borough\n', undefined],
  ['over: [borough]\n', undefined],
  ['overs: borough\n', undefined],
])('of %j the base is %s', (overlayText, found) => {
  expect(overOf(overlayText)).toBe(found)
})

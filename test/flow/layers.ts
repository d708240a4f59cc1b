/** A made-up policy and what is laid over it, for the tests of overlays: small, and clean by itself. */
import { type Loaded, loadPolicy } from '../../src/flow/load.ts'
import { type FlowTexts, inPinOrder, overOf } from '../../src/flow/pin.ts'
import type { Policy, Rung, Scenario } from '../../src/flow/policy.ts'
import { findRung } from '../../src/flow/rungs.ts'

export type Files = Readonly<Record<string, string>>

const policy = `title: A made-up policy
short: Made up
nation: england
edition: {printed: October 2022, issued: "2022-10"}
danger: {do: []}
terms: {MASH: the front door}
principles:
  - {text: The child comes first., clause: "1"}
contacts:
  desk:
    role: Front desk
    printed: October 2022
    clause: "1"
    lines: [{value: "020 7946 0001"}]
agencies:
  health: {title: Health, posts: [Nurse, {title: Head of Service, joined: or}], clause: "2"}
ladders:
  senior:
    - id: head
      title: Ask the Head of Service
      clause: "3"
      whom: Head of Service
      contacts: [desk]
      outcomes: {agreed: They agree, refused: They do not agree}
    - id: director
      title: Ask the Director
      clause: "4"
      whom: {any: [Director, Head of Service]}
      contacts: [desk]
      clocks:
        reply: {title: answer, whose: theirs, within: 5 working days, from: asked, clause: "4"}
      outcomes: {agreed: They agree, refused: They do not agree}
scenarios: [refused, closed]
`

const scenario = (title: string): string => `title: ${title}
when: It happened.
clause: "1"
ladder:
  - id: ask
    title: Ask again
    clause: "1"
    acts: Line Manager
    whom: Team Leader
    contacts: [desk]
    agencies: true
    do: [Say why.]
    instead:
      - {for: absent, whom: Head of Service, clause: "1"}
    outcomes:
      agreed: They agree
      refused: They do not agree
  - ladder: senior
tracks:
  urgent:
    title: Today
    clause: "5"
    ladder:
      - id: call
        title: Telephone at once
        clause: "5"
        whom: Team Leader
        contacts: [desk]
        outcomes: {agreed: They agree, refused: They do not agree}
starts:
  - {id: now, title: It is urgent, at: call, clause: "5"}
top: {text: The policy ends here., clause: "6"}
`

export const base: Files = {
  'policy.yaml': policy,
  'refused.yaml': scenario('They refuse'),
  'closed.yaml': scenario('They close it'),
}

export const overlay = `over: borough
edition: {printed: September 2026}
`

/** The texts of layers, the nearest first: id and files. */
export const textsOver = (
  ...[[id, files], ...below]: readonly [readonly [string, Files], ...(readonly (readonly [string, Files])[])]
): FlowTexts => {
  const [under, ...rest] = below
  return {
    id,
    folder: `flows/${id}`,
    files: inPinOrder(new Map(Object.entries(files))),
    bodies: '{}',
    sha256: '0'.repeat(64),
    ...(under === undefined ? {} : { base: textsOver(under, ...rest) }),
  }
}

/** An overlay and files of its own over the policy above. */
export const laid = (text: string, own: Files = {}, under: Files = base): Loaded =>
  loadPolicy(textsOver(['our-school', { 'overlay.yaml': text, ...own }], [overOf(text) ?? '', under]))

/** Throws the findings where there are any. */
export const policyIn = (loaded: Loaded): Policy => {
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings, undefined, 1))
  return loaded.policy
}

export const scenarioIn = ({ scenarios }: Policy, id: string): Scenario => {
  const found = scenarios.find((one) => one.id === id)
  if (found === undefined) throw new Error(`There is no scenario ${id}.`)
  return found
}

export const rungIn = (made: Policy, scenario: string, id: string): Rung => {
  const found = findRung(scenarioIn(made, scenario), id)
  if (found === undefined) throw new Error(`There is no rung ${scenario}/${id}.`)
  return found
}

/** Ids of a ladder, from the bottom up. */
export const ladderOf = (made: Policy, scenario: string): readonly string[] =>
  scenarioIn(made, scenario).ladder.map((one) => one.id)

/** `RF010 flows/x/overlay.yaml:3:1` of each finding. */
export const placesOf = (loaded: Loaded): readonly string[] =>
  loaded.kind === 'ok'
    ? []
    : loaded.findings.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`)

// Flows of a size that nobody writes, made in memory out of what real ones have: clocks, checks, contacts, sentences.
const rung = (n, last) => `  - id: rung-${n}
    title: Ask for the officer of step ${n}
    label: "${n}"
    clause: "2.${n}"
    whom: Officer of step ${n}
    contacts: [desk]
    checks:
      - {id: form, text: The form has been sent, clause: "2.1"}
    do:
      - Sum up the concern.
    clocks:
      reply: {title: answer, within: ${(n % 8) + 2} working days, from: asked, whose: theirs, clause: "2.2"}
    outcomes:
      agreed: They agree
      refused: ${last ? 'They do not agree' : 'They do not agree, go up'}
`

const scenario = (id, rungs) => `title: Disagreement ${id}
when: They refuse, and you do not agree.
clause: "2"
ladder:
${Array.from({ length: rungs }, (_, i) => rung(i + 1, i + 1 === rungs)).join('')}top:
  text: The policy ends here.
  clause: "3"
`

const policy = (ids) => `title: A flow made by a bench
short: Bench
nation: england
edition:
  printed: undated
danger:
  do: []
  contacts: [desk]
contacts:
  desk:
    role: Duty desk
    printed: undated
    clause: "1"
    lines:
      - {value: "020 7946 0000"}
gaps:
  no-hours: {text: The policy prints no hours., clause: whole policy}
scenarios: [${ids.join(', ')}]
`

/** Texts by file name. `scenarios` of them, each with a ladder of `rungs`. */
export const bigFlow = (scenarios, rungs) => {
  const ids = Array.from({ length: scenarios }, (_, i) => `kind-${i + 1}`)
  return new Map([['policy.yaml', policy(ids)], ...ids.map((id) => [`${id}.yaml`, scenario(id, rungs)])])
}

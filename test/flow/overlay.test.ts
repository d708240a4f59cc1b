/** What an overlay changes in the policy under it, and where its findings and those of the base point. */
import { describe, expect, it } from 'vitest'
import { loadPolicy } from '../../src/flow/load.ts'
import {
  base,
  type Files,
  ladderOf,
  laid,
  overlay,
  placesOf,
  policyIn,
  rungIn,
  scenarioIn,
  textsOver,
} from './layers.ts'

const over = (more: string) => policyIn(laid(overlay + more))

const change = (text: string, from: string, to: string): string => {
  if (text.split(from).length !== 2) throw new Error(`"${from}" is not there once`)
  return text.replace(from, () => to)
}

const inBase = (name: string, from: string, to: string): Files => ({
  ...base,
  [name]: change(base[name] ?? '', from, to),
})

const rung = (id: string): string =>
  `{id: ${id}, title: Ask ${id}, clause: local, whom: Somebody, contacts: [desk], outcomes: {agreed: They agree, refused: They do not}}`

describe('an overlay', () => {
  it('that changes nothing is the base under its own name and edition', () => {
    const [made, under] = [over(''), policyIn(loadPolicy(textsOver(['borough', base])))]
    expect(made).toEqual({
      ...under,
      id: 'our-school',
      over: [{ id: 'borough', title: 'A made-up policy' }],
      edition: { printed: 'September 2026' },
    })
  })

  it('says titles, contacts and terms anew, and adds some', () => {
    const made = over(`title: Our ladder
short: Ours
contacts:
  desk: {role: Our desk, printed: "2026", clause: local, lines: [{value: "020 7946 0002"}]}
  office: {role: Our office, printed: "2026", clause: local}
terms: {DSL: the designated lead}
principles: [{text: Tell the office., clause: local}]
office-hours: {from: "09:00", to: "17:00", clause: local}
rungs:
  ask: {contacts: [desk, office]}
`)
    expect(made.title).toBe('Our ladder')
    expect(made.contacts.map(({ id, role }) => [id, role])).toEqual([
      ['desk', 'Our desk'],
      ['office', 'Our office'],
    ])
    expect(made.terms.map(({ term }) => term)).toEqual(['MASH', 'DSL'])
    expect(made.principles.map(({ text }) => text)).toEqual(['The child comes first.', 'Tell the office.'])
    expect(made.officeHours).toMatchObject({ from: '09:00' })
  })

  it('renames a post wherever a rung or an agency has it', () => {
    const made = over(`roles:
  Head of Service: Group Manager
  Line Manager: Head teacher
  Team Leader: Practice Manager
`)
    const ask = rungIn(made, 'closed', 'ask')
    expect([ask.acts, ask.whom, ask.instead[0]?.whom]).toEqual([
      'Head teacher',
      'Practice Manager',
      'Group Manager',
    ])
    expect(rungIn(made, 'refused', 'call').whom).toBe('Practice Manager')
    expect(rungIn(made, 'refused', 'director').whom).toBe('Director or Group Manager')
    expect(made.agencies[0]?.posts.map(({ title }) => title)).toEqual(['Nurse', 'Group Manager'])
  })

  it('replaces words of a rung, and merges its outcomes and clocks by id', () => {
    const made = over(`rungs:
  director:
    title: Write to the Director
    do: [Write a letter.]
    clocks:
      ours: {title: write, whose: ours, within: 2 working days, from: reached, clause: local}
    outcomes:
      refused: They still do not agree
      nothing: {label: Nothing can be done, kind: recorded}
`)
    for (const scenario of ['refused', 'closed']) {
      const { title, clocks, outcomes, whom } = rungIn(made, scenario, 'director')
      expect([title, whom]).toEqual(['Write to the Director', 'Director or Head of Service'])
      expect(clocks.map(({ id }) => id)).toEqual(['reply', 'ours'])
      expect(outcomes.map(({ id, label }) => [id, label])).toEqual([
        ['agreed', 'They agree'],
        ['refused', 'They still do not agree'],
        ['nothing', 'Nothing can be done'],
      ])
    }
  })

  it('changes a rung of a shared ladder in the one scenario that is named', () => {
    const made = over(`rungs:
  head: {title: Everywhere}
  closed/head: {label: Here}
`)
    expect(rungIn(made, 'closed', 'head')).toMatchObject({ title: 'Everywhere', label: 'Here' })
    expect(rungIn(made, 'refused', 'head')).toMatchObject({ title: 'Everywhere' })
    expect(rungIn(made, 'refused', 'head').label).toBeUndefined()
  })

  it('adds rungs, in the order in which they are written', () => {
    const made = over(`add:
  - {after: head, rung: ${rung('one')}}
  - {after: head, rung: ${rung('two')}}
  - {after: one, rung: ${rung('between')}}
  - {before: closed/ask, rung: ${rung('earliest')}}
  - {before: closed/ask, rung: ${rung('early')}}
  - {after: closed/director, rung: ${rung('last')}}
  - {after: call, rung: ${rung('again')}}
`)
    const shared = ['head', 'one', 'between', 'two', 'director']
    expect(ladderOf(made, 'refused')).toEqual(['ask', ...shared])
    expect(ladderOf(made, 'closed')).toEqual(['earliest', 'early', 'ask', ...shared, 'last'])
    expect(rungIn(made, 'refused', 'head').up).toEqual({ kind: 'rung', rung: 'one' })
    for (const id of ['refused', 'closed'])
      expect(scenarioIn(made, id).tracks[0]?.rungs.map((one) => one.id)).toEqual(['call', 'again'])
  })

  it('brings scenarios of its own, after the others', () => {
    const made = policyIn(
      laid(`${overlay}scenarios: [ours]\n`, {
        'ours.yaml': change(base['refused.yaml'] ?? '', 'They refuse', 'Ours'),
      }),
    )
    expect(made.scenarios.map(({ id, title }) => [id, title])).toEqual([
      ['refused', 'They refuse'],
      ['closed', 'They close it'],
      ['ours', 'Ours'],
    ])
  })

  it('lies over another one; the nearest word counts', () => {
    const regional = `${overlay}title: Regional\nshort: Region\nroles: {Team Leader: Senior}\nadd:\n  - {after: ask, rung: ${rung('panel')}}\n`
    const local = `over: region\nedition: {printed: "2026"}\nshort: Ours\nroles: {Senior: Boss}\nrungs: {panel: {title: Our panel}}\n`
    const made = policyIn(
      loadPolicy(
        textsOver(
          ['our-school', { 'overlay.yaml': local }],
          ['region', { 'overlay.yaml': regional }],
          ['borough', base],
        ),
      ),
    )
    expect(made.over).toEqual([
      { id: 'region', title: 'Regional' },
      { id: 'borough', title: 'A made-up policy' },
    ])
    expect([made.title, made.short]).toEqual(['Regional', 'Ours'])
    expect(rungIn(made, 'closed', 'ask').whom).toBe('Boss')
    expect(rungIn(made, 'closed', 'panel').title).toBe('Our panel')
  })
})

describe('a finding', () => {
  const found = (more: string, own: Files = {}, under: Files = base) => laid(overlay + more, own, under)

  it.each([
    ['a post that no rung has', 'roles: {Team Leade: Boss}\n', 'RF010 flows/our-school/overlay.yaml:3:9'],
    ['a rung that is not there', 'rungs:\n  aks: {title: Ask}\n', 'RF010 flows/our-school/overlay.yaml:4:3'],
    [
      'a rung that the scenario has not',
      'rungs:\n  closed/aks: {title: Ask}\n',
      'RF010 flows/our-school/overlay.yaml:4:3',
    ],
    [
      'an anchor that is not there',
      `add:\n  - {after: aks, rung: ${rung('a')}}\n`,
      'RF010 flows/our-school/overlay.yaml:4:13',
    ],
    [
      'an anchor that comes later',
      `add:\n  - {after: b, rung: ${rung('a')}}\n  - {after: ask, rung: ${rung('b')}}\n`,
      'RF010 flows/our-school/overlay.yaml:4:13',
    ],
    ['no anchor', `add:\n  - {rung: ${rung('a')}}\n`, 'RF006 flows/our-school/overlay.yaml:4:5'],
    [
      'two anchors',
      `add:\n  - {after: ask, before: ask, rung: ${rung('a')}}\n`,
      'RF006 flows/our-school/overlay.yaml:4:5',
    ],
    [
      'a contact that is not there',
      'rungs:\n  head:\n    contacts: [dsk]\n',
      'RF010 flows/our-school/overlay.yaml:5:16',
    ],
    [
      'a target that is not there',
      'rungs:\n  head: {outcomes: {refused: {label: No, to: nowhere}}}\n',
      'RF010 flows/our-school/overlay.yaml:4:46',
    ],
    [
      'a timescale that is none',
      'rungs:\n  closed/director:\n    clocks:\n      reply: {title: answer, whose: theirs, within: soon, from: asked, clause: x}\n',
      'RF011 flows/our-school/overlay.yaml:6:53',
    ],
    ['a title that cannot stand in a record', 'title: "*"\n', 'RF009 flows/our-school/overlay.yaml:3:8'],
    [
      'a new name that cannot stand in a record',
      `roles: {Director: "a\`b"}\n`,
      'RF009 flows/our-school/overlay.yaml:3:19',
    ],
    [
      'a rung that is there already',
      `add:\n  - {after: ask, rung: ${rung('ask')}}\n`,
      'RF017 flows/our-school/overlay.yaml:4:29',
    ],
    [
      'a gap that is never shown',
      'gaps:\n  hole: {text: Nothing., clause: local}\n',
      'RF020 flows/our-school/overlay.yaml:4:3',
    ],
    ['a word that is none', 'rungz: {}\n', 'RF004 flows/our-school/overlay.yaml:3:1'],
    ['a scenario without its file', 'scenarios: [ours]\n', 'RF010 flows/our-school/overlay.yaml:3:13'],
  ])('about %s points into the overlay', (_, more, place) => {
    expect(placesOf(found(more))).toContain(place)
  })

  it('names what is nearest', () => {
    const loaded = found('rungs:\n  aks: {title: Ask}\n')
    expect(loaded.kind === 'findings' && loaded.findings[0]).toMatchObject({
      hint: expect.stringContaining('ask'),
    })
  })

  it('about the text of the base points there, and says that it is the base', () => {
    const under = inBase('closed.yaml', '    do: [Say why.]', '    contactz: [dsk]')
    const loaded = found('', {}, under)
    expect(placesOf(loaded)).toEqual(['RF004 flows/borough/closed.yaml:12:5'])
    expect(loaded.kind === 'findings' && loaded.findings[0]?.message).toContain('In the base borough: ')
  })

  it('about an id of the base stays in the base where another scenario was named', () => {
    const under = inBase(
      'policy.yaml',
      '      whom: Head of Service\n      contacts: [desk]',
      '      whom: Head of Service\n      contacts: [dsk]',
    )
    expect(placesOf(found('rungs: {closed/head: {label: Here}}\n', {}, under))).toEqual([
      'RF010 flows/borough/policy.yaml:23:18',
    ])
  })

  it('says that a scenario is there already', () => {
    expect(placesOf(found('scenarios: [refused]\n', { 'refused.yaml': base['refused.yaml'] ?? '' }))).toEqual(
      ['RF017 flows/our-school/overlay.yaml:3:12'],
    )
  })

  it('says that there are both files', () => {
    expect(placesOf(found('', { 'policy.yaml': base['policy.yaml'] ?? '' }))).toEqual([
      'RF018 flows/our-school/overlay.yaml:1:1',
    ])
  })

  it('says that there is no base', () => {
    const alone = loadPolicy(textsOver(['our-school', { 'overlay.yaml': overlay }]))
    expect(placesOf(alone)).toEqual(['RF010 flows/our-school/overlay.yaml:1:7'])
  })

  it('does not take for unknown what a broken part of the overlay defines', () => {
    const loaded = found(`contacts:
  office: {role: Our office}
gaps:
  hole: {text: Nothing., clause: local}
rungs:
  ask: {contacts: [office, offce], gaps: [hole]}
`)
    expect(placesOf(loaded)).toEqual([
      'RF006 flows/our-school/overlay.yaml:4:11',
      'RF006 flows/our-school/overlay.yaml:4:11',
      'RF010 flows/our-school/overlay.yaml:8:28',
    ])
  })
})

/**
 * For each kind of part the words that it has, how each is compared, and whether a change of it may change what is done in a
 * case. The types make every word of policy.ts appear here.
 */

import type { Base, Challenged } from '../policy.ts'
import { adviceKinds, endings, guardTimes, lineNames } from '../words/closed-lists.ts'
import { clauseWords } from '../words/phrase.ts'
import { questionWords } from '../words/when.ts'
import type { Parts } from './change.ts'
import { checkTable, clockTable, outcomeTable, questionTable, rungTable } from './rung-tables.ts'
import { carry, carryChallenged, carryRung } from './sides.ts'
import {
  asksNamed,
  contacts,
  list,
  mentions,
  named,
  passage,
  passages,
  remarks,
  type Table,
  text,
  value,
  weighty,
  when,
  worded,
  yesNo,
} from './tell.ts'
import { challengedWords, hoursWords, lineWords, postWords, rungIn } from './words.ts'

const base = ({ id, title }: Base): string => `${title} (${id})`

const challenged = value<Challenged>((one, { policy }) => challengedWords(policy, one), carryChallenged)

const policyTable: Table<'policy'> = {
  id: worded(text),
  title: worded(text),
  short: worded(text),
  nation: weighty(text),
  calendar: weighty(text),
  edition: 'parts',
  over: weighty(list(base)),
  officeHours: weighty(
    value(
      (hours, { policy }) =>
        [
          hoursWords(hours),
          clauseWords(hours.clause),
          ...hours.remarks.map((id) => policy.remarks.find((one) => one.id === id)?.text ?? id),
        ].join('; '),
      (sides, hours) => ({ ...hours, remarks: hours.remarks.map((id) => carry(sides, 'remark', id)) }),
    ),
  ),
  bodies: 'parts',
  terms: 'parts',
  principles: worded(passages),
  danger: weighty(passages),
  dangerContacts: weighty(contacts),
  dangerRemarks: worded(remarks),
  contacts: 'parts',
  asks: 'parts',
  moments: 'parts',
  agencies: 'parts',
  advice: 'parts',
  guards: 'parts',
  remarks: 'parts',
  elsewhere: 'parts',
  challenged: worded(challenged),
  scenarios: 'parts',
  // Told where nothing else is: another digest without a difference is a matter of layout and comments.
  sha256: 'parts',
}

const editionTable: Table<'edition'> = {
  printed: worded(text),
  issued: worded(text),
  reviewDue: worded(text),
  supersededBy: weighty(text),
}

const bodyTable: Table<'body'> = { name: worded(text), ended: worded(text), replacedBy: worded(text) }

const termTable: Table<'term'> = {
  term: worded(text),
  meaning: worded(text),
  clause: worded(text),
  criterion: worded(text),
}

const contactTable: Table<'contact'> = {
  id: 'parts',
  role: weighty(text),
  name: weighty(text),
  printed: worded(text),
  clause: worded(text),
  lines: weighty(list(lineWords, undefined, ({ kind }) => lineNames[kind])),
  when: weighty(when),
  note: weighty(text),
}

const askTable: Table<'ask'> = {
  id: 'parts',
  title: weighty(text),
  clause: worded(text),
  options: 'parts',
  remarks: worded(remarks),
}

const optionTable: Table<'option'> = {
  id: 'parts',
  label: weighty(text),
  then: weighty(text),
  contacts: weighty(contacts),
}

const momentTable: Table<'moment'> = {
  id: 'parts',
  ask: weighty(text),
  clause: worded(text),
  remarks: worded(remarks),
}

const agencyTable: Table<'agency'> = {
  id: 'parts',
  title: worded(text),
  posts: weighty(list(postWords)),
  clause: worded(text),
  remarks: worded(remarks),
}

const adviceTable: Table<'advice'> = {
  id: 'parts',
  kind: weighty(named(adviceKinds)),
  title: worded(text),
  text: worded(text),
  clause: worded(text),
  contacts: weighty(contacts),
  remarks: worded(remarks),
}

const guardTable: Table<'guard'> = {
  id: 'parts',
  ask: weighty(text),
  clause: worded(text),
  every: weighty(named(guardTimes)),
  options: 'parts',
  remarks: worded(remarks),
}

const remarkTable: Table<'remark'> = {
  id: 'parts',
  kind: worded(text),
  text: worded(text),
  clause: worded(text),
}

const elsewhereTable: Table<'elsewhere'> = {
  id: 'parts',
  title: worded(text),
  text: worded(text),
  clause: worded(text),
  contacts: weighty(contacts),
  policy: weighty(text),
  returns: weighty(yesNo),
  remarks: worded(remarks),
}

const scenarioTable: Table<'scenario'> = {
  id: 'parts',
  title: worded(text),
  when: weighty(text),
  clause: worded(text),
  notes: worded(passages),
  remarks: worded(remarks),
  asks: weighty(asksNamed),
  entryAsks: weighty(mentions('ask', ({ policy }, id) => questionWords(policy, id))),
  challenged: worded(challenged),
  meanwhile: worded(passage),
  starts: 'parts',
  stages: 'parts',
  clocks: 'parts',
  ladder: 'parts',
  tracks: 'parts',
  ways: 'parts',
  top: weighty(passage),
  closing: 'parts',
  eachChild: weighty(passage),
}

const startTable: Table<'start'> = {
  id: 'parts',
  title: worded(text),
  rung: weighty(
    value(
      (id, { scenario }) => rungIn(scenario, id),
      (sides, id) => carryRung(sides, id),
    ),
  ),
  why: weighty(yesNo),
  clause: worded(text),
}

const stageTable: Table<'stage'> = {
  id: 'parts',
  title: worded(text),
  clause: worded(text),
  clocks: 'parts',
}

const trackTable: Table<'track'> = {
  id: 'parts',
  title: worded(text),
  clause: worded(text),
  rungs: 'parts',
  remarks: worded(remarks),
}

const closingTable: Table<'closing'> = {
  id: 'parts',
  text: worded(text),
  clause: worded(text),
  on: weighty(list((one) => `it ends ${endings[one]}`)),
  after: weighty(
    list(
      (id: string, { scenario }) => rungIn(scenario, id),
      (sides, id) => carryRung(sides, id),
    ),
  ),
  when: weighty(when),
  remarks: worded(remarks),
}

/** All tables by kind; for whoever goes through them. */
export const tables: { readonly [K in keyof Parts]: Table<K> } = {
  policy: policyTable,
  edition: editionTable,
  body: bodyTable,
  term: termTable,
  contact: contactTable,
  ask: askTable,
  option: optionTable,
  moment: momentTable,
  agency: agencyTable,
  advice: adviceTable,
  guard: guardTable,
  remark: remarkTable,
  elsewhere: elsewhereTable,
  scenario: scenarioTable,
  start: startTable,
  stage: stageTable,
  track: trackTable,
  closing: closingTable,
  rung: rungTable,
  clock: clockTable,
  outcome: outcomeTable,
  check: checkTable,
  question: questionTable,
}

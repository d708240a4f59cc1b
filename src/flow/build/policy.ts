/** The parts of policy.yaml as checked. Rungs and scenarios are built in scenario.ts. */

import type { CalendarId } from '../../calendar/nations.ts'
import type {
  Agency,
  Ask,
  Contact,
  Edition,
  Guard,
  NamedMoment,
  Nation,
  Policy,
  Remark,
  Term,
} from '../policy.ts'
import type { BodiesYaml, ContactYaml, PolicyYaml } from '../schema.ts'
import { buildChallenged } from './challenged.ts'
import { isPlainStart } from './clock.ts'
import { checkRemarks, checkWhen, remarkIds, reserved, withRemarks, yesNoUnsure } from './parts.ts'
import type { References } from './references.ts'

export const buildContact = (id: string, yaml: ContactYaml): Contact => ({
  id,
  role: yaml.role,
  printed: yaml.printed,
  clause: yaml.clause,
  lines: yaml.lines.map(({ note, ...line }) => ({ ...line, ...(note === undefined ? {} : { note }) })),
  ...(yaml.name === undefined ? {} : { name: yaml.name }),
  ...(yaml.when === undefined ? {} : { when: yaml.when }),
  ...(yaml.note === undefined ? {} : { note: yaml.note }),
})

/** A term as written, without what it does not say. */
export const buildTerm = <T extends { readonly criterion?: string | undefined }>({
  criterion,
  ...rest
}: T) => ({
  ...rest,
  ...(criterion === undefined ? {} : { criterion }),
})

const buildContacts = (refs: References, yaml: PolicyYaml): readonly Contact[] =>
  Object.entries(yaml.contacts).map(([id, contact]) => {
    checkWhen(refs, ['contacts', id], contact.when, yaml)
    return buildContact(id, contact)
  })

const buildAsks = (refs: References, yaml: PolicyYaml): readonly Ask[] =>
  Object.entries(yaml.asks).map(([id, ask]) => {
    checkRemarks(refs, ['asks', id], ask, yaml)
    refs.title(['asks', id, 'title'], ask.title)
    return {
      id,
      title: ask.title,
      clause: ask.clause,
      remarks: remarkIds(ask),
      options: Object.entries(ask.options).map(([option, label]) => {
        refs.title(['asks', id, 'options', option], label)
        return { id: option, label }
      }),
    }
  })

/** What a concern is matched to stands in the record by its own name. */
const buildTerms = (refs: References, yaml: PolicyYaml): readonly Term[] =>
  Object.entries(yaml.terms).map(([term, one]) => {
    if (typeof one === 'string') return { term, meaning: one }
    if (one.criterion !== undefined) refs.title(['terms', term], term)
    return buildTerm({ term, ...one })
  })

const buildMoments = (refs: References, yaml: PolicyYaml): readonly NamedMoment[] =>
  Object.entries(yaml.moments).map(([id, moment]) => {
    const path = ['moments', id]
    checkRemarks(refs, path, moment, yaml)
    refs.title([...path, 'ask'], moment.ask)
    if (isPlainStart(id))
      refs.say('RF014', path, `"${id}" is the program's own word.`, 'Choose another id.', 'key')
    return { id, ...withRemarks(moment) }
  })

const buildAgencies = (refs: References, yaml: PolicyYaml): readonly Agency[] =>
  Object.entries(yaml.agencies).map(([id, agency]) => {
    checkRemarks(refs, ['agencies', id], agency, yaml)
    const posts = agency.posts.map((post) => (typeof post === 'string' ? { title: post } : post))
    return { id, title: agency.title, clause: agency.clause, remarks: remarkIds(agency), posts }
  })

const buildGuards = (refs: References, yaml: PolicyYaml): readonly Guard[] =>
  Object.entries(yaml.guards).map(([id, guard]) => {
    checkRemarks(refs, ['guards', id], guard, yaml)
    refs.title(['guards', id, 'ask'], guard.ask)
    if (Object.hasOwn(yaml.asks, id))
      refs.say(
        'RF017',
        ['guards', id],
        `An ask and a guard are both named "${id}".`,
        'Give one of them another id.',
        'key',
      )
    const options = Object.entries(guard.options ?? yesNoUnsure).map(([option, one]) => {
      const full = typeof one === 'string' ? { label: one, contacts: [] } : one
      refs.title(['guards', id, 'options', option], full.label)
      refs.known('contact', ['guards', id, 'options', option, 'contacts'], full.contacts, yaml.contacts)
      return {
        id: option,
        label: full.label,
        contacts: full.contacts,
        ...(full.then === undefined ? {} : { then: full.then }),
      }
    })
    return {
      id,
      ask: guard.ask,
      clause: guard.clause,
      every: guard.every,
      options,
      remarks: remarkIds(guard),
    }
  })

const checkBeside = (refs: References, part: 'advice' | 'elsewhere', yaml: PolicyYaml): void => {
  for (const [id, one] of Object.entries(yaml[part])) {
    checkRemarks(refs, [part, id], one, yaml)
    refs.title([part, id, 'title'], one.title)
    refs.known('contact', [part, id, 'contacts'], one.contacts, yaml.contacts)
  }
}

const buildAdvice = (refs: References, yaml: PolicyYaml): Policy['advice'] => {
  checkBeside(refs, 'advice', yaml)
  return Object.entries(yaml.advice).map(([id, one]) => ({ id, ...withRemarks(one) }))
}

const buildElsewhere = (refs: References, yaml: PolicyYaml): Policy['elsewhere'] => {
  checkBeside(refs, 'elsewhere', yaml)
  return Object.entries(yaml.elsewhere).map(([id, one]) => {
    if (reserved.includes(id))
      refs.say('RF014', ['elsewhere', id], `"${id}" is the program's own word.`, 'Choose another id.')
    const { policy, ...rest } = withRemarks(one)
    return { id, ...rest, ...(policy === undefined ? {} : { policy }) }
  })
}

const buildRemarks = (yaml: PolicyYaml): readonly Remark[] => [
  ...Object.entries(yaml.gaps).map(([id, one]): Remark => ({ id, kind: 'gap', ...one })),
  ...Object.entries(yaml.readings).map(([id, one]): Remark => ({ id, kind: 'reading', ...one })),
]

/** England and Wales have the same bank holidays. */
const calendars: Readonly<Record<Nation, CalendarId>> = {
  england: 'england-and-wales',
  wales: 'england-and-wales',
  scotland: 'scotland',
  'northern-ireland': 'northern-ireland',
}

const editionOf = ({ edition }: PolicyYaml): Edition => {
  const { printed, issued, 'review-due': reviewDue, 'superseded-by': supersededBy } = edition
  return {
    printed,
    ...(issued === undefined ? {} : { issued }),
    ...(reviewDue === undefined ? {} : { reviewDue }),
    ...(supersededBy === undefined ? {} : { supersededBy }),
  }
}

const checkPolicy = (refs: References, yaml: PolicyYaml, bodies: BodiesYaml): void => {
  refs.title(['title'], yaml.title)
  refs.title(['edition', 'printed'], yaml.edition.printed)
  refs.known('body', ['bodies'], yaml.bodies, bodies)
  refs.known('contact', ['danger', 'contacts'], yaml.danger.contacts, yaml.contacts)
  checkRemarks(refs, ['danger'], yaml.danger, yaml)
  if (yaml['office-hours'] !== undefined) checkRemarks(refs, ['office-hours'], yaml['office-hours'], yaml)
  for (const key of Object.keys(yaml.readings))
    if (Object.hasOwn(yaml.gaps, key))
      refs.say(
        'RF017',
        ['readings', key],
        `A gap and a reading are both named "${key}".`,
        'Give one of them another id.',
      )
}

/** Everything of a policy but its scenarios, its digest and what it is laid over. What is wrong goes into `refs`. */
export const buildPolicy = (
  id: string,
  yaml: PolicyYaml,
  refs: References,
  bodies: BodiesYaml,
): Omit<Policy, 'scenarios' | 'sha256' | 'over'> => {
  checkPolicy(refs, yaml, bodies)
  const hours = yaml['office-hours']
  return {
    id,
    title: yaml.title,
    short: yaml.short,
    nation: yaml.nation,
    calendar: calendars[yaml.nation],
    edition: editionOf(yaml),
    ...(hours === undefined ? {} : { officeHours: withRemarks(hours) }),
    bodies: yaml.bodies.flatMap((body) => {
      const one = bodies[body]
      return one === undefined ? [] : [{ name: one.name, ended: one.ended, replacedBy: one['replaced-by'] }]
    }),
    terms: buildTerms(refs, yaml),
    principles: yaml.principles,
    danger: yaml.danger.do,
    dangerContacts: yaml.danger.contacts,
    dangerRemarks: remarkIds(yaml.danger),
    contacts: buildContacts(refs, yaml),
    asks: buildAsks(refs, yaml),
    moments: buildMoments(refs, yaml),
    agencies: buildAgencies(refs, yaml),
    advice: buildAdvice(refs, yaml),
    guards: buildGuards(refs, yaml),
    remarks: buildRemarks(yaml),
    elsewhere: buildElsewhere(refs, yaml),
    ...buildChallenged(refs, yaml.challenged, yaml),
  }
}

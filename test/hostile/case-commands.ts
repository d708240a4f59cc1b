/** Answers, records and locks: what is printed of a case, and what is written into its record. */
import { formatClaim } from '../../src/storage/lock-claim.ts'
import { at, named, openWalk, plainCase, record } from './cases.ts'
import { all, ran, yamlOf } from './running.ts'
import { dealer } from './terminals.ts'

/** How many texts a case takes. */
export const casePlaces = 16

/** A walk by script with these texts wherever a person types: what it prints, and the record that it writes. */
export const answered = async (texts: readonly string[]): Promise<string> => {
  const text = dealer(texts)
  const answers = {
    policy: 'greenvale',
    scenario: 'not-accepted',
    danger: 'yes',
    'danger-done': text(),
    'recorded-by': text(),
    guards: { 'at-risk': 'both' },
    about: {
      children: text(),
      decision: text(),
      told: '09:50',
      concern: text(),
      'child-said': text(),
      sought: text(),
    },
    rungs: {
      'social-worker': [
        {
          outcome: 'refused',
          when: '10:10',
          how: 'telephone',
          who: text(),
          said: text(),
          reason: text(),
          reference: text(),
          note: text(),
        },
      ],
      'team-leader': [
        { outcome: 'waiting', how: 'telephone', who: text(), 'look-again': 'tomorrow', note: text() },
      ],
      'service-manager': [{ outcome: 'refused', how: 'e-mail', who: text(), said: text(), reason: text() }],
    },
  }
  return all(
    await ran(['start', '--answers', '/here/answers.yaml', '--at', '2026-11-19T10:30'], {
      files: { '/here/answers.yaml': yamlOf(answers) },
    }),
  )
}

/** How many cases are listed. */
export const listPlaces = 8

/** What is shown of cases, a text in each; of one that was damaged, and of a file that is none. */
export const listed = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = ''] = texts
  const cases = texts.map((one, i) => [`/book/records/K7-2026-${i + 1001}.md`, named(one, i + 1001)] as const)
  const files = {
    ...Object.fromEntries(cases),
    '/book/rungs.yaml': yamlOf({ school: text, 'usual-policy': text }),
    '/book/records/K7-2026-0043.md': texts.join('\n'),
    '/book/records/K7-2026-0044.md': record(texts, openWalk).replace(/^> .*$/m, () => other),
  }
  const found = [await ran(['list'], { files }), await ran(['list', '--json'], { files })]
  const open = { [at]: record(texts, openWalk) }
  for (const flag of ['--due', '--overdue']) found.push(await ran(['list', flag], { files: open }))
  return found.map(all).join('\n')
}

/** The wizard in plain mode: home, and a case that goes on, with every page that a key opens. */
export const wizard = async (texts: readonly string[]): Promise<string> => {
  const [typed = '', other = ''] = texts.map((one) => one.replace(/[\r\n\u2028\u2029]+/g, ' '))
  const files = {
    '/book/rungs.yaml': yamlOf({
      'usual-policy': 'greenvale',
      closures: [{ from: '2026-11-20', to: '2026-12-20', title: texts[0] }],
      contacts: { greenvale: { mash: { value: texts[0], note: texts[1] } } },
    }),
    [at]: record(texts, openWalk),
  }
  const pages = ['/p', '', '/c', '', '/w', '', '/?', '/n', typed, '/b', '']
  const resumed = ['2', '', ...pages, '1', '', '1', other, typed, other]
  return [
    await ran(['--plain'], { files, lines: '?\n2\n2\n' }),
    await ran(['resume', '42', '--plain'], { files, lines: `${resumed.join('\n')}\n` }),
    await ran(['start', '--plain'], { files, lines: `2\n1\n${typed}\n` }),
    await ran(['note', '42', other], { files }),
  ]
    .map(all)
    .join('\n')
}

/** A lock with whatever it says of who holds it: as we write it, and as somebody does who does not clean what they write. */
const lockOf = (
  person: string,
  host: string,
  reason: string,
): { readonly ours: string; readonly theirs: string } => {
  const ours = formatClaim({
    id: 'a'.repeat(32),
    replaces: '0'.repeat(32),
    person,
    host,
    process: 4243,
    since: '2026-11-19T10:00:00+00:00',
    reason,
  })
  const theirs = ours
    .replace(/^person: .*$/m, () => `person: ${person}`)
    .replace(/^host: .*$/m, () => `host: ${host}`)
    .replace(/^reason: .*$/m, () => `reason: ${reason}`)
  return { ours, theirs }
}

/** What is said of who holds a case, three texts at a time; and the files of our own locks. */
export const locked = async (texts: readonly string[]): Promise<string> => {
  const found: string[] = []
  for (let i = 0; i < texts.length; i += 3) {
    const { ours, theirs } = lockOf(texts[i] ?? '', texts[i + 1] ?? '', texts[i + 2] ?? '')
    const files = { [at]: plainCase, [`${at}.lock`]: theirs }
    found.push(ours, (await ran(['note', '42', 'x'], { files })).printed)
    if (i === 0)
      found.push((await ran(['resume', '42', '--plain'], { files, lines: '2\n2\nbecause\n' })).printed)
  }
  return found.join('\n')
}

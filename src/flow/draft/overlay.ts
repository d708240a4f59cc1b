import type { Policy } from '../policy.ts'
import { rungsOf } from '../rungs.ts'
import type { OverlayDraft } from './answers.ts'
import { comment, part, schemaLine } from './yaml.ts'

const examples = (base: Policy): readonly string[] => {
  const [scenario] = base.scenarios
  const rung = scenario === undefined ? undefined : rungsOf(scenario)[0]
  const contact = base.contacts[0]
  // Of several people on a rung each is a post of their own: one that stands alone is the plainer example.
  const post = base.scenarios
    .flatMap(rungsOf)
    .flatMap(({ whom, whomBy, checks }) =>
      whomBy === undefined && !checks.some(({ kind }) => kind === 'holder') ? (whom ?? []) : [],
    )[0]
  const rungIds = [...new Set(base.scenarios.flatMap((one) => rungsOf(one).map(({ id }) => id)))]
  const list = (ids: readonly string[]): string => ids.slice(0, 40).join(', ')
  return [
    `Its rungs: ${list(rungIds)}`,
    `Its contacts: ${list(base.contacts.map(({ id }) => id))}`,
    '',
    'Take the # away from what you need:',
    '',
    'A number of your own, or one that has changed:',
    'contacts:',
    `  ${contact?.id ?? 'mash'}:`,
    '    role: As people here call them',
    '    printed: undated',
    '    clause: local',
    '    lines: [{value: "020 7946 0000"}]',
    ...(post === undefined
      ? []
      : [
          'Another name for a post, wherever a rung has it:',
          'roles:',
          `  ${JSON.stringify(post)}: As they are called here`,
        ]),
    'What a rung says anew:',
    'rungs:',
    `  ${rung?.id ?? 'first'}:`,
    '    do: [What to do here in your school.]',
    'A rung of your own:',
    'add:',
    `  - before: ${rung?.id ?? 'first'}`,
    '    rung:',
    '      id: own-lead',
    '      title: Tell your own safeguarding lead',
    '      clause: local',
    '      outcomes: {done: They know}',
  ]
}

/** The file of a new overlay over `base`, by its name. */
export const draftOverlay = (draft: OverlayDraft, base: Policy): ReadonlyMap<string, string> =>
  new Map([
    [
      'overlay.yaml',
      [
        schemaLine('overlay', '.'),
        comment(
          `What is different here from the policy "${base.id}", and nothing else. See flows/README.md, "Overlay".`,
          'What it changes, in words: rungs flow diff, with this folder.',
        ),
        part({ over: base.id, title: draft.title, short: draft.short, edition: { printed: draft.printed } }),
        comment(...examples(base)),
      ].join(''),
    ],
  ])

/**
 * The table of what a record should tell: what a reader would miss, the one plain question to put, and which requirement it
 * comes from. The weightiest first; that order is the only weighing there is. Judges nothing; see strength.ts.
 */
import type { Field } from '../case/fact.ts'

/** Statutory guidance for schools and colleges in England, part one, on what records should include. */
const guidance = 'Keeping children safe in education (England)'
const summary = `${guidance}: a clear and comprehensive summary of the concern`
const followed = `${guidance}: details of how the concern was followed up and resolved`
const decisions = `${guidance}: a note of any action taken, decisions reached and the outcome`
const reasons = `${guidance}: discussions and decisions, and the reasons for those decisions, in writing`
/** Statutory guidance on multi-agency working, England. */
const child = 'Working together to safeguard children (England): a child-centred approach'
/** Where the flow names the field; a missing one then carries the clause. */
const clause = 'the clause of the policy that wants it written down'
const ticked = 'the clause of the policy that wants it done'

interface Row {
  readonly id: string
  /** What a reader would miss. */
  readonly misses: string
  readonly ask: string
  readonly from: string
  /** The fields of a record whose answer it is; none where it is looked for otherwise. */
  readonly fields?: readonly Field[]
}

const table = [
  {
    id: 'danger',
    misses: 'what was done about the danger',
    ask: 'What was done about the danger?',
    from: decisions,
    fields: ['danger-done'],
  },
  { id: 'concern', misses: 'the concern', ask: 'What is the concern?', from: summary, fields: ['concern'] },
  {
    id: 'children',
    misses: 'which child it is about',
    ask: 'Which child or children is it about? Initials or pupil number',
    from: summary,
    fields: ['children'],
  },
  {
    id: 'decision',
    misses: 'which decision is disputed, and whose it is',
    ask: 'Which decision is disputed, and whose is it?',
    from: summary,
    fields: ['decision'],
  },
  { id: 'outcome', misses: 'what came of it', ask: 'What happened there?', from: decisions },
  {
    id: 'not-acting',
    misses: 'why it was done so, or left undone',
    ask: 'Why was it done so, or left undone?',
    from: reasons,
    fields: ['why'],
  },
  { id: 'answer', misses: 'what they answered', ask: 'What did they say?', from: followed, fields: ['said'] },
  {
    id: 'reason',
    misses: 'the reason they gave',
    ask: 'What reason did they give?',
    from: reasons,
    fields: ['reason'],
  },
  {
    id: 'who',
    misses: 'who it was, by name and role',
    ask: 'Who was it? Name and role',
    from: followed,
    fields: ['who'],
  },
  { id: 'when', misses: 'when it happened', ask: 'When did it happen?', from: followed, fields: ['when'] },
  {
    id: 'done',
    misses: 'what exactly was done',
    ask: 'What exactly was done?',
    from: decisions,
    fields: ['done-what'],
  },
  // What was asked on a step is the step's own words, and what is asked for throughout.
  {
    id: 'asked',
    misses: 'what was asked of them: the outcome sought',
    ask: 'What did you ask for: what do you want to happen?',
    from: followed,
    fields: ['sought'],
  },
  {
    id: 'child-said',
    misses: 'what the child has said or shown',
    ask: 'What has the child said or shown?',
    from: child,
    fields: ['child-said'],
  },
  {
    id: 'own-question',
    misses: 'what the policy asks there',
    ask: 'What is the answer to what the policy asks there?',
    from: clause,
    fields: ['question'],
  },
  {
    id: 'agreed',
    misses: 'what exactly was agreed',
    ask: 'What exactly was agreed?',
    from: decisions,
    fields: ['promise-what', 'agreed-what'],
  },
  {
    id: 'by-whom',
    misses: 'who was to do it',
    ask: 'Who was to do it?',
    from: decisions,
    fields: ['promise-who'],
  },
  {
    id: 'by-when',
    misses: 'by when it was to be done',
    ask: 'By when was it to be done?',
    from: decisions,
    fields: ['promise-by', 'agreed-date'],
  },
  {
    id: 'each-child',
    misses: 'the outcome for each child',
    ask: 'What was the outcome for each child?',
    from: ticked,
  },
  {
    id: 'outstanding',
    misses: 'what is outstanding, and how it will be pursued',
    ask: 'What is still outstanding, and how will it be pursued?',
    from: followed,
    fields: ['outstanding'],
  },
  {
    id: 'feedback',
    misses: 'who is owed feedback, and whether it was given',
    ask: 'Who is owed feedback, and has it been given?',
    from: followed,
    fields: ['feedback'],
  },
  {
    id: 'look-again',
    misses: 'when it will be looked at again',
    ask: 'When will you look at this again?',
    from: followed,
  },
  {
    id: 'told',
    misses: 'when the decision was received, or the disagreement arose',
    ask: 'When were you told, or when did the disagreement arise?',
    from: summary,
    fields: ['told'],
  },
  {
    id: 'guard',
    misses: 'what was done on the stated belief, or why it went on all the same',
    ask: 'What was done about it, or why did you go on all the same?',
    from: reasons,
  },
  {
    id: 'advice',
    misses: 'what was advised',
    ask: 'What did they advise?',
    from: followed,
    fields: ['advice-said'],
  },
  {
    id: 'adviser',
    misses: 'who gave the advice, by name and role',
    ask: 'Who gave the advice? Name and role',
    from: followed,
    fields: ['advice-who'],
  },
  {
    id: 'action',
    misses: 'what was done beside the ladder',
    ask: 'What exactly was done beside the ladder?',
    from: decisions,
    fields: ['action-done'],
  },
  {
    id: 'late',
    misses: 'why it was written a day or more after it happened',
    ask: 'Why was it written later, and from what? A note will do',
    from: followed,
  },
  {
    id: 'check',
    misses: 'whether what the policy lists was done, or why not',
    ask: 'Was it done? If not, why not? A note will do',
    from: ticked,
  },
  {
    id: 'received',
    misses: 'when they received it',
    ask: 'When did they receive it?',
    from: followed,
    fields: ['received'],
  },
  {
    id: 'reference',
    misses: 'their reference',
    ask: 'Did they give a reference number?',
    from: clause,
    fields: ['reference'],
  },
  {
    id: 'how',
    misses: 'how they spoke or wrote',
    ask: 'How did you speak or write?',
    from: followed,
    fields: ['how'],
  },
] as const satisfies readonly Row[]

export type RequirementId = (typeof table)[number]['id']

export interface Requirement extends Row {
  readonly id: RequirementId
}

/** The weightiest first. */
export const requirements: readonly Requirement[] = table

const byId = new Map<string, Requirement>(requirements.map((row) => [row.id, row]))
const weights = new Map<string, number>(requirements.map(({ id }, i) => [id, i]))
const byField = new Map(requirements.flatMap(({ id, fields = [] }) => fields.map((field) => [field, id])))

/** Nothing for an id that is not in the table. */
export const requirementOf = (id: string): Requirement | undefined => byId.get(id)

/** 0 for the weightiest. */
export const weightOf = (id: RequirementId): number => weights.get(id) ?? requirements.length

/** The requirement that an answer in this field meets. */
export const requirementFor = (field: Field): RequirementId | undefined => byField.get(field)

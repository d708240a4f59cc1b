/**
 * The table of fields: how each is labelled in a record, how it is asked, and what kind of value it takes.
 * One row per field; the type makes sure that none is missing.
 */
import type { Field, Value } from './fact.ts'

export interface FieldRow {
  /** As it stands in a record, before the colon. */
  readonly label: string
  /** As it is asked. */
  readonly ask: string
  readonly hint?: string
  readonly value: Exclude<Value['kind'], 'none'>
  /** May be passed over with Enter; then it is asked once more at the close. */
  readonly optional: boolean
  /** Carries a subject: the label is followed by what it is about. */
  readonly subject?: true
}

const choice = (label: string, ask: string, more: Partial<FieldRow> = {}): FieldRow => ({
  label,
  ask,
  value: 'choice',
  optional: false,
  ...more,
})
const text = (label: string, ask: string, hint?: string): FieldRow => ({
  label,
  ask,
  value: 'text',
  optional: true,
  ...(hint === undefined ? {} : { hint }),
})
const moment = (label: string, ask: string, optional = false): FieldRow => ({
  label,
  ask,
  value: 'moment',
  optional,
})
const date = (label: string, ask: string): FieldRow => ({ label, ask, value: 'date', optional: true })

export const fields: Readonly<Record<Field, FieldRow>> = {
  danger: choice('Any child in immediate danger', 'Is any child in immediate danger?'),
  'danger-done': text(
    'What was done about the danger',
    'What have you done about it?',
    'pressed by mistake? Esc, then b corrects it',
  ),
  'recorded-by': { ...text('Recorded by', 'Who are you? Name and role'), optional: false },
  scenario: choice('Scenario', 'What is the disagreement about?'),
  start: choice('Begun at', 'Where do you begin?'),
  tried: choice('Steps already tried before this record', 'Have you already tried some of these steps?'),
  ask: choice('Question of the policy', '', { subject: true }),
  guard: choice('Stated belief', '', { subject: true }),
  check: choice('Check', '', { subject: true, optional: true }),
  outcome: choice('What happened', 'What happened?'),
  when: moment('When', 'When did this happen?'),
  received: moment('They received it', 'When did they receive it?', true),
  how: choice('How', 'How did you speak or write?', { optional: true }),
  who: text('Spoke to', 'Who was it? Name and role'),
  said: text('What they said', 'What did they say?'),
  reason: text('Their reason', 'What reason did they give?'),
  reference: text('Their reference', 'Did they give a reference number?'),
  'done-what': text('What was done', 'What exactly was done?'),
  question: { ...text('Asked by the policy', ''), subject: true },
  why: text('Why', 'Why?'),
  sooner: date('Needed sooner, to protect the child', 'Does the child need an answer sooner? By which date?'),
  'agreed-date': date('Agreed by the date', 'By which date did both sides agree to do it?'),
  'look-again': date('Look again on', 'When will you look at this again?'),
  'moved-to': choice('What fits now', 'Which kind of disagreement is it now?'),
  'back-to': choice('Back to', 'Back to which step?'),
  advice: choice('Advice sought from', 'Whose advice?'),
  'advice-when': moment('Advice sought when', 'When was that?'),
  'advice-who': text('Advice given by', 'Who gave the advice? Name and role'),
  'advice-said': text('The advice', 'What did they advise?'),
  action: choice('Done beside the ladder', 'What was done?'),
  'action-when': moment('Done beside the ladder when', 'When was that?'),
  'action-done': text('What was done beside the ladder', 'What exactly was done?'),
  moment: { ...moment('Counted from', '', true), subject: true },
  children: text('The child or children', 'Which child or children?', 'initials or pupil number, not names'),
  decision: text('The decision disputed', 'Which decision do you dispute, and whose is it?'),
  told: moment('The decision was received', 'When were you told, or when did the disagreement arise?', true),
  concern: text('The concern', 'What is your concern?'),
  'child-said': text('What the child has said', 'What has the child said or shown?'),
  sought: text('The outcome sought', 'What do you want to happen?'),
  'promise-what': text('What was agreed', 'What exactly was agreed?'),
  'promise-who': text('To be done by', 'Who will do it?'),
  'promise-by': date('To be done by the date', 'By when?'),
  'promise-outcome': choice('What became of it', 'Was it done?'),
  'top-outcome': choice('After the last rung', 'What now?'),
  'handed-outcome': choice('After it was handed on', 'What came of it?'),
  'agreed-what': text('Agreed in the end', 'What was agreed in the end?'),
  outstanding: text('Outstanding', 'What is still outstanding, and how will it be pursued?'),
  feedback: text('Owed feedback', 'Who is owed feedback, and has it been given?'),
  'same-outcome': choice('The same outcome for every child', 'Is the outcome the same for every child?'),
  child: { ...text('Child', 'Which child?', 'initials or pupil number, not names'), optional: false },
  'child-outcome': choice('Outcome for this child', 'What was the outcome for this child?'),
  'child-more': choice('Another child', 'Is there another child?'),
  again: choice('What was passed over', 'Some things were passed over. Add them now?'),
  closing: choice('The case', 'Close this case?'),
  match: choice('Matched to', 'Which criterion does the concern meet?'),
  'match-how': text('How it is matched', 'Which of your concerns meets it, and what shows it?'),
  sent: choice('Sent', 'Which file was sent?', { subject: true }),
  'sent-when': moment('Sent when', 'When was it sent?'),
  'sent-to': text('Sent to', 'To whom was it sent? Name and role'),
  'sent-how': choice('Sent how', 'How was it sent?', { optional: true }),
  note: text('Note', 'Your note'),
}

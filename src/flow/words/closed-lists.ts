/**
 * The closed lists of the flow language in words: each value has one wording, which is right on screens, in documents, in
 * comparisons and in pictures. Where a sentence needs another form, there are two tables, named by what they are.
 */
import type {
  Advice,
  Authority,
  CheckKind,
  Clock,
  Ending,
  Guard,
  Hours,
  LineKind,
  Medium,
  Missed,
  OutcomeKind,
  Recordable,
  StandIn,
} from '../policy.ts'

/** Whose a clock is, as the subject of a sentence: "you have 2 working days". */
export const parties: Readonly<Record<Clock['whose'], string>> = {
  ours: 'you',
  theirs: 'they',
  both: 'both sides',
}

/** The same, after a preposition: "for them to do". */
export const partiesAsObject: Readonly<Record<Clock['whose'], string>> = {
  ours: 'you',
  theirs: 'them',
  both: 'both sides',
}

/**
 * The bodies whose decision can be disputed, by the ids that all policies share, so that their cases can be counted side by
 * side. `conference`: a meeting of several agencies, none of which decided alone.
 */
export const challengedBodies: Readonly<Record<string, string>> = {
  'childrens-social-care': "children's social care",
  'early-help': 'early help',
  health: 'health',
  education: 'education',
  police: 'the police',
  'adult-services': 'services for adults',
  housing: 'housing',
  probation: 'probation',
  conference: 'a conference or other meeting of several agencies',
  'own-agency': 'own agency',
  another: 'another agency',
}

/** By which means. */
export const media: Readonly<Record<Medium, string>> = {
  telephone: 'by telephone',
  writing: 'in writing',
  letter: 'by letter',
  'e-mail': 'by e-mail',
  form: 'on a form',
  'in-person': 'in person',
  'telephone-then-writing': 'by telephone, then in writing',
  both: 'by voice and in writing',
}

/** What those approached can do. */
export const authorities: Readonly<Record<Authority, string>> = {
  decides: 'they decide',
  recommends: 'they recommend, and cannot direct',
  mediates: 'they mediate',
  reviews: 'they review',
  'is-told': 'they are only told: the policy gives them nothing to decide',
}

/** What the source wants written down. */
export const recordables: Readonly<Record<Recordable, string>> = {
  when: 'when it happened',
  how: 'how you spoke or wrote',
  who: 'who it was, by name and role',
  said: 'what they said',
  reason: 'the reason they gave',
  reference: 'their reference number',
  'done-what': 'what exactly was done',
}

/** What an outcome counts as. */
export const outcomeKinds: Readonly<Record<OutcomeKind, string>> = {
  agreed: 'agreed',
  refused: 'refused, or the answer does not satisfy',
  'no-answer': 'no answer in time',
  unreached: 'could not be reached',
  done: 'done',
  'not-done': 'not done',
  'other-way': 'another way on',
  stopped: 'stopped by a gatekeeper',
  returned: 'given back by a gatekeeper',
  recorded: 'only put on record',
  'no-issue': 'no disagreement after all',
}

/** How a case ends, behind "it ends". */
export const endings: Readonly<Record<Ending, string>> = {
  agreed: 'in agreement',
  unresolved: 'unresolved',
  stopped: 'stopped by a gatekeeper',
  withdrawn: 'settled otherwise, or no longer needed',
  recorded: 'only put on record',
  'no-issue': 'as no disagreement after all',
  elsewhere: 'elsewhere, with others',
}

/** What the source says follows, behind "once it has passed". */
export const consequences: Readonly<Record<Missed['then'], string>> = {
  'move-on': 'go on to the next step',
  'may-move-on': 'you may go on to the next step',
  lapses: 'the right to do this is lost',
}

/** Why somebody is approached in another's stead, behind "where" or "if". */
export const standInReasons: Readonly<Record<StandIn['for'], string>> = {
  absent: 'there is nobody in the post, or nobody to be had',
  conflict: 'whoever holds the post has a part in the matter',
}

/** Which way a line of a contact is, before or behind the line itself: "voicemail, out of hours". */
export const lineKinds: Readonly<Record<LineKind, string>> = {
  phone: 'telephone',
  voicemail: 'voicemail',
  'e-mail': 'e-mail',
  web: 'web',
  post: 'post',
}

/** What the line itself is, as a thing: "the telephone number is now …". */
export const lineNames: Readonly<Record<LineKind, string>> = {
  phone: 'telephone number',
  voicemail: 'voicemail number',
  'e-mail': 'e-mail address',
  web: 'web address',
  post: 'postal address',
}

/** When a line is answered. */
export const lineHours: Readonly<Record<Hours, string>> = {
  any: 'the policy prints no hours',
  day: 'daytime',
  'out-of-hours': 'out of hours',
}

/** A contact without any line. */
export const noLines = 'the policy prints no number and no address'

/** What something to be ticked is about; the names of lists. */
export const checkKinds: Readonly<Record<CheckKind, string>> = {
  ready: 'have ready',
  holder: 'whom to approach',
  'stand-in': 'in their stead',
  approval: 'approval before anything is sent',
  form: 'forms',
  inform: 'to be told, or sent a copy',
}

/** What stands beside the ladder. */
export const adviceKinds: Readonly<Record<Advice['kind'], string>> = {
  advice: 'somebody to ask',
  action: 'something that may be done at any point',
}

/** When a belief or a check is asked for. */
export const guardTimes: Readonly<Record<Guard['every'], string>> = {
  case: 'once in a case',
  rung: 'at every rung that names it',
}

/** The ends of a ladder that are no matter of their own, behind "leads to". */
export const ladderEnds: Readonly<Record<'promise' | 'top' | 'close', string>> = {
  promise: 'a promise (kept open until it is done)',
  top: 'the end of the policy',
  close: 'the close of the case',
}

/** How hard the other side pushes back. */
export const pushes = ['gentle', 'firm', 'hostile'] as const

/** What a made-up case shows. */
export const shows = ['easy', 'angry', 'evasive', 'danger', 'top', 'holidays'] as const

/** What a draft is. */
export const forms = ['letter', 'e-mail', 'note', 'form'] as const

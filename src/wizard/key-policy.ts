/** `p`: the policy, and from there its words and what a concern can be matched to, one key each. */
import type { Question } from '../case/question.ts'
import type { KeyHint } from '../terminal/screen.ts'
import { danger } from './danger.ts'
import { dangerKey } from './danger-page.ts'
import { glossaryPage } from './glossary-page.ts'
import { canMatch, match, matchKey } from './match.ts'
import { policyPage } from './policy-page.ts'
import { pageFor } from './question-page.ts'
import { put, type Room, type Turn } from './room.ts'

const ladderKey: KeyHint = { key: 'p', label: 'ladder' }
const glossaryKey: KeyHint = { key: 'g', label: 'glossary' }

/** Begins with the ladder, as ever: who wants no more goes on with Enter. */
export const policyKey = async (
  room: Room,
  question: Question,
  shown: typeof ladderKey = ladderKey,
): Promise<Turn> => {
  const { desk } = room
  const { policy } = desk.sitting.state
  if (policy === undefined) return 'on'
  const onLadder = shown === ladderKey
  const reply = await put(room, {
    kind: 'read',
    page: onLadder ? policyPage(desk, policy) : glossaryPage(desk, policy, pageFor(desk, question)),
    keys: [...(canMatch(room) ? [matchKey] : []), onLadder ? glossaryKey : ladderKey, dangerKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind !== 'key') return 'on'
  switch (reply.key) {
    case dangerKey.key:
      return danger(room)
    case matchKey.key:
      return match(room)
    default:
      return policyKey(room, question, onLadder ? glossaryKey : ladderKey)
  }
}

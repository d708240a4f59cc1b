/** What to do where the person has said that the child needs protecting first, or that it is not safe to go on. */
import type { GuardOption } from '../flow/policy.ts'
import type { Page } from '../terminal/screen.ts'
import { contactRows } from './contact-lines.ts'
import { contactsOf, type Desk } from './desk.ts'
import { headLines } from './head-lines.ts'

/** `option` has something to do. 999 stands on it whatever the policy prints. */
export const guardPage = (desk: Desk, option: GuardOption): Page => {
  const { policy } = desk.sitting.state
  const own = policy === undefined ? [] : contactsOf(desk, policy, option.contacts)
  return {
    head: [
      ...headLines(desk.sitting),
      { spans: [] },
      { spans: [{ text: option.label, as: 'danger' }] },
      { spans: [{ text: option.then ?? '', as: 'title' }], indent: 2 },
    ],
    body: [
      ...contactRows(desk, own),
      {
        spans: [{ text: `${desk.common.label.replace(/^./, (first) => first.toUpperCase())}:`, as: 'quiet' }],
      },
      ...contactRows(desk, desk.common.contacts),
      { spans: [{ text: 'What you said is recorded. Press ! for what to do at once; Enter goes on.' }] },
    ],
  }
}

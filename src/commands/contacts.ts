/** `rungs contacts`: whom to call, from a policy and from the general guidance. Phones nobody. */
import { UserError } from '../errors.ts'
import type { Policy } from '../flow/policy.ts'
import type { Ports } from '../ports.ts'
import {
  contactLines,
  contactsInOrder,
  generalContactLines,
  isOutOfHours,
  type Local,
  numbersFor,
} from '../render/contacts.ts'
import { jsonText } from '../render/json.ts'
import { rowText, wrapLines } from '../render/lines.ts'
import { findPolicy } from '../sitting/find-policy.ts'
import type { Line } from '../terminal/screen.ts'

export interface ContactsOptions {
  /** The id of a policy, or the path of a flow folder; the caller gives the casebook's usual one where none is named. */
  readonly policy?: string
  readonly json: boolean
  readonly casebook?: string
  /** The corrections in the casebook's settings. */
  readonly local?: Local
}

const narrowest = 20

const print = (ports: Ports, lines: readonly Line[]): void => {
  const rows = wrapLines(lines, Math.max(narrowest, ports.columns)).map((row) => rowText(row).trimEnd())
  ports.out(`${rows.join('\n')}\n`)
}

const asJson = (ports: Ports, policy: Policy, local: Local, outOfHoursNow: boolean): string => {
  const common = ports.shipped.common()
  const value = {
    policy: { id: policy.id, title: policy.title, edition: policy.edition },
    outOfHoursNow,
    general: { label: common.label, contacts: common.contacts },
    contacts: contactsInOrder(policy.contacts, { outOfHoursNow }).map((one) => ({
      ...one,
      lines: numbersFor(one, { outOfHoursNow }, local),
    })),
  }
  return jsonText(value)
}

/** The general numbers are worth printing even where no policy is known. */
const withoutPolicy = (ports: Ports, json: boolean): UserError => {
  if (!json) print(ports, generalContactLines(ports.shipped.common()))
  const ids = ports.shipped.policies().map((one) => one.id)
  return new UserError('Which policy?', `Name it: rungs contacts POLICY. There is: ${ids.join(', ')}.`)
}

/**
 * Prints the contacts at the width of `ports.columns`; 0. The out-of-hours lines come first at night, at weekends and on bank
 * holidays. Throws a `UserError` where no policy is named or there is no such policy.
 */
export const contacts = async (
  ports: Ports,
  { policy: target, json, casebook, local = {} }: ContactsOptions,
): Promise<number> => {
  if (target === undefined) throw withoutPolicy(ports, json)
  const policy = await findPolicy(ports, target, casebook)
  const outOfHoursNow = isOutOfHours(ports.clock.now(), ports.shipped.calendar(policy.calendar)?.calendar)
  if (json) ports.out(asJson(ports, policy, local, outOfHoursNow))
  else print(ports, contactLines(policy, ports.shipped.common(), {}, local, { outOfHoursNow }))
  return 0
}

/**
 * A letter as an e-mail that a mail program opens as a draft (RFC 5322; `X-Unsent` is what Outlook goes by). It has no sender and
 * no recipient: whoever sends it says who they are, and looks up the address.
 */

import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { Stamp } from '../../calendar/time.ts'
import { instant } from '../../calendar/zone.ts'
import type { Letter } from '../../draft/letter.ts'
import { letterText } from './plain.ts'

/** `id`: unique to the text, in plain letters and digits. Lines end in CR and LF. */
export const letterMail = (letter: Letter, now: Stamp, id: string): Promise<Uint8Array> =>
  new MailComposer({
    subject: letter.subject === '' ? letter.title : letter.subject,
    text: letterText(letter).replaceAll('\n', '\r\n'),
    newline: 'windows',
    date: new Date(instant(now)),
    // Its own would name this computer.
    messageId: `<${id}@rungs.invalid>`,
    headers: { 'X-Unsent': '1' },
  })
    .compile()
    .build()

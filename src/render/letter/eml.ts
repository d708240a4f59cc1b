/**
 * A letter as an e-mail that a mail program opens as a draft (RFC 5322; `X-Unsent` is what Outlook goes by). It has no sender and
 * no recipient: whoever sends it says who they are, and looks up the address.
 */

import MimeNode from 'nodemailer/lib/mime-node/index.js'
import type { Stamp } from '../../calendar/time.ts'
import { instant } from '../../calendar/zone.ts'
import type { Letter } from '../../draft/letter.ts'
import { letterText } from './plain.ts'

/** `id`: unique to the text, in plain letters and digits. Lines end in CR and LF. */
export const letterMail = (letter: Letter, now: Stamp, id: string): Promise<Uint8Array> =>
  new MimeNode('text/plain; charset=utf-8', { textEncoding: 'Q' })
    .setHeader({
      'X-Unsent': '1',
      Subject: letter.subject === '' ? letter.title : letter.subject,
      // Its own would name this computer.
      'Message-ID': `<${id}@rungs.invalid>`,
      Date: new Date(instant(now)).toUTCString().replace('GMT', '+0000'),
    })
    .setContent(letterText(letter).replaceAll('\n', '\r\n'))
    .build()

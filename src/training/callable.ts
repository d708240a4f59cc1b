/**
 * Numbers and addresses that somebody could call or write to. A made-up case may only have those that are set aside for that:
 * Ofcom's numbers for use in TV and radio drama, and the example domains of RFC 2606.
 */

/** Ofcom, "Telephone numbers for use in TV and radio drama programmes": the beginning of each range, without the first 0. */
const drama = [
  '1134960',
  '1144960',
  '1154960',
  '1164960',
  '1174960',
  '1184960',
  '1214960',
  '1314960',
  '1414960',
  '1514960',
  '1614960',
  '1914980',
  '1632960',
  '2079460',
  '2890180',
  '2920180',
  '7700900',
  '8081570',
  '9098790',
  '3069990',
]

const phone = /(?:\+44|\b0)[\d ()-]{7,}\d/g
const mail = /[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/g
const site = /\b(?:https?:\/\/|www\.)([\w-]+(?:\.[\w-]+)+)/g

const isDrama = (text: string): boolean => {
  const digits = text.replace(/^\+44/, '').replace(/\D/g, '').replace(/^0/, '')
  return drama.some((start) => digits.startsWith(start))
}

const isExample = (domain: string): boolean => /(?:^|\.)example\.(?:org|com|net)$/i.test(domain)

/** Where in a text somebody could be called or written to: the words, and their place from 0. */
export const callable = (text: string): readonly { readonly words: string; readonly at: number }[] =>
  [
    ...[...text.matchAll(phone)].filter(([words]) => !isDrama(words)),
    ...[...text.matchAll(mail), ...text.matchAll(site)].filter(([, domain = '']) => !isExample(domain)),
  ]
    .map(({ 0: words, index }) => ({ words, at: index }))
    .sort((a, b) => a.at - b.at)

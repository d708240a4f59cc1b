/** What `rungs verify` says of strength: one record step by step, many in totals, and that no exit code depends on it is in test/wizard/closing.test.ts. */
import { describe, expect, it } from 'vitest'
import { verify } from '../../src/commands/verify.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { redact } from '../../src/record/redact.ts'
import { requirements } from '../../src/strength/requirements.ts'
import { libraryOf, pinsOf, recordsOf } from '../honest/casebook.ts'
import { diskWith, shippedFromSource, testPorts } from './ports.ts'
import { recordOf } from './walked-record.ts'

interface Told {
  readonly id: string
  readonly strength: {
    readonly missing: readonly { readonly requirement: string; readonly entry: number }[]
    readonly counts: Readonly<Record<string, number>>
    readonly unjudged?: string
  } | null
}

type Files = Readonly<Record<string, string>>

const run = async (files: Files, options: Partial<Parameters<typeof verify>[1]> = {}) => {
  const { ports, out } = testPorts({ disk: diskWith(files) })
  const paths = Object.keys(files).filter((path) => path.endsWith('.md'))
  const code = await verify(ports, { paths, json: false, strict: false, ...options })
  return { code, out: out() }
}

const toldOf = async (files: Files): Promise<readonly Told[]> =>
  (JSON.parse((await run(files, { json: true })).out) as { records: Told[] }).records

const thinPath = '/school/K7-2026-0042.md'
const thin = recordOf('southwark', 'thresholds-settled-at-stage-1')

describe('of one record', () => {
  it('a reader is told what is missing at each step, and what asks for it; one question is put', async () => {
    const { out, code } = await run({ [thinPath]: thin })
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "K7-2026-0042  /school/K7-2026-0042.md

      Integrity  intact; nothing outside confirms it
      Rules      follows the policy: the engine of today writes the same from the same
                 answers
      Time       3 deadlines: 3 met
                 1 fact recorded on a later day than it happened, up to 1 day later
                 the clock was given by hand, not read
      Strength   a reader would miss 5 things. First to ask: Which child or children
                 is it about? Initials or pupil number (entry 5)

      What was checked
        ok reading    the file is an escalation record in a known format: record
                      K7-2026-0042
        ok bytes      no program has converted the file: UTF-8, line ends as written
        ok lines      every line has its place, its number and its one spelling:
                      entries 1 to 11
        ok seals      nothing sealed was changed without changing every later seal: 12
                      seals
        ok end        the last write was finished: everything is sealed
        -  signatures not checked: nothing is signed
        -  keys       not checked: nothing is signed
        -  register   not checked: no register beside it has this record
        -  memory     not checked: this computer sees the record for the first time
        -  receipt    not checked: no receipt was given
        -  copies     not checked: no other copy is among the files

      What a reader would miss
        The case as a whole (entries 5, 11)
          - which child it is about
          - what the child has said or shown
          - what is outstanding, and how it will be pursued
          - who is owed feedback, and whether it was given
        Stage 1: Raise it with the practitioner or decision maker (entry 7)
          - who it was, by name and role
      An opinion, on which no other verdict and no exit code depends. It is asked for
      by:
        Keeping children safe in education (England): a clear and comprehensive
          summary of the concern - which child it is about
        Keeping children safe in education (England): details of how the concern was
          followed up and resolved - who it was, by name and role; what is
          outstanding, and how it will be pursued; who is owed feedback, and whether
          it was given
        Working together to safeguard children (England): a child-centred approach -
          what the child has said or shown

      What this does not prove
      - That what it says is true, or who typed it.
      - Who wrote it: nothing in it is signed.
      - That it was not written again as a whole: nothing outside the file holds any
        of it. A receipt, or verifying it on another computer, would.
      "
    `)
  })

  it('JSON has the same: each gap with its entry, and how often each', async () => {
    const [told] = await toldOf({ [thinPath]: thin })
    const { missing = [], counts = {} } = told?.strength ?? {}
    expect(missing.length).toBe(Object.values(counts).reduce((a, b) => a + b, 0))
    expect(missing.length).toBeGreaterThan(3)
    const known = requirements.map(({ id }): string => id)
    for (const { requirement } of missing) expect(known).toContain(requirement)
  })

  it('a redacted copy is told the same', async () => {
    const copy = redact(thin, parseRecord(thin), () => true)
    const [of] = await toldOf({ [thinPath]: thin })
    const [ofCopy] = await toldOf({ '/school/copy.md': copy })
    expect(ofCopy?.strength).toEqual(of?.strength)
  })

  it('whose policy is not there is judged as far as it goes, and it says so', async () => {
    const elsewhere = thin.replace(/(Policy: .*sha256 `)[0-9a-f]{64}/, `$1${'5'.repeat(64)}`)
    const { out } = await run({ [thinPath]: elsewhere })
    expect(out).toMatch(/Strength +a reader would miss \d+ things; its\s+policy\s+is\s+not\s+there/)
    const [told] = await toldOf({ [thinPath]: elsewhere })
    expect(told?.strength?.unjudged).toBe('policy')
  })

  it('that is no record has none', async () => {
    expect((await toldOf({ '/school/shopping.md': '# Shopping\n' }))[0]?.strength).toBeNull()
  })
})

describe('of many', () => {
  const library = libraryOf(shippedFromSource())
  const many = recordsOf(library, 3, 9, 12)
  const files: Files = {
    ...Object.fromEntries(
      [...pinsOf(library)].map(([path, text]) => [`/school/records/${path.replace(/^records\//, '')}`, text]),
    ),
    ...Object.fromEntries(many.map(({ id, text }) => [`/school/records/${id}.md`, text])),
  }

  it('how many are thin, what is missing most often, and the thinnest, with the figures of each', async () => {
    const { out } = await run(files)
    const told = await toldOf(files)
    const sums = told.map(({ id, strength }) => ({ id, sum: strength?.missing.length ?? 0 }))
    const lacking = sums.filter(({ sum }) => sum > 0)
    const total = lacking.reduce((all, { sum }) => all + sum, 0)
    expect(out.replace(/\s+/g, ' ')).toContain(
      `Strength: in ${lacking.length} of 9 records a reader would miss something, ${total} things in all:`,
    )
    const [first] = lacking.toSorted((a, b) => b.sum - a.sum)
    expect(out).toContain(`${first?.id}: ${first?.sum} things:`)
    expect(out.slice(out.indexOf('The thinnest:')).match(/^ {2}\S+-\d{4}-\d{4}: /gm)).toHaveLength(5)
  })
})

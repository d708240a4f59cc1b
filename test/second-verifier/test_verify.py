"""Checks the second verifier: known signatures, the golden records,
and that every byte changed in one is found."""
import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import ed25519  # noqa: E402
import grammar  # noqa: E402
import register  # noqa: E402
import verify  # noqa: E402
from reader import Record, digest  # noqa: E402
from register import Register  # noqa: E402

GOLDEN = sorted((HERE.parent / 'record' / 'golden').glob('*/*.md'))
SMALL, COPY = (GOLDEN[0].with_name('K7-2026-0001' + end).read_bytes() for end in ('.md', '.redacted.md'))
REGISTERS = sorted((HERE.parent / 'register' / 'golden').glob('*/*.md'))
PAGE = (HERE.parent.parent / 'docs' / 'record-format.md').read_text(encoding='utf-8')

# RFC 8032, section 7.1: public key, message, signature
KNOWN = (
    ('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '',
     'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b'
     'd25bf5f0595bbe24655141438e7a100b'),
    ('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72',
     '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c'
     '387b2eaeb4302aeeb00d291612bb0c00'),
    ('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82',
     '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659'
     '4a7c15e9716ed28dc027beceea1ec40a'),
)


def run(*arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = verify.main([*map(str, arguments), '--json'])
    return code, json.loads(out.getvalue() or '[]')


def with_entry(content, number, text):
    """A record with one more entry, sealed."""
    record = Record(content)
    record.number, line = number, len(record.lines)
    record.lines = (content + b'\n' + text).split(b'\n')
    hashes = record.hashes(line, len(record.lines) - 1)
    seal = digest('rungs-record 1 seal', record.id, str(number), *record.chain, str(len(hashes)), *hashes)
    return content + b'\n' + text + f'\n`seal {number} {seal}`\n'.encode()


class Signatures(unittest.TestCase):
    def test_vectors_of_rfc_8032(self):
        for parts in KNOWN:
            key, message, signature = map(bytes.fromhex, parts)
            self.assertTrue(ed25519.verify(key, message, signature))
            self.assertFalse(ed25519.verify(key, message + b'.', signature))
            second = int.from_bytes(signature[32:], 'little') + ed25519.ORDER
            self.assertFalse(ed25519.verify(key, message, signature[:32] + second.to_bytes(32, 'little')))
            self.assertFalse(ed25519.verify(b'\xff' * 32, message, signature))


class Lines(unittest.TestCase):
    def test_labels_and_table_are_those_of_the_page(self):
        rows = PAGE[PAGE.index('| label | value |'):PAGE.index('### Statements')].strip().split('\n')[2:]
        self.assertEqual(dict(tuple(map(str.strip, row.strip('|').split('|'))) for row in rows), grammar.KIND_OF)
        self.assertIn(grammar.TABLE, PAGE)

    def test_escapes_go_both_ways(self):
        for line in ('', '  two ', '- a', '1. b', '12)', 'www.x a//b///c me@x', '&amp; & &#1', '\ud800', '\\u{40}', '\u202e'):
            self.assertEqual(grammar.unescape(grammar.escape(line)), line)
        for text in ('> a@b', '> - a', '> a ', '>  a', '> ', '>a', '> \\u{a}', '> \\u{61}', '> \\u{d83d}\\u{de00}', '> \\a'):
            self.assertFalse(grammar.is_quoted(text), text)

    def test_a_value_has_one_spelling(self):
        stamp = '- 2026-11-19T10:31:05+00:00 '
        for body in ('When: 2026-11-19, about 16:00', 'When: 2026-11-17; recorded 2 days later', 'Why, 2 lines:',
                     'When: 2026-11-20; recorded 1 day before', 'Check: A (`a`): not given', 'Device: K7'):
            self.assertTrue(grammar.fact(stamp + body), body)
        for body in ('When: 2026-11-18', 'When: 2026-11-18; recorded 1 days later', 'When: 2026-02-30', 'Why, 1 lines:',
                     'Check: A: Yes', 'Nothing: not given', 'When: 2026-11-19; recorded 0 days later', 'Note: x'):
            self.assertFalse(grammar.fact(stamp + body), body)
        self.assertFalse(grammar.fact('- 2026-11-19T10:31:05-00:00 Device: K7'))


class Records(unittest.TestCase):
    def test_golden(self):
        self.assertTrue(GOLDEN)
        for path in GOLDEN:
            code, results = run(path)
            self.assertEqual((code, results[0]['verdict'], results[0]['findings']), (0, 'unwitnessed', []))
            self.assertEqual(results[0]['id'], path.name.split('.')[0])

    def test_every_byte_changed_is_found_at_its_entry(self):
        for content in (SMALL, COPY):
            whole = Record(content)
            for at in range(len(content)):
                found = Record(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:]).findings
                self.assertTrue(found, at)
                entry = whole.region(content.count(b'\n', 0, at) + 1)
                self.assertEqual(found[0]['entry'], entry, at)

    def test_every_beginning_is_torn_or_not_begun(self):
        for end in range(len(SMALL)):
            codes = {finding['code'] for finding in Record(SMALL[:end]).findings}
            self.assertLessEqual(codes, {'torn', 'not-begun'})

    def test_a_copy_is_never_torn(self):
        whole = {COPY.index(b'\n\n## %d ' % entry) + 1 for entry in (1, 2, 3)}
        for end in range(40, len(COPY)):
            codes = {finding['code'] for finding in Record(COPY[:end]).findings}
            self.assertEqual(bool(codes), end not in whole, end)
            self.assertNotIn('torn', codes)

    def test_lines_of_a_copy_that_have_no_place(self):
        salts = [line for line in COPY.split(b'\n') if line.startswith(b'`salt ')]
        left_out = [line for line in COPY.split(b'\n') if line.startswith(b'`left out ')]
        self.assertTrue(left_out)
        for line in salts + left_out:
            for other in (b'', line + b'\n' + line + b'\n', line + b'\n> text\n', line.replace(b' 0 ', b' 1 ', 1) + b'\n\n'):
                self.assertTrue(Record(COPY.replace(line + b'\n', other)).findings, (line, other))

    def test_two_files_of_one_record(self):
        seal = SMALL.index(b'`seal 3 ') + 8
        before = SMALL[:SMALL.index(b'\n## 3 ')]
        with tempfile.TemporaryDirectory() as folder:
            one, two = Path(folder, 'one.md'), Path(folder, 'two.md')
            one.write_bytes(SMALL)
            two.write_bytes(before)
            self.assertEqual(run(one, two)[0], 0)
            two.write_bytes(with_entry(before, 3, b'## 3 Note\n\n- 2026-11-19T10:41:00+00:00 Note:\n> Another.\n'))
            self.assertEqual([(result['verdict'], result['entry']) for result in run(one, two)[1]], [('two-versions', 3)] * 2)
            self.assertEqual(run('--apart', one, two)[0], 0)
            # damage to one file accuses no other
            two.write_bytes(SMALL[:seal] + b'0' * 64 + SMALL[seal + 64:])
            self.assertEqual([(result['verdict'], result['entry']) for result in run(one, two)[1]],
                             [('unwitnessed', None), ('changed', 3)])

    def test_receipts_and_keys(self):
        path = GOLDEN[0]
        record = Record(path.read_bytes())
        last = record.entries[-1]
        code, results = run(path, '--receipt', verify.receipt_of(last.seal), '--key', last.key)
        self.assertEqual((code, results[0]['verdict'], results[0]['witnessed']), (0, 'witnessed', last.number))
        self.assertEqual(run(path, path, '--receipt', verify.receipt_of(last.seal))[0], 2)
        code, results = run(path, '--receipt', '1234-5678-9012-3456-7888', '--key', '00' * 32)
        self.assertEqual(code, 1)
        self.assertEqual({finding['code'] for finding in results[0]['findings']}, {'receipt-of-none', 'key-other'})
        self.assertEqual(run(path, '--receipt', '1234 5678 9012 3456 7889')[0], 2)

    def test_what_cannot_be_judged(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, 'record.md')
            for content, code in ((b'', 'not-begun'), (b'# Note\n', 'not-a-record'), (b'# Esc', 'not-begun'),
                                  (SMALL[:60] + b'\0' * 9, 'not-begun'),
                                  (SMALL.replace(b'record 1\n', b'record 2\n'), 'unknown-format'),
                                  (b'\n' * (16 * 1024 * 1024 + 1), 'too-large')):
                path.write_bytes(content)
                code_of_exit, results = run(path, folder)
                self.assertEqual(code_of_exit, 1)
                self.assertEqual([result['verdict'] for result in results], ['cannot-judge'] * 2)
                self.assertEqual([result['findings'][0]['code'] for result in results], [code, 'unreadable'])


def seal_lines(lines, mark='K7'):
    """A register of these lines, unsigned, with seals that fit."""
    text = f'# Escalation register {mark}\n\n- Format: rungs-register 1\n- Salt: `{"5" * 64}`\n'
    seal = register.seal_of(mark, 0, ('none', 'none'), text)
    text += f'\n`seal 0 {seal}`\n'
    for number, line in enumerate(lines, 1):
        line = f'- {number} 2026-11-19T10:31:05+00:00 {line}\n'
        seal = register.seal_of(mark, number, (seal, 'none'), line)
        text += f'\n{line}\n`seal {number} {seal}`\n'
    return text.encode()


def state(event, entry, digit='a', record='K7-2026-0001'):
    return f'{event}: {record}, entry {entry}, seal `{digit * 64}`'


def said(data, path=''):
    return [(finding['code'], finding['entry']) for finding in Register(data, path).findings]


class Registers(unittest.TestCase):
    def setUp(self):
        # what is right stays right, and anything else is wrong, so that not every byte asks for a point on a curve
        whole = [Register(path.read_bytes(), path.name) for path in REGISTERS]
        right = {(group.signer, group.seal, group.sign, b'rungs-register') for one in whole for group in one.groups}
        self.assertTrue(all(ed25519.verify_seal(*parts) for parts in right))
        patched = mock.patch.object(register, 'verify_seal', lambda *parts: parts in right)
        patched.start()
        self.addCleanup(patched.stop)

    def test_golden(self):
        for path in REGISTERS:
            code, (result,) = run('--register', path)
            self.assertEqual((code, result['mark'], result['findings']), (0, 'K7', []))
            self.assertEqual(result['lines'], path.read_bytes().count(b'\n- ') - 2)
            self.assertEqual(result['signed'], result['lines'])

    def test_small_one_is_that_of_the_page(self):
        self.assertIn(REGISTERS[-1].read_text(encoding='utf-8'), PAGE)

    def test_every_byte_changed_is_found(self):
        for path in REGISTERS:
            content = path.read_bytes()
            whole = Register(content)
            for at in range(len(content)):
                for bit in (1, 32, 128):
                    found = Register(content[:at] + bytes([content[at] ^ bit]) + content[at + 1:]).findings
                    self.assertTrue(found, at)
                    self.assertEqual(found[0]['entry'], whole.region(content.count(b'\n', 0, at) + 1), at)

    def test_every_beginning_is_torn_or_not_begun(self):
        for path in REGISTERS:
            content = path.read_bytes()
            for end in range(len(content)):
                codes = [code for code, _ in said(content[:end])]
                self.assertIn(codes, ([], ['torn'], ['not-begun']), end)
                self.assertIn([code for code, _ in said(content[:end] + bytes(9))], (['torn'], ['not-begun']), end)

    def test_every_line_removed_doubled_and_cut_out(self):
        for path in REGISTERS:
            lines = path.read_bytes().splitlines(keepends=True)
            for at in range(len(lines)):
                self.assertTrue(said(b''.join(lines[:at] + lines[at:at + 1] + lines[at:])), at)
                if at < len(lines) - 1:
                    self.assertTrue(said(b''.join(lines[:at] + lines[at + 1:])), at)

    def test_files_as_a_whole(self):
        whole = REGISTERS[-1].read_bytes()
        for content, expected in (
                (b'# Note\n', [('not-a-register', 0)]), (b'', [('not-begun', 0)]), (bytes(9), [('not-begun', 0)]),
                (b'# Escalation register k7\n', [('malformed', 0)]),
                (whole.replace(b'register 1\n', b'register 2\n'), [('unknown-format', 0)]),
                (whole.replace(b'\n', b'\r\n'), [('converted', 0)]), (b'\xef\xbb\xbf' + whole, [('converted', 0)]),
                (whole + b'\xff', [('not-utf-8', 5), ('torn', 5)]), (whole + b' ' * 65537, [('malformed', 5)]),
                (whole + b'`seal 9 ' + b'0' * 64 + b'`\n', [('malformed', 5)]), (whole + b'\n' + b'x\0', [('torn', 5)])):
            self.assertEqual(said(content), expected)
        self.assertEqual(said(whole, 'register-K8.md'), [('misnamed', 0)])
        self.assertEqual(said(whole, 'folder/register-K7.md'), [])

    def test_order_of_lines(self):
        new, other = f'Key: new, key `{"1" * 64}`', f'Key: new, key `{"2" * 64}`'
        for lines, expected in (
                ([new, state('Opened', 0), state('Sealed', 1), state('Sealed', 3), state('Closed', 3), state('Sealed', 9)], []),
                ([state('Sealed', 1)], [('out-of-order', 1)]), ([state('Sealed', 4, record='B3-2026-0001')], []),
                ([state('Opened', 0), state('Sealed', 2), state('Sealed', 1)], [('out-of-order', 3)]),
                ([state('Opened', 0), state('Sealed', 2), state('Exported', 2, 'b') + f', copy sha256 `{"c" * 64}`'],
                 [('two-versions', 3)]),
                ([state('Opened', 0), state('Sealed', 2), state('Opened', 0, 'b')], [('two-versions', 3)]),
                ([state('Opened', 0), state('Destroyed', 0), state('Opened', 0, 'b'), state('Sealed', 1)], []),
                ([state('Opened', 0), state('Destroyed', 0), state('Sealed', 1)], [('out-of-order', 3)]),
                ([new, other], [('out-of-order', 2)]),
                ([state('Opened', 1)], [('torn', 1)]), ([state('Sealed', 0)], [('torn', 1)]),
                ([f'Key: lost, key `{"1" * 64}`, before `{"2" * 64}`'], [('torn', 1)])):
            lines = seal_lines(lines)
            self.assertEqual(said(lines if expected[:1] != [('torn', 1)] else lines[:-1]), expected)

    def test_what_it_says_of_a_record(self):
        path, witness = GOLDEN[0].with_name('K7-2026-0001.md'), REGISTERS[-1]
        seals = Record(SMALL).sealed()
        with tempfile.TemporaryDirectory() as folder:
            cut, given = Path(folder, 'cut.md'), Path(folder, 'register.md')

            def judged(record, *lines):
                if lines:
                    given.write_bytes(seal_lines(lines))
                result = run(record, '--register', given if lines else witness)[1][0]
                return result['verdict'], result['entry'], result['witnessed'], [one['code'] for one in result['findings']]

            self.assertEqual(judged(path), ('witnessed', None, 3, []))
            cut.write_bytes(SMALL[:SMALL.index(b'\n## 3 ')])
            self.assertEqual(judged(cut), ('shorter', 2, 1, ['registered-further']))
            key = f'Key: new, key `{"1" * 64}`'
            opened = state('Opened', 0).replace('a' * 64, seals[0])
            # what nobody has signed says nothing of a record: no key, no seal, no later entry
            self.assertEqual(judged(path, key, opened, state('Sealed', 2)), ('unwitnessed', None, 0, []))
            self.assertEqual(judged(cut, opened, state('Sealed', 3)), ('unwitnessed', None, 0, []))
            # a register in which something is wrong says nothing of a record
            self.assertEqual(judged(path, state('Sealed', 2)), ('unwitnessed', None, 0, []))
            given.write_bytes(witness.read_bytes().replace(b'entry 3, seal `75', b'entry 3, seal `76'))
            self.assertEqual(run(path, '--register', given)[1][0]['findings'], [])
            self.assertEqual(run(path, '--register', Path(folder, 'none.md'))[1][0]['verdict'], 'unwitnessed')


if __name__ == '__main__':
    unittest.main()

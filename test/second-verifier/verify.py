"""Checks records from the document alone: docs/record-format.md.
Prints the verdict on each record; exits with 1 if one is wrong, with 2 if it could not run."""
import argparse
import base64
import functools
import hashlib
import json
import os
import re
import stat
import sys

sys.dont_write_bytecode = True

import grammar  # noqa: E402
from reader import CODES, LIMIT, Record, placed  # noqa: E402

JUDGED = (
    ('cannot-judge', {'unreadable', 'not-a-record', 'not-begun', 'too-large', 'unknown-format'}),
    ('two-versions', {'two-versions'}),
    ('changed', {'malformed', 'misnumbered', 'changed', 'not-utf-8', 'signature-wrong', 'key-other',
                 'registered-otherwise', 'receipt-of-none'}),
    ('shorter', {'registered-further'}),
    ('rolled-back', {'remembered-further'}),
    ('unfinished', {'torn'}),
    ('converted', {'converted'}),
)
WITH_ENTRY = {'two-versions', 'changed', 'shorter', 'rolled-back'}
MOST = 100


class Usage(Exception):
    pass


def content(path):
    """The bytes of a file, at most one more than a record may have; None if it cannot be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, 'rb') as file:
            return file.read(LIMIT + 1)
    except (OSError, ValueError):
        return None


@functools.lru_cache(maxsize=None)
def receipt_of(seal):
    stretched = hashlib.scrypt(seal.encode(), salt=b'rungs-receipt 1', n=32768, r=8, p=1, maxmem=2**26, dklen=16)
    number = int.from_bytes(stretched, 'big') % 10**18
    return f'{number:018}{98 - number * 100 % 97:02}'


def digits_of(code):
    digits = re.sub('[ .,-]', '', code.strip())
    if not re.fullmatch('[0-9]{20}', digits) or not grammar.receipt_fits(digits):
        raise Usage(f'{code!r} is no receipt: its digits do not fit each other')
    return digits


def keys_of(given):
    if re.fullmatch('[0-9a-fA-F]{64}', given):
        return {given.lower()}
    keys = set()
    for line in (content(given) or b'').decode('utf-8', 'replace').split('\n'):
        for base in re.findall(r'(?:^|\s)ssh-ed25519\s+([A-Za-z0-9+/]+=*)', line):
            try:
                blob = base64.b64decode(base)
            except ValueError:
                continue
            if len(blob) == 51 and blob.startswith(b'\0\0\0\x0bssh-ed25519\0\0\0\x20'):
                keys.add(blob[19:].hex())
    if not keys:
        raise Usage(f'{given!r} is neither 64 hex digits nor a file with an ssh-ed25519 key')
    return keys


class Judged:
    def __init__(self, path):
        self.path, self.witnessed = path, 0
        data = content(path)
        self.record = Record(b'' if data is None else data)
        if data is None:
            self.record.findings = []
            self.find('unreadable', 0, 1)
        self.is_read = not self.codes() & JUDGED[0][1]
        name = os.path.basename(path)
        named = grammar.NAME.fullmatch(name[:-3]) if name.endswith('.md') else None
        if named and self.record.id and (self.record.is_copy or named[0] != self.record.id):
            self.find('misnamed', 0, 1)
        self.seals = {}
        for entry in self.record.sealed() if self.is_read else ():
            self.seals.setdefault(entry.number, entry.seal)

    def find(self, code, entry, line):
        self.record.find(code, entry, line)

    def codes(self):
        return {finding['code'] for finding in self.record.findings}

    def check_keys(self, keys):
        for entry in self.record.entries if self.is_read else ():
            if entry.good and entry.key not in keys:
                self.find('key-other', entry.number, entry.sign_line)
                return

    def check_receipt(self, digits):
        """True if the receipt is that of a seal."""
        entries = self.record.sealed()[::-1]
        named = [number for entry in entries for code, number in entry.receipts if code == digits]
        for entry in sorted(entries, key=lambda entry: entry.number not in named):
            if receipt_of(entry.seal) == digits:
                self.witnessed = max(self.witnessed, entry.number)
                return True
        return False

    def receipt_of_none(self, digits):
        entries = [number for entry in self.record.entries for code, number in entry.receipts if code == digits]
        self.find('receipt-of-none', min(entries, default=0), 1)

    def compare(self, other):
        """Two files of one record that differ in a seal are two versions from there."""
        if self.seals.get(0) and self.seals.get(0) == other.seals.get(0):
            for number in sorted(self.seals.keys() & other.seals.keys()):
                if self.seals[number] != other.seals[number]:
                    line = next(entry.seal_line for entry in self.record.sealed() if entry.number == number)
                    self.find('two-versions', number, line)
                    return

    def verdict(self):
        for verdict, codes in JUDGED:
            found = [finding for finding in sorted(self.record.findings, key=placed) if finding['code'] in codes]
            if found:
                first = [finding['entry'] for finding in found if finding['code'] in CODES][:1]
                outside = [finding['entry'] for finding in found if finding['code'] not in CODES]
                return verdict, min(first + outside) if verdict in WITH_ENTRY else None
        if self.record.unsealed_facts():
            return 'unsealed', None
        last = self.record.sealed()[-1].number
        return ('witnessed' if last and self.witnessed == last else 'unwitnessed'), None

    def result(self):
        verdict, entry = self.verdict()
        signed = [one.number for one in self.record.entries if one.good] if self.is_read else []
        findings = sorted(self.record.findings, key=lambda one: (one['code'] not in CODES, placed(one)))
        return {'path': self.path, 'id': self.record.id, 'verdict': verdict, 'entry': entry,
                'signed': max(signed, default=0), 'witnessed': self.witnessed, 'findings': findings[:MOST]}


def judge(paths, keys=(), receipts=()):
    all_judged = [Judged(path) for path in paths]
    read = [judged for judged in all_judged if judged.is_read]
    for one in read:
        for other in read:
            if one is not other:
                one.compare(other)
        if keys:
            one.check_keys(keys)
    for digits in receipts:
        if not any([judged.check_receipt(digits) for judged in read]):
            for judged in read:
                judged.receipt_of_none(digits)
    return [judged.result() for judged in all_judged]


def main(arguments):
    parser = argparse.ArgumentParser(description='Checks escalation records from the document of their format.')
    parser.add_argument('record', nargs='+')
    parser.add_argument('--key', action='append', default=[], help='64 hex digits or a public key of OpenSSH')
    parser.add_argument('--receipt', action='append', default=[])
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args(arguments)
    try:
        keys = set().union(*map(keys_of, options.key))
        results = judge(options.record, keys, [digits_of(code) for code in options.receipt])
    except Usage as error:
        print(error, file=sys.stderr)
        return 2
    for result in results:
        if options.json:
            continue
        at = '' if result['entry'] is None else f' at entry {result["entry"]}'
        print(f'{result["path"]}: {result["verdict"]}{at}'.encode('utf-8', 'replace').decode())
        for finding in result['findings']:
            print('  line {line}, entry {entry}: {code}'.format(**finding))
    if options.json:
        print(json.dumps(results, indent=2))
    return 1 if any(result['findings'] for result in results) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

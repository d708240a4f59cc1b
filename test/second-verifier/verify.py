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
import unicodedata

sys.dont_write_bytecode = True

import grammar  # noqa: E402
import register  # noqa: E402
from reader import LIMIT, MOST, Record  # noqa: E402

JUDGED = (
    ('cannot-judge', {'unreadable', 'not-a-record', 'not-begun', 'too-large', 'unknown-format'}),
    ('two-versions', {'two-versions'}),
    ('changed', {'malformed', 'misnumbered', 'changed', 'not-utf-8', 'signature-wrong'}),
    ('differs', {'registered-otherwise', 'remembered-otherwise'}),
    ('shorter', {'registered-further'}),
    ('rolled-back', {'remembered-further'}),
    ('other-key', {'key-other'}),
    ('other-receipt', {'receipt-of-none'}),
    ('unfinished', {'torn'}),
    ('converted', {'converted'}),
)
WITH_ENTRY = {'two-versions', 'changed', 'differs', 'shorter', 'rolled-back', 'other-key'}
NO_CHANGE = {'torn', 'converted', 'misnamed'}
NAME = re.compile('(?:[A-HJ-NP-Z][2-9]|TRAINING)-[0-9]{4}-[0-9]{4}')


class Usage(Exception):
    pass


def content(path, most=LIMIT):
    """The bytes of a file, at most one more than it may have; None if it cannot be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(path, 'rb') as file:
            return file.read(most + 1)
    except (OSError, ValueError):
        return None


@functools.lru_cache(maxsize=None)
def receipt_of(seal):
    stretched = hashlib.scrypt(seal.encode(), salt=b'rungs-receipt 1', n=32768, r=8, p=1, maxmem=2**26, dklen=16)
    number = int.from_bytes(stretched, 'big') % 10**18
    return f'{number:018}{98 - number * 100 % 97:02}'


def digits_of(code):
    plain = unicodedata.normalize('NFKC', code).lower()
    start = re.match('[^a-z0-9]*(?:(?:receipt|number|no|nr)(?![a-z])[^a-z0-9]*)*(?:entry [0-9]+[,;:])?', plain).end()
    digits = ''.join(char for char in plain[start:] if unicodedata.category(char)[0] in 'LN')
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
        self.findings, self.outside = self.record.findings, []
        if data is None:
            del self.findings[:]
            self.find('unreadable', 0)
        self.is_read = not self.codes() & JUDGED[0][1]
        name = re.sub(r'\.md\Z', '', os.path.basename(path), flags=re.IGNORECASE)
        if NAME.fullmatch(name) and self.record.id and (self.record.is_copy or name != self.record.id):
            self.findings.insert(0, {'code': 'misnamed', 'entry': 0, 'line': 1})
        self.seals = self.record.sealed() if self.is_read else {}

    def find(self, code, entry):
        self.outside.append({'code': code, 'entry': entry, 'line': 1})

    def codes(self):
        return {finding['code'] for finding in self.findings + self.outside}

    def runs(self):
        """Entries that one key of one device has signed: [device, key, first that it covers, last]."""
        found, first = [], 1
        for entry in self.record.entries if self.is_read else ():
            if entry.good:
                if found and found[-1][:2] == [entry.device, entry.key]:
                    found[-1][3] = entry.number
                else:
                    found.append([entry.device, entry.key, first, entry.number])
                first = entry.number + 1
        return found

    def check_keys(self, keys, registered, entered):
        """The keys that were given count alone; else those that the register of the device has, unless it has entered what was signed."""
        runs = self.runs()
        if keys and not runs and self.is_read and self.record.entries and self.record.entries[0].seal:
            self.find('key-other', 1)
        for device, key, first, last in runs:
            known = keys or registered.get(device, set())
            if known and key not in known and (keys or entered.get(device, -1) < last):
                self.find('key-other', first)

    def check_register(self, states):
        """Compares the seals with what a register has of this record."""
        both = states.keys() & self.seals.keys()
        other = [number for number in both if states[number] != self.seals[number]]
        self.witnessed = max([self.witnessed, *both.difference(other)])
        last = max((entry.number for entry in self.record.entries if entry.seal), default=0)
        if other:
            self.find('registered-otherwise', min(other))
        elif not self.record.is_copy and max(states, default=0) > last:
            self.find('registered-further', last)

    def check_receipt(self, digits):
        """True if the receipt is that of a seal."""
        named = {number for entry in self.record.entries for code, number in entry.receipts if code == digits}
        for number in sorted(self.seals, key=lambda number: (number not in named, -number)):
            if receipt_of(self.seals[number]) == digits:
                self.witnessed = max(self.witnessed, number)
                return True
        return False

    def before_change(self):
        """The seals of the entries before the first in which something is wrong."""
        wrong = [finding['entry'] for finding in self.findings if finding['code'] not in NO_CHANGE]
        return {number: seal for number, seal in self.seals.items() if number < min(wrong, default=number + 1)}

    def compare(self, other):
        """Two files of one record that differ in a seal are two versions from there."""
        ours, theirs = self.before_change(), other.before_change()
        differ = [number for number in ours.keys() & theirs.keys() if ours[number] != theirs[number]]
        if differ:
            self.find('two-versions', min(differ))
            other.find('two-versions', min(differ))

    def verdict(self):
        for verdict, codes in JUDGED:
            first = [finding['entry'] for finding in self.findings if finding['code'] in codes][:1]
            found = first + [finding['entry'] for finding in self.outside if finding['code'] in codes]
            if found:
                return verdict, min(found) if verdict in WITH_ENTRY else None
        if self.record.unsealed_facts():
            return 'unsealed', None
        last = max(self.seals)
        return ('witnessed' if last and self.witnessed == last else 'unwitnessed'), None

    def result(self):
        verdict, entry = self.verdict()
        signed = [one.number for one in self.record.entries if one.good] if self.is_read else []
        return {'path': self.path, 'id': self.record.id, 'verdict': verdict, 'entry': entry, 'signed': (signed or [0])[-1],
                'witnessed': self.witnessed, 'findings': (self.findings + self.outside)[:MOST]}


def judge(paths, keys=frozenset(), receipts=(), registers=()):
    all_judged = [Judged(path) for path in paths]
    read = [judged for judged in all_judged if judged.is_read]
    for first in {judged.seals[0] for judged in read if 0 in judged.seals}:
        group = [judged for judged in read if judged.seals.get(0) == first]
        longest = max(group, key=lambda judged: max(judged.before_change(), default=-1))
        for one in group:
            if one is not longest:
                one.compare(longest)
    registered = {}
    witnesses = [one for one in registers if one.is_witness()]
    for one in witnesses:
        registered.setdefault(one.mark, set()).update(one.keys())
    for one in read:
        states = [(other.mark, other.states(one.record.id, one.seals.get(0))) for other in witnesses]
        one.check_keys(keys, registered, {mark: max(seals, default=-1) for mark, seals in states})
        for _, seals in states:
            one.check_register(seals)
    for digits in receipts:
        for judged in read:
            if not judged.check_receipt(digits):
                judged.find('receipt-of-none', 0)
    return [judged.result() for judged in all_judged]


def main(arguments):
    parser = argparse.ArgumentParser(description='Checks escalation records from the document of their format.')
    parser.add_argument('record', nargs='*')
    parser.add_argument('--key', action='append', default=[], help='64 hex digits or a public key of OpenSSH')
    parser.add_argument('--receipt', action='append', default=[])
    parser.add_argument('--register', action='append', default=[], help='a register; without a record it is judged by itself')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--apart', action='store_true', help='judge each file as if it were the only one')
    options = parser.parse_args(arguments)
    if not options.record and not options.register:
        parser.error('neither a record nor a register is given')
    try:
        registers = [register.Register(content(path, register.LIMIT), path) for path in options.register]
        keys = set().union(*map(keys_of, options.key))
        receipts = [digits_of(code) for code in options.receipt]
        if receipts and len(options.record) > 1:
            raise Usage('a receipt is for one record')
        groups = [[path] for path in options.record] if options.apart else [options.record]
        results = [result for group in groups for result in judge(group, keys, receipts, registers)]
        results += [one.result() for one in registers]
    except Usage as error:
        print(error, file=sys.stderr)
        return 2
    for result in results:
        if options.json:
            continue
        at = '' if result.get('entry') is None else f' at entry {result["entry"]}'
        verdict = result.get('verdict') or f'register {result["mark"]}, {result["lines"]} lines'
        print(f'{result["path"]}: {verdict}{at}'.encode('utf-8', 'replace').decode())
        for finding in result['findings']:
            print('  line {line}, entry {entry}: {code}'.format(**finding))
    if options.json:
        print(json.dumps(results, indent=2))
    return 1 if any(result['findings'] for result in results) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

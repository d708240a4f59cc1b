"""Checks registers from the document alone: the lines of one,
its seals, signatures and keys, and what it says of a record."""
import hashlib
import re
from bisect import bisect_right

import grammar
from ed25519 import verify_seal

LIMIT = 128 * 1024 * 1024
MOST = 100
TAIL = 65536
CODES = ('unreadable', 'not-a-register', 'not-begun', 'misnamed', 'too-large', 'unknown-format', 'converted', 'not-utf-8',
         'malformed', 'misnumbered', 'changed', 'torn', 'signature-wrong', 'out-of-order', 'two-versions')
DAMAGE = {'malformed', 'misnumbered', 'changed', 'not-utf-8'}

# Whole lines are ASCII, so bytes are read as one character each.
FIRST = '# Escalation register '
MARK = '[A-Z0-9]{1,20}'
NUMBER = '[1-9][0-9]{0,8}'
SIGN = '[0-9a-f]{128}'
MIDDLE = '- Format: rungs-register 1\n- Salt: `'
HEADER = re.compile(rf'{FIRST}(?P<mark>{MARK})\n\n{MIDDLE}{grammar.HEX}`\n(?=\n`seal 0 (?P<seal>{grammar.HEX})`\n)')
MARKED = re.compile(f'{FIRST}({MARK})\n')
FORMAT = re.compile(r'[^\n]*\n[^\n]*\n- Format: rungs-register (0|[1-9][0-9]*)\n')
REST = [*'\n' + MIDDLE, *['hex'] * 64, *'`\n\n`seal 0 ', *['hex'] * 64, *'`\n']
GROUP = re.compile(
    rf'^(?P<line>- (?P<n>{NUMBER}) (?P<date>{grammar.DATE})T{grammar.TIME}:[0-5][0-9](?!-00:00)[+-](?:0[0-9]|1[0-4]):[0-5][0-9]'
    rf' (?P<event>[ -~]{{1,400}})\n)\n`seal (?P=n) (?P<seal>{grammar.HEX})`\n(?:(?P<signature>`sign (?P=n) (?P<sign>{SIGN})`)\n)?',
    re.MULTILINE)
RECORD = '(?P<record>(?![A-Z0-9-]{41}|TRAINING-)[A-Z0-9]+(?:-[A-Z0-9]+)*)'
STATE = rf'{RECORD}, entry (?P<entry>0|{NUMBER}), seal `(?P<state>{grammar.HEX})`'
EVENTS = {
    'Key': re.compile(rf'Key: (?:(?P<new>new), key `(?P<first>{grammar.HEX})`|(?P<how>rotated|lost), key `(?P<key>{grammar.HEX})`,'
                      rf' before `(?!(?P=key))(?P<before>{grammar.HEX})`)'),
    'Opened': re.compile(f'Opened: (?=[^,]*, entry 0,){STATE}'),
    'Sealed': re.compile(f'Sealed: (?![^,]*, entry 0,){STATE}'),
    'Closed': re.compile(f'Closed: (?![^,]*, entry 0,){STATE}'),
    'Transferred': re.compile(f'Transferred: {STATE}'),
    'Destroyed': re.compile(f'Destroyed: {STATE}'),
    'Redacted': re.compile(f'Redacted: {STATE}, copy sha256 `{grammar.HEX}`'),
    'Exported': re.compile(f'Exported: {STATE}, copy sha256 `{grammar.HEX}`'),
    'Not begun': re.compile(f'Not begun: {RECORD}'),
}
ENDS_SEALED = re.compile(rf'^`seal (?:0|{NUMBER}) ({grammar.HEX})`\n(`sign {NUMBER} {SIGN}`\n)?\Z', re.MULTILINE)
SEALED_OR_SIGNED = re.compile(rf'^`(?:seal (?:0|{NUMBER}) {grammar.HEX}|sign {NUMBER} {SIGN})`\n', re.MULTILINE)
LIKE_A_SIGNATURE = re.compile('[\n\r\v\f\x85\u2028\u2029]*(?:`s|[^\n]{0,4}ign)')


def seal_of(mark, number, before, text):
    return hashlib.sha256('\n'.join(('rungs-register 1 seal', mark, str(number), *before, text)).encode('latin-1')).hexdigest()


class Group:
    def __init__(self, found, event, kind):
        self.number, self.text, self.seal = int(found['n']), found['line'], found['seal']
        self.sign, self.signature = found['sign'], found['signature'] or 'none'
        self.start, self.end = found.span()
        self.kind = 'new' if event.get('new') else event.get('how') or kind
        self.key, self.before = event.get('first') or event.get('key'), event.get('before')
        self.record, self.state = event.get('record'), event.get('state')
        self.entry = int(event['entry']) if self.state else None
        self.line = 0
        # the seal and the signature that its own seal covers, or None; whether damage lies before it, or its number is wrong
        self.previous, self.is_cut = None, False
        self.fits = self.signer = self.good = None

    def lacks_signature(self):
        return self.kind in ('rotated', 'lost') and not self.sign


def group_of(found):
    """A whole group (but perhaps for the signature that it must have), or None."""
    kind = found['event'].split(':')[0]
    event = EVENTS[kind].fullmatch(found['event']) if kind in EVENTS else None
    return Group(found, event.groupdict(), kind) if event and grammar.ordinal(found['date']) is not None else None


def is_begun(text):
    """Whether it is the beginning of a header and its seal, with zero bytes after it or not."""
    first, end, rest = text.rstrip('\0').partition('\n')
    if not end:
        return FIRST.startswith(first) or bool(re.fullmatch(FIRST + MARK, first))
    return bool(MARKED.fullmatch(first + end)) and len(rest) < len(REST) and all(
        char in '0123456789abcdef' if wanted == 'hex' else char == wanted for char, wanted in zip(rest, REST))


def is_torn(tail):
    """Whether a write that was cut off can have left what follows the last whole group."""
    if len(tail) > TAIL:
        return False
    found = GROUP.match(tail, int(tail.startswith('\n')))
    group = found and group_of(found)
    rest = tail[found.end():] if group and group.lacks_signature() else tail
    return '\0' in tail or not SEALED_OR_SIGNED.search(rest)


class Register:
    def __init__(self, data, path=''):
        self.path, self.mark = path, None
        self.findings, self.groups, self.regions = [], [], [(1, 0)]
        if data is None or len(data) > LIMIT:
            self.find('unreadable' if data is None else 'too-large', 0, 1)
            return
        data, converted = self.converted(data)
        self.text = data.decode('latin-1')
        groups = [group for group in map(group_of, GROUP.finditer(self.text)) if group and not group.lacks_signature()]
        code = self.rejected(groups)
        if code:
            self.find(code, 0, 3 if code == 'unknown-format' else 1)
            return
        self.read(groups)
        self.whole(data, converted)
        self.seals()
        self.damaged_from = min((finding['line'] for finding in self.findings if finding['code'] in DAMAGE), default=None)
        self.signatures()
        self.events()
        self.name()
        self.findings.sort(key=lambda finding: (finding['line'], CODES.index(finding['code'])))

    def find(self, code, entry, line):
        self.findings.append({'code': code, 'entry': entry, 'line': line})

    # Reading

    def converted(self, data):
        line = 1 if data.startswith(b'\xef\xbb\xbf') else None
        data = data[3:] if line else data
        at = data.find(b'\r\n')
        if at >= 0:
            line = line or data.count(b'\n', 0, at) + 1
            data = data.replace(b'\r\n', b'\n')
        return data, line

    def rejected(self, groups):
        if is_begun(self.text):
            return 'not-begun'
        if not self.text.startswith(FIRST) and not groups:
            return 'not-a-register'
        number = FORMAT.match(self.text)
        return 'unknown-format' if number and number[1] != '1' else None

    def read(self, groups):
        """The groups and what stands between them, from the first line to the last."""
        header, marked = HEADER.match(self.text), MARKED.match(self.text)
        self.mark, self.header = marked and marked[1], header
        pos, line, last = (header.end('seal') + 2, 7, None) if header else (0, 1, None)
        previous, number = (header['seal'], 'none') if header else None, 0
        for group in groups:
            has_gap = group.start > pos and self.text[max(group.start - 2, 0):group.start] in ('\n', '\n\n')
            begin = group.start - has_gap
            is_damaged = begin > pos or not has_gap or not (header or last)
            if is_damaged:
                gap = self.text[pos:begin]
                self.damage('malformed', gap, line, number, last)
                sealed = ENDS_SEALED.search(gap, max(len(gap) - 400, 0))
                previous = (sealed[1], (sealed[2] or 'none\n')[:-1]) if sealed else None
            line += self.text.count('\n', pos, begin)
            self.regions.append((line, group.number))
            group.line = line + group.start - begin
            group.is_cut, group.previous = is_damaged, previous
            if group.number <= number or group.number != number + 1 and not is_damaged:
                self.find('misnumbered', number + 1, group.line)
                group.is_cut, group.previous = True, None
            line += self.text.count('\n', begin, group.end)
            pos, previous, number, last = group.end, (group.seal, group.signature), group.number, group
        self.groups = groups
        if pos < len(self.text):
            tail = self.text[pos:]
            self.damage('torn' if (header or last) and is_torn(tail) else 'malformed', tail, line, number, last)

    def damage(self, code, text, line, number, last):
        if not last and not self.header:
            entry = 0
        else:
            start = text[:80].encode('latin-1').decode('utf-8', 'replace')
            entry = number if last and not last.sign and LIKE_A_SIGNATURE.match(start) else number + 1
        self.regions.append((line, entry))
        self.find(code, entry, line + (len(text) > 1 and text[0] == '\n'))

    def whole(self, data, converted):
        """What is said once of all bytes."""
        if converted:
            self.find('converted', self.region(converted), converted)
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b'\n', 0, error.start) + 1
            self.find('not-utf-8', self.region(line), line)

    def region(self, line):
        return self.regions[bisect_right(self.regions, line, key=lambda region: region[0]) - 1][1]

    def name(self):
        named = re.search(rf'(?:\A|[/\\])register-({MARK})\.md\Z', self.path)
        if named and self.mark and named[1] != self.mark:
            self.find('misnamed', 0, 1)

    # Seals and signatures

    def seals(self):
        if not self.mark:
            return
        if self.header:
            seal = seal_of(self.mark, 0, ('none', 'none'), self.header[0])
            if seal != self.header['seal']:
                self.find('changed', 0, 1)
                return
        other = None
        for group in self.groups:
            own = group.previous and seal_of(self.mark, group.number, group.previous, group.text)
            group.fits = own and group.seal in (own, other and seal_of(self.mark, group.number, other, group.text))
            if own and not group.fits:
                self.find('changed', group.number, group.line)
                group.is_cut = True
            other = (own, group.signature) if own and own != group.seal else None

    def signatures(self):
        key, run, runs, is_cut = None, None, [], True
        for group in self.groups:
            group.signer = group.before if group.kind == 'rotated' else group.key or key
            key = group.key or key
            is_cut = is_cut or group.is_cut
            if group.sign and group.signer:
                if is_cut or run[-1].signer != group.signer:
                    run, is_cut = [], False
                    runs.append(run)
                run.append(group)
            elif group.sign and not self.damaged_from:
                self.find('signature-wrong', group.number, group.line)
        for run in runs:
            for group in reversed(run):
                group.good = verify_seal(group.signer, group.seal, group.sign, b'rungs-register')
                if group.good:
                    break
                self.find('signature-wrong', group.number, group.line)

    # Events

    def is_damaged_before(self, group):
        """Whether damage may have taken something away before a group."""
        return self.damaged_from is not None and self.damaged_from <= group.line

    def events(self):
        key, records = None, {}
        for group in self.groups:
            if group.key:
                if key if group.kind == 'new' else group.before != key and (key or not self.is_damaged_before(group)):
                    self.find('out-of-order', group.number, group.line)
                key = group.key
            elif group.state:
                self.event(group, records)

    def event(self, group, records):
        """One event of a record; of each is kept the seal of its header, its last entry and seal, and its highest entry."""
        known = records.get(group.record)
        opened, entry, seal, top = known or (None, None, None, 0)
        is_progress = group.kind in ('Sealed', 'Closed')
        if (group.entry == entry and group.state != seal
                or group.kind == 'Opened' and opened and group.state != opened):
            self.find('two-versions', group.number, group.line)
        if is_progress and (group.entry < top or not opened and self.is_own(group.record) and not self.is_damaged_before(group)):
            self.find('out-of-order', group.number, group.line)
        if group.kind == 'Opened':
            records[group.record] = group.state, 0, group.state, top
        elif is_progress:
            records[group.record] = opened, group.entry, group.state, max(top, group.entry)
        elif group.kind == 'Destroyed':
            records.pop(group.record, None)

    def is_own(self, record):
        return record.startswith(f'{self.mark}-')

    # What it says

    def signed(self):
        return max((group.number for group in self.groups if group.good), default=0)

    def is_witness(self):
        """Whether it counts: what a crash, a mail program or another name does to it is no harm."""
        return {finding['code'] for finding in self.findings} <= {'torn', 'converted', 'misnamed', 'not-utf-8'}

    def counted(self):
        """The groups up to the last that is signed: what follows anybody can have written."""
        signed = self.signed()
        return [group for group in self.groups if group.number <= signed]

    def keys(self):
        return {key for group in self.counted() for key in (group.key, group.before) if key}

    def states(self, record, first):
        """The seals of a record by entry: of the one with this seal 0, if the number was taken again, else of the last."""
        lives = [{}]
        for group in self.counted():
            if group.record == record and group.state:
                lives[-1][group.entry] = group.state
                if group.kind == 'Destroyed':
                    lives.append({})
        lives = [life for life in lives if life]
        return next((life for life in lives[::-1] if life.get(0) == first), lives[-1] if lives else {})

    def result(self):
        return {'path': self.path, 'mark': self.mark, 'lines': self.groups[-1].number if self.groups else 0,
                'signed': self.signed(), 'findings': self.findings[:MOST]}

"""Checks records from the document alone: a whole record,
its entries, seals and signatures, and what does not fit."""
import hashlib
import re

import grammar
from ed25519 import verify_seal

LIMIT = 16 * 1024 * 1024
LONGEST = 262144
CODES = ('not-a-record', 'not-begun', 'misnamed', 'too-large', 'unknown-format', 'converted', 'not-utf-8', 'malformed',
         'misnumbered', 'two-versions', 'changed', 'torn', 'signature-wrong')
MOST = 100
FIRST = '# Escalation record '
COPY = '# Redacted copy of escalation record '
HEADER = [re.compile(pattern) for pattern in (
    FIRST + '(' + grammar.RECORD_ID.pattern + ')', '', '- Format: rungs-record 1', '- Zone: ' + grammar.ZONE, '- Salt:',
    f'> ({grammar.HEX})', '', f'`seal 0 {grammar.HEX}`')]
LEFT_OUT = re.compile(f'`left out ({grammar.HEX})`')
HEADER_OF_COPY = [re.compile(COPY + '(' + grammar.RECORD_ID.pattern + ')'), *HEADER[1:5], LEFT_OUT]
EXAMPLE = (FIRST + 'A', '', '- Format: rungs-record 1', '- Zone: A', '- Salt:', '> ' + '0' * 64, '', f'`seal 0 {"0" * 64}`')
LETTERS = (r'# Escalation record [A-Z0-9-]{1,40}', None, None, r'- Zone: [A-Za-z0-9_+/-]{1,60}')
LIKE_A_SEAL = re.compile('`(s|\n[a-z])')
FORTY = re.compile('[0-9a-f]{40}')

# What may follow what: the grammar of the page as a table.
FOLLOWS = {
    'header': {'blank': 'header, blank'},
    'header, blank': {'seal': 'seal 0'},
    'seal 0': {'salt': 'salt', 'blank': 'gap'},
    'seal': {'sign': 'sign', 'salt': 'salt', 'blank': 'gap'},
    'sign': {'salt': 'salt', 'blank': 'gap'},
    'salt': {'salt': 'salt', 'blank': 'gap'},
    'gap': {'heading': 'heading'},
    'heading': {'blank': 'heading, blank'},
    'heading, blank': {'fact': 'fact'},
    'fact': {'fact': 'fact', 'blank': 'fact, blank'},
    'fact, blank': {'seal': 'seal'},
    'lost': {},
}
BETWEEN = {'seal 0', 'seal', 'sign', 'salt', 'gap'}
WHOLE = {'fact', 'seal', 'sign', 'salt'}


def digest(*parts):
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part if isinstance(part, bytes) else part.encode() + b'\n')
    return hashed.hexdigest()


class Piece:
    """A line, or a fact with its quotation: what it is, what it says, the indices of its line and of the next."""
    def __init__(self, kind, line, after, value=None):
        self.kind, self.line, self.after, self.value = kind, line, after, value


class Entry:
    def __init__(self, number, line, before, first=None):
        self.number, self.line = number, line
        # what would stand before it and which number it should have, if it turns out to be damage
        self.place = None
        # the seal and the signature line that its own seal covers, or None
        self.before = before
        # an earlier entry with this number, if its number is not the next; and what was found then
        self.first, self.found = first, None
        self.seal = self.sign = self.good = None
        self.facts = 0
        self.key = self.device = None
        self.receipts = []


class Record:
    def __init__(self, data):
        self.id = self.salt = self.seal = None
        self.is_copy = self.is_whole = False
        self.findings, self.entries, self.firsts = [], [], {}
        self.seals = {}
        if len(data) > LIMIT:
            self.find('too-large', 0, 0)
            return
        self.lines = self.converted(data).split(b'\n')
        head = [line.decode('utf-8', 'replace') + '\0' * (self.text(at) is None) for at, line in enumerate(self.lines[:6])]
        self.is_copy = head[0].startswith(COPY) or len(head) > 5 and bool(LEFT_OUT.fullmatch(head[5]))
        if self.is_of_another_format(head):
            return
        wrong = self.header(head)
        pieces = self.pieces(6 if wrong is None else wrong)
        last = max((at for at, piece in enumerate(pieces) if piece.kind in WHOLE), default=-1)
        if last < 0:
            self.find(self.unread(wrong), 0, 0)
            return
        if wrong is not None:
            self.find('malformed', 0, wrong)
        self.walk(pieces[:last + 1], wrong is not None)
        end = pieces[last].after
        self.tail(end, last + 1 < len(pieces))
        self.bytes(end)
        self.limit()
        self.signatures()
        self.limit()

    def find(self, code, entry, line):
        self.findings.append({'code': code, 'entry': entry, 'line': line + 1})
        return self.findings[-1]

    def limit(self):
        self.findings.sort(key=lambda finding: (finding['line'], CODES.index(finding['code'])))
        del self.findings[MOST:]

    def converted(self, data):
        self.converted_at = None
        if data.startswith(b'\xef\xbb\xbf'):
            self.converted_at, data = 0, data[3:]
        at = data.find(b'\r\n')
        if at >= 0:
            if self.converted_at is None:
                self.converted_at = data.count(b'\n', 0, at)
            data = data.replace(b'\r\n', b'\n')
        return data

    def text(self, line):
        """A line, or None if it is no UTF-8."""
        try:
            return self.lines[line].decode()
        except UnicodeDecodeError:
            return None

    def short(self, line):
        """A line, or None if it is no UTF-8 or longer than a line may be."""
        text = self.text(line)
        return None if text is None or len(text.encode('utf-16-le')) > 2 * LONGEST else text

    # What cannot be judged, and the header

    def is_of_another_format(self, head):
        if len(head) < 3 or not head[0].startswith((FIRST, COPY)):
            return False
        number = re.fullmatch('- Format: rungs-record ([0-9]{1,9})', head[2])
        if not number or number[1] == '1':
            return False
        self.find('unknown-format', 0, 2)
        return True

    def header(self, head):
        """The index of the first line that is wrong, or None if the header is whole."""
        for line, pattern in enumerate(HEADER_OF_COPY if self.is_copy else HEADER[:6]):
            if line >= len(head) or not pattern.fullmatch(head[line]):
                return line
        self.is_whole, self.id = True, head[0].split(' ')[-1]
        self.salt = None if self.is_copy else head[5][2:]
        return None

    def unread(self, wrong):
        if self.is_begun():
            return 'not-begun'
        return 'not-a-record' if wrong == 0 else 'malformed'

    def is_begun(self):
        """Whether it is the beginning of a header and its seal, with zero bytes after it or not."""
        text = b'\n'.join(self.lines[:10]).rstrip(b'\0').decode('utf-8', 'replace')
        lines = text.split('\n')
        if len(self.lines) > 9 or len(lines) > 8:
            return False
        *whole, last = lines
        at = len(whole)
        if not all(pattern.fullmatch(line) for pattern, line in zip(HEADER, whole)):
            return False
        letters = LETTERS[at] if at < len(LETTERS) else None
        return EXAMPLE[at].startswith(last) or bool(letters and re.fullmatch(letters, last)) or bool(
            HEADER[at].fullmatch(last + EXAMPLE[at][len(last):]))

    # Lines

    def pieces(self, line):
        pieces, end, nothing = [], len(self.lines) - 1, 0
        while line <= end and (line < end or self.lines[end]):
            piece = Piece('bad', line, line + 1) if line == end else self.piece(line)
            line = piece.after
            nothing = nothing + 1 if piece.kind in ('blank', 'bad') else 0
            # what follows two of them says no more, and a file may have millions
            if nothing > 2:
                pieces[-1].after = line
            else:
                pieces.append(piece)
        return pieces

    def piece(self, line):
        text, after = self.short(line), line + 1
        if text == '':
            return Piece('blank', line, after)
        if text is None:
            return Piece('bad', line, after)
        if text.startswith('## '):
            number = grammar.heading(text)
            if number:
                return Piece('heading', line, after, number)
        elif text.startswith('- '):
            fact = grammar.fact(text)
            after = fact and self.quoted(fact, line)
            if after:
                return Piece('fact', line, after, fact)
        for kind, pattern in (('seal', grammar.SEAL), ('sign', grammar.SIGN), ('salt', grammar.SALT)):
            found = pattern.fullmatch(text)
            if found and (kind != 'salt' or self.is_copy):
                return Piece(kind, line, line + 1, (int(found[1]), *found.groups()[1:]))
        return Piece('bad', line, line + 1)

    def quoted(self, fact, line):
        """The index after the quotation of a fact, or None if it is not as the fact says."""
        after = line + 1 + fact.lines
        if self.is_copy and fact.lines and line + 2 < len(self.lines) and LEFT_OUT.fullmatch(self.text(line + 1) or ''):
            return line + 2
        if after >= len(self.lines):
            return None
        for text in map(self.short, range(line + 1, after)):
            if text is None or not grammar.is_quoted(text):
                return None
        return after

    # The order of lines

    def walk(self, pieces, is_lost):
        self.state = 'lost' if is_lost else 'header'
        self.number, self.entry, self.chain = 0, None, None
        self.checks = True
        self.regions = [(0, 0)]
        self.hurt_to = pieces[0].line if is_lost else -1
        for piece in pieces:
            if piece.kind == 'fact' and piece.value.receipt and piece.value.receipt[1] >= self.number:
                piece = Piece('bad', piece.line, piece.after)
            follow = FOLLOWS[self.state].get(piece.kind)
            if not follow and self.state != 'lost' and not self.is_other(piece):
                self.lose(piece)
            if self.is_lost(piece):
                self.hurt_to = max(piece.after, self.hurt_to)
                continue
            if self.state == 'lost' and piece.kind == 'seal' and not self.entry:
                self.number = piece.value[0]
            if piece.kind == 'heading':
                self.take_heading(piece)
            elif piece.kind == 'fact' and self.entry:
                self.keep(piece.value)
            elif piece.kind == 'seal':
                self.take_seal(piece)
            elif piece.kind == 'sign':
                self.take_signature(piece, follow)
            self.state = follow or piece.kind
        if self.entry and not self.entry.seal:
            self.is_version(self.entry)

    def hurt(self, line, after, entry):
        """Says a malformed line, if it does not adjoin what was said before."""
        if line > self.hurt_to:
            self.find('malformed', entry, line)
        self.hurt_to = max(after, self.hurt_to)

    def begins(self, number, line):
        if self.regions[-1][1] != number:
            self.regions.append((line, number))

    def region(self, line):
        """The entry that a line (counted from 1) belongs to."""
        return [number for start, number in self.regions if start < line][-1]

    def is_other(self, piece):
        """Whether this is a second version of the entry that is open."""
        return (self.state == 'fact, blank' and piece.kind == 'heading' and self.entry is not None
                and piece.value == self.number == self.entry.number)

    def owner(self, line):
        if self.state not in BETWEEN:
            return self.number
        text = self.lines[line].decode('utf-8', 'replace')
        after = self.lines[line + 1].decode('utf-8', 'replace') if line + 1 < len(self.lines) else ''
        like_a_seal = LIKE_A_SEAL.match(f'{text}\n{after}') or FORTY.search(re.sub('^(- |## ).*', '', text or after))
        return self.number if like_a_seal else self.number + 1

    def lose(self, piece):
        number = self.owner(piece.line)
        self.hurt(piece.line, piece.after, number)
        if piece.kind == 'heading':
            return
        self.state = 'lost'
        if number > self.number:
            self.begins(number, piece.line)
            self.number, self.entry = number, None

    def is_lost(self, piece):
        if self.state != 'lost':
            return False
        if piece.kind in ('blank', 'bad'):
            return True
        return not self.entry and (piece.kind == 'fact' or piece.kind in ('seal', 'sign') and piece.value[0] < self.number)

    def drop_heading(self, number):
        """A heading without a fact, and after it one that goes no further: that was damage."""
        entry = self.entry
        if entry and not entry.facts and not entry.seal and number <= entry.number:
            self.entries.remove(entry)
            if self.firsts.get(entry.number) is entry:
                del self.firsts[entry.number]
            self.entry, self.state = None, 'lost'
            self.number, self.chain = entry.place

    def take_heading(self, piece):
        self.drop_heading(piece.value)
        number, line, between = piece.value, piece.line, self.state in BETWEEN
        same = not between and not self.entry and number == self.number
        expected = self.number + (not same)
        self.begins(expected, line - 1 if line and not self.lines[line - 1] else line)
        first = None if number == expected else self.firsts.get(number)
        chain = self.chain if same or between else None
        before = first.before if first else chain
        device = self.entries[-1] if self.entries else None
        self.entry = Entry(number, line, before, first)
        self.entry.place = expected, chain
        if device:
            self.entry.key, self.entry.device = device.key, device.device
        if number != expected:
            self.entry.found = self.find('misnumbered', expected, line)
        self.entries.append(self.entry)
        self.firsts.setdefault(number, self.entry)
        self.number, self.chain = number, None

    def is_version(self, entry):
        if entry.first:
            entry.found.update(code='two-versions', entry=entry.number)

    def keep(self, fact):
        entry = self.entry
        entry.facts += 1
        if fact.is_device:
            entry.device, entry.key = fact.device, fact.key
        if fact.receipt:
            entry.receipts.append(fact.receipt)

    def take_seal(self, piece):
        number, seal = piece.value
        entry, line = self.entry, piece.line
        if number != self.number:
            self.hurt(line, piece.after, self.number)
        if entry and entry.seal:
            return
        if self.number == 0:
            self.fits(piece, 0, 6, ('none', 'none'))
            self.seal = seal
        elif entry:
            end = line if self.lines[line - 1] else line - 1
            fits = number == self.number and entry.before and self.fits(piece, entry.line, end, entry.before)
            if fits and not (entry.first and entry.first.seal == seal):
                self.is_version(entry)
            entry.seal = seal
        self.chain = seal, 'none'

    def take_signature(self, piece, is_placed):
        number, sign = piece.value
        if number != self.number:
            self.hurt(piece.line, piece.after, self.number)
        elif is_placed and self.entry:
            self.entry.sign = sign
        if self.chain:
            self.chain = self.chain[0], self.lines[piece.line].decode()

    # Seals

    def segments(self, line, end):
        """The segments of some lines; each is its bytes, or the hash in its place."""
        lines = []
        for at in range(line, end):
            left_out = LEFT_OUT.fullmatch(self.text(at) or '') if self.is_copy else None
            if lines and (left_out or lines[0].startswith(b'>') != self.lines[at].startswith(b'>')):
                yield b''.join(lines)
                lines = []
            if left_out:
                yield left_out[1]
            else:
                own = self.lines[at]
                lines.append((own.replace(COPY.encode(), FIRST.encode(), 1) if self.is_copy and not at else own) + b'\n')
        if lines:
            yield b''.join(lines)

    def fits(self, piece, line, end, before):
        """Whether a seal fits; where it cannot be computed, it does not."""
        if not self.is_whole or not self.checks:
            return False
        hashes = self.hashes_of_copy(piece, line, end) if self.is_copy else self.hashes(line, end)
        if hashes is None:
            return False
        utf_8 = all(self.text(at) is not None for at in range(line, end))
        seal = digest('rungs-record 1 seal', self.id, str(self.number), *before, str(len(hashes)), *hashes)
        if utf_8 and seal == piece.value[1]:
            return True
        self.checks = False
        self.find('changed', self.number, line)
        return False

    def hashes(self, line, end):
        own = (digest('rungs-record 1 salt', self.salt, str(self.number), str(at)) for at in range(end - line))
        return [digest('rungs-record 1 segment', salt, segment) for salt, segment in zip(own, self.segments(line, end))]

    def hashes_of_copy(self, piece, line, end):
        """The hashes of the segments of a copy; None if the salts are not those of what is disclosed."""
        salts, others, at = [], 0, piece.after
        while at < len(self.lines) and self.lines[at]:
            found = grammar.SALT.fullmatch(self.text(at) or '')
            if found:
                salts.append((at, int(found[1]), int(found[2]), found[3]))
            elif at > piece.after or not self.lines[at].startswith(b'`sign '):
                others += 1
            at += 1
        hashes, wrong = [], None
        for which, segment in enumerate(self.segments(line, end)):
            if isinstance(segment, str):
                hashes.append(segment)
                continue
            salt = salts.pop(0) if salts else (at, None, None, None)
            if salt[1:3] != (self.number, which):
                wrong = salt[0]
                break
            hashes.append(digest('rungs-record 1 segment', salt[3], segment))
        if wrong is None and salts:
            wrong = salts[0][0]
        if wrong is None:
            return hashes
        if not others and not (self.findings and self.findings[-1]['entry'] == self.number):
            self.hurt(wrong, wrong + 1, self.number)
        return None

    # The end, and the file as a whole

    def tail(self, line, is_loose):
        """What follows the last whole fact, seal or signature was cut off; a copy has no such end."""
        number = self.owner(line) if is_loose or self.is_copy else None
        if not self.is_copy:
            if is_loose:
                self.find('torn', number, line)
        elif is_loose or self.state != 'salt':
            if not self.findings or self.findings[-1]['entry'] not in (number, self.number):
                self.find('malformed', number, line)

    def bytes(self, end):
        if self.converted_at is not None:
            self.find('converted', self.region(self.converted_at + 1), self.converted_at)
        for line in range(end):
            if self.text(line) is None:
                self.find('not-utf-8', self.region(line + 1), line)
                return

    # Signatures

    def signatures(self):
        signed = [entry for entry in self.entries if entry.sign and entry.seal]
        run = [(entry.device, entry.key) for entry in signed]
        last = [entry for at, entry in enumerate(signed) if at + 1 == len(run) or run[at] != run[at + 1]]
        is_damaged = any(finding['code'] not in ('torn', 'converted') for finding in self.findings)
        if not is_damaged and all(map(self.is_signed, last)):
            for entry in signed:
                entry.good = True
            return
        for entry in signed:
            if not self.is_signed(entry) and not (is_damaged and entry.key is None):
                self.find('signature-wrong', entry.number, entry.line)

    def is_signed(self, entry):
        entry.good = bool(entry.key) and verify_seal(entry.key, entry.seal, entry.sign)
        return entry.good

    def sealed(self):
        """The seals by entry, the header's too, as far as the entries stand in order."""
        seals = {0: self.seal} if self.seal else {}
        for at, entry in enumerate(self.entries):
            if entry.number != at + 1:
                break
            if entry.seal:
                seals[entry.number] = entry.seal
        return seals

    def unsealed_facts(self):
        facts = 0
        for entry in reversed(self.entries):
            if entry.seal:
                break
            facts += entry.facts
        return facts

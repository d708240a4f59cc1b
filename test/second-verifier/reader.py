"""Checks records from the document alone: a whole record,
its entries, seals and signatures, and what does not fit."""
import hashlib
import re
from bisect import bisect_right

import grammar
from ed25519 import verify_seal

LIMIT = 64 * 1024 * 1024
FIRST = '# Escalation record '
HEADER = [re.compile(pattern) for pattern in (
    FIRST + '(' + grammar.RECORD_ID.pattern + ')', '', '- Format: rungs-record 1', '- Zone: (?=.{1,60}$)[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*',
    '- Salt:', f'> ({grammar.HEX})', '', f'`seal 0 ({grammar.HEX})`')]
COPY = '# Redacted copy of escalation record '
LEFT_OUT = re.compile(f'`left out ({grammar.HEX})`')
HEADER_OF_COPY = [re.compile(COPY + '(' + grammar.RECORD_ID.pattern + ')'), *HEADER[1:5], LEFT_OUT, *HEADER[6:]]
EXAMPLE = (FIRST + 'A', '', '- Format: rungs-record 1', '- Zone: A', '- Salt:', '> ' + '0' * 64, '', f'`seal 0 {"0" * 64}`')
LIKE_A_SEAL = re.compile('[\r\v\f\x85\u2028\u2029]*`s|(?!- |## ).*[0-9a-f]{40}')
END_OF_QUOTATION = re.compile(rb'\n(?!>)')
END_OF_REST = re.compile(rb'\n(?=>)')
LEFT_OUT_LINE = re.compile(LEFT_OUT.pattern.encode() + rb'\n')
END_OF_REST_IN_COPY = re.compile(rb'\n(?=>|' + LEFT_OUT_LINE.pattern + rb')')
DAMAGE = {'malformed', 'misnumbered', 'changed', 'not-utf-8', 'two-versions'}


CODES = ('not-a-record', 'not-begun', 'misnamed', 'too-large', 'unknown-format', 'converted', 'not-utf-8', 'malformed',
         'misnumbered', 'two-versions', 'changed', 'torn', 'signature-wrong')


def placed(finding):
    """Findings stand in the order of their lines, and on one line in the order of the page's table."""
    return finding['line'], CODES.index(finding['code']) if finding['code'] in CODES else len(CODES)


def digest(*parts):
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part if isinstance(part, (bytes, memoryview)) else part.encode() + b'\n')
    return hashed.hexdigest()


def segments_of(data, start, end, is_copy):
    """Where the segments of data[start:end] begin and end; with the hash that stands in the place of one."""
    while start < end:
        left_out = LEFT_OUT_LINE.match(data, start, end) if is_copy else None
        if left_out:
            stop = left_out.end()
        elif data[start] == 62:
            found = END_OF_QUOTATION.search(data, start, end)
            stop = found.end() if found else end
        else:
            found = (END_OF_REST_IN_COPY if is_copy else END_OF_REST).search(data, start, end)
            stop = found.end() if found else end
        yield start, stop, left_out and left_out[1].decode()
        start = stop


def seal_of(record, entry, before, hashes):
    return digest('rungs-record 1 seal', record, str(entry), *before, str(len(hashes)), *hashes)


class Entry:
    def __init__(self, number, parent, line=0, start=0, readable=True):
        self.number, self.parent, self.line, self.start, self.readable = number, parent, line, start, readable
        self.facts = 0
        self.closed = None
        self.seal = self.seal_line = self.fits = None
        self.sign = self.sign_line = self.good = None
        self.sign_lost = False
        self.salts, self.unsalted, self.misplaced = {}, [], False
        self.key = parent.key if parent else None
        self.device = parent.device if parent else None
        self.receipts = []

    def known(self):
        """The seal and the signature line that the next seal covers, or None."""
        if self.seal is None or self.sign_lost:
            return None
        return self.seal, f'`sign {self.number} {self.sign}`' if self.sign else 'none'


class Record:
    def __init__(self, data):
        self.id = self.salt = None
        self.is_copy = False
        self.findings = []
        self.entries = []
        self.open = None
        self.numbers = set()
        self.bad = []
        self.regions = [(1, 0)]
        self.whole = None
        self.pos, self.line = 0, 1
        if len(data) > LIMIT:
            self.find('too-large', 0, 1)
            return
        self.data = self.converted(data)
        lines = self.data[:4096].decode('utf-8', 'replace').split('\n')
        self.is_copy = lines[0].startswith(COPY) or len(lines) > 6 and bool(LEFT_OUT.fullmatch(lines[5]))
        if self.is_rejected():
            return
        self.header()
        self.body()
        self.tail()
        self.not_utf_8()
        self.seals()
        self.signatures()
        self.findings.sort(key=placed)

    def find(self, code, entry, line):
        self.findings.append({'code': code, 'entry': entry, 'line': line})

    def converted(self, data):
        self.converted_at = 1 if data.startswith(b'\xef\xbb\xbf') else None
        if self.converted_at:
            data = data[3:]
        at = data.find(b'\r\n')
        if at >= 0:
            self.converted_at = self.converted_at or data.count(b'\n', 0, at) + 1
            data = data.replace(b'\r\n', b'\n')
        return data

    def region(self, line):
        return self.regions[bisect_right(self.regions, (line, float('inf'))) - 1][1]

    def is_rejected(self):
        if self.is_not_begun():
            self.find('not-begun', 0, 1)
            return True
        lines = self.data[:4096].split(b'\n')
        if not self.is_copy and not self.named(lines[0].decode('utf-8', 'replace')):
            pos, line = 0, 1
            while pos < len(self.data):
                kind, _, pos, line, _ = self.unit(pos, line)
                if kind in ('fact', 'seal'):
                    return False
            self.find('not-a-record', 0, 1)
            return True
        if len(lines) > 3:
            number = re.fullmatch(rb'- Format: rungs-record (0|[1-9][0-9]*)', lines[2])
            if number and number[1] != b'1':
                self.id = self.named(lines[0].decode('utf-8', 'replace'))
                self.find('unknown-format', 0, 3)
                return True
        return False

    def named(self, line):
        found = HEADER[0].fullmatch(line) or self.is_copy and HEADER_OF_COPY[0].fullmatch(line)
        return found[1] if found else None

    def is_not_begun(self):
        lines = self.data.rstrip(b'\0')[:4096].decode('utf-8', 'replace').split('\n')
        if len(lines) > len(HEADER):
            return False
        for pattern, line in zip(HEADER, lines[:-1]):
            if not pattern.fullmatch(line):
                return False
        last, pattern, example = lines[-1], HEADER[len(lines) - 1], EXAMPLE[len(lines) - 1]
        return bool(pattern.fullmatch(last + example[len(last):]) or pattern.fullmatch(last + 'A'))

    def text(self, pos):
        """The line at pos (None if it has no LF or is no UTF-8), and where the next one begins."""
        end = self.data.find(b'\n', pos)
        if end < 0:
            return None, len(self.data)
        try:
            return self.data[pos:end].decode(), end + 1
        except UnicodeDecodeError:
            return None, end + 1

    def unit(self, pos, line):
        """What stands at pos: its kind, its value, where it ends, the line after it, and the bad lines in it."""
        text, after = self.text(pos)
        if text is None:
            return 'bad', None, after, line + 1, [(line, line)]
        if text == '':
            return 'blank', None, after, line + 1, []
        if text.startswith('## '):
            number = grammar.heading(text)
            if number:
                return 'heading', number, after, line + 1, []
        elif text.startswith('`'):
            for kind, pattern in (('seal', grammar.SEAL), ('sign', grammar.SIGN), ('salt', grammar.SALT)):
                found = pattern.fullmatch(text)
                if found and kind == 'salt':
                    if self.is_copy:
                        return kind, (int(found[1]), int(found[2]), found[3]), after, line + 1, []
                elif found:
                    return kind, (int(found[1]), found[2]), after, line + 1, []
        elif text.startswith('- '):
            fact = grammar.fact(text)
            if fact:
                return self.quotation(fact, after, line)
        return 'bad', None, after, line + 1, [(line, line)]

    def quotation(self, fact, pos, line):
        first, bad, left_out = line, False, 0
        line += 1
        if self.is_copy and fact.lines:
            text, after = self.text(pos)
            if text is not None and LEFT_OUT.fullmatch(text):
                left_out, pos, line = 1, after, line + 1
        while self.data.startswith(b'>', pos):
            end = self.data.find(b'\n', pos)
            if end < 0:
                break
            text, pos = self.text(pos)
            bad = bad or text is None or not grammar.is_quoted(text)
            line += 1
        bad = bad or line - first - 1 != (left_out or fact.lines)
        return 'bad' if bad else 'fact', fact, pos, line, [(first, line - 1)] if bad else []

    def mark(self, first, last, entry):
        """Notes malformed lines; those that adjoin are one stretch, said of the entry of its first."""
        if self.bad and self.bad[-1][1] >= first - 1:
            self.bad[-1][1] = max(last, self.bad[-1][1])
        else:
            self.bad.append([first, last, entry])

    def header(self):
        expected, seen, complete, patterns = 0, [], True, HEADER_OF_COPY if self.is_copy else HEADER
        self.root = Entry(0, None)
        while self.pos < len(self.data):
            text, after = self.text(self.pos)
            if expected < 8 and text is not None and patterns[expected].fullmatch(text):
                seen.append(text)
            else:
                kind = self.unit(self.pos, self.line)[0]
                if kind in ('heading', 'fact') or kind == 'seal' and expected == 0:
                    complete = False
                    break
                zero = re.fullmatch(HEADER[7], text) if text is not None else None
                if not zero:
                    self.mark(self.line, self.line, 0)
                complete = False
                seen.append(text)
            expected += 1
            self.pos, self.line = after, self.line + 1
            if text is not None and grammar.SEAL.fullmatch(text):
                found = HEADER[7].fullmatch(text)
                self.root.seal = found and found[1]
                self.root.seal_line = self.line - 1
                self.whole = self.pos, self.line
                break
            if complete and expected == 8:
                break
        complete = complete and expected == 8
        self.id = self.named(seen[0] or '') if seen else None
        salts = [text for text in seen if text and HEADER[5].fullmatch(text)]
        self.salt = salts[0][2:] if salts else None
        self.complete = complete
        if not complete and not self.bad:
            self.mark(self.line - 1 or 1, self.line - 1 or 1, 0)
        if complete:
            self.root.end = self.data.find(b'\n\n`seal 0') + 1
            self.root.unsalted = self.unsalted(self.root)
        self.root.closed = self.line - 1
        self.entries.append(self.root)

    def body(self):
        last, entry, state, states = self.root, None, 'gap', {0: self.root}
        damaged, excused, headless, blank = not self.complete, False, False, None
        while self.pos < len(self.data):
            pos, line = self.pos, self.line
            kind, value, self.pos, self.line, bad = self.unit(pos, line)
            here = entry.number if entry else last.number + 1
            if kind in ('fact', 'seal', 'sign'):
                self.whole = self.pos, self.line
            was_damaged, damaged = damaged, False
            if not entry and last.unsalted and kind not in ('sign', 'salt', 'bad'):
                if not was_damaged:
                    self.mark(line, line, last.number)
                last.unsalted = []
            if kind == 'blank':
                excused = was_damaged
                follow = {'sign': 'heading', 'gap': 'heading', 'headed': 'fact', 'facts': 'seal'}
                if state in follow:
                    state, blank = follow[state], line
                else:
                    self.mark(line, line, here)
                    damaged = True
            elif kind == 'heading':
                if entry and state in ('facts', 'seal'):
                    missing = not was_damaged and not excused
                    last = entry
                else:
                    missing = state != 'heading' and not was_damaged
                number, code, parent = self.numbered(value, pos, last, states, headless)
                if missing and code != 'two-versions':
                    self.mark(line, line, entry.number if entry else number)
                begin = line - 1 if state in ('heading', 'seal') else line
                entry = Entry(number, parent, line, pos)
                if code:
                    self.find(code, number if code == 'two-versions' else last.number + 1 + headless, line)
                self.regions.append((begin, number))
                state, headless = 'headed', False
                self.entries.append(entry)
            elif kind == 'fact':
                if not entry:
                    self.mark(line, self.line - 1, here)
                    state, headless, damaged = 'heading', True, True
                    continue
                if state == 'seal' and not excused:
                    self.mark(blank, blank, here)
                elif state == 'headed' and not was_damaged:
                    self.mark(line, line, here)
                state = 'facts'
                self.keep(entry, value)
            elif kind == 'seal':
                number, seal = value
                if not entry and (headless or was_damaged) and number == last.number + 1:
                    entry = Entry(number, last, line, None, False)
                    self.entries.append(entry)
                elif not entry:
                    self.mark(line, line, last.number)
                    damaged = True
                    continue
                elif state in ('headed', 'fact') or number != entry.number or state == 'facts' and not was_damaged:
                    self.mark(line, line, here)
                    damaged = True
                if number == entry.number:
                    entry.seal, entry.seal_line = seal, line
                entry.end = self.start_of(pos)
                entry.unsalted = self.unsalted(entry)
                states[entry.number] = last = self.close(entry, line)
                entry, state, headless = None, 'sign', False
            elif kind == 'sign':
                if entry is None and state == 'sign' and value[0] == last.number and not last.sign:
                    last.sign, last.sign_line = value[1], line
                    last.sign_lost = False
                    state = 'gap'
                else:
                    self.mark(line, line, here if entry else last.number)
                    damaged = True
            elif kind == 'salt':
                number, segment, salt = value
                if not entry and state in ('sign', 'gap') and number == last.number and segment in last.unsalted:
                    if segment != last.unsalted[0] and not was_damaged:
                        self.mark(line, line, number)
                    last.unsalted = last.unsalted[last.unsalted.index(segment) + 1:]
                    last.salts[segment] = salt
                    state = 'gap'
                elif not entry and state in ('sign', 'gap') and last.seal is None and number == last.number:
                    state = 'gap'
                else:
                    self.mark(line, line, here if entry else last.number)
                    damaged = True
                    last.misplaced = not entry
            else:
                damaged = True
                text = self.data[pos:self.end_of_line(pos)].decode('utf-8', 'replace')
                like_a_seal = bool(LIKE_A_SEAL.match(text))
                if not entry and like_a_seal:
                    here = last.number
                    last.sign_lost = last.sign_lost or state == 'sign'
                for first, final in bad if entry else [(line, self.line - 1)]:
                    self.mark(first, final, here)
                damaged = not bad or bad[-1][1] == self.line - 1
                if entry and state == 'seal' and like_a_seal:
                    entry.end = self.start_of(pos)
                    states[entry.number] = last = self.close(entry, line)
                    entry, state = None, 'sign'
                elif not entry and not like_a_seal:
                    state, headless = 'heading', headless or value is not None or text.startswith('#')
                elif state in ('headed', 'fact') and value is not None:
                    state = 'facts'
                elif state == 'seal':
                    state, excused = 'facts', True
        self.open = entry
        if self.is_copy:
            if last.unsalted and not entry and not damaged:
                self.mark(self.line - 1, self.line - 1, last.number)
            if entry:
                self.mark(entry.line, self.line - 1, entry.number)
            elif state == 'heading' and not damaged:
                self.mark(blank, blank, last.number + 1)

    def unsalted(self, entry):
        """The segments of an entry of a copy that need a salt."""
        if not self.is_copy or entry.start is None:
            return []
        found = enumerate(segments_of(self.data, entry.start, entry.end, True))
        return [number for number, (_, _, left_out) in found if not left_out]

    def seal(self, number, before, start, end, salts):
        """The seal of the text data[start:end], or None if it cannot be computed."""
        if not self.id or not self.is_copy and not self.salt:
            return None
        hashes, view = [], memoryview(self.data)
        for begin, stop, left_out in segments_of(self.data, start, end, self.is_copy):
            which = len(hashes)
            salt = salts.get(which) if self.is_copy else digest('rungs-record 1 salt', self.salt, str(number), str(which))
            if left_out:
                hashes.append(left_out)
                continue
            if not salt:
                return None
            text = view[begin:stop]
            try:
                str(text, 'utf-8')
            except UnicodeDecodeError:
                return 'no text'
            if self.is_copy and not begin:
                text = bytes(text).replace(COPY.encode(), FIRST.encode(), 1)
            hashes.append(digest('rungs-record 1 segment', salt, text))
        return seal_of(self.id, number, before, hashes)

    def end_of_line(self, pos):
        end = self.data.find(b'\n', pos, pos + 4096)
        return end if end >= 0 else pos + 4096

    def start_of(self, pos):
        """Where the empty line before pos begins, or pos."""
        return pos - 1 if self.data[pos - 2:pos] == b'\n\n' else pos

    def close(self, entry, line):
        entry.closed = line
        return entry

    def keep(self, entry, fact):
        entry.facts += 1
        self.numbers.add(entry.number)
        if fact.is_device:
            entry.device, entry.key = fact.device, fact.key
        if fact.receipt:
            entry.receipts.append(fact.receipt)

    def numbered(self, number, start, last, states, headless):
        """The number of the entry that begins here, what is wrong with it, and the entry that it follows."""
        expected = last.number + 1
        if number == expected or headless and number == expected + 1:
            return number, None, last
        own, at_end, pos, line = None, True, self.pos, self.line
        while pos < len(self.data):
            begin = pos
            kind, value, pos, line, _ = self.unit(pos, line)
            if kind in ('heading', 'seal'):
                own, at_end = value if kind == 'seal' else None, False
                break
        if number in self.numbers:
            parent, other = states.get(number - 1), states.get(number)
            if own and own[0] == number and parent and parent.known():
                salts = self.salts_at(number, pos, line) if self.is_copy else None
                seal = self.seal(number, parent.known(), start, self.start_of(begin), salts)
                if seal == own[1] and not (other and other.seal == seal):
                    return number, 'two-versions', parent
            if at_end:
                return number, 'two-versions', parent or last
        if own and own[0] == expected or number < expected and not (own and own[0] == number):
            return expected, 'misnumbered', last
        return number, 'misnumbered', states.get(number - 1, last)

    def salts_at(self, number, pos, line):
        salts = {}
        while pos < len(self.data):
            kind, value, pos, line, _ = self.unit(pos, line)
            if kind == 'salt' and value[0] == number:
                salts.setdefault(value[1], value[2])
            elif kind != 'sign':
                break
        return salts

    def tail(self):
        """What follows the last whole fact, seal or signature was cut off."""
        if not self.is_copy and self.whole and self.whole[0] < len(self.data):
            start, line = self.whole
            self.findings = [finding for finding in self.findings if finding['line'] < line]
            self.bad = [[first, min(final, line - 1), entry] for first, final, entry in self.bad if first < line]
            self.entries = [entry for entry in self.entries if entry.line < line]
            last = self.entries[-1]
            self.open = last if not last.closed or last.closed >= line else None
            text = self.data[start:self.end_of_line(start)].decode('utf-8', 'replace')
            before = self.open or LIKE_A_SEAL.match(text)
            self.find('torn', last.number if before else last.number + 1, line)
        for first, _, entry in self.bad:
            self.find('malformed', entry, first)
        if self.converted_at:
            self.find('converted', self.region(self.converted_at), self.converted_at)

    def not_utf_8(self):
        try:
            self.data.decode()
        except UnicodeDecodeError as error:
            line = self.data.count(b'\n', 0, error.start) + 1
            for first, final, entry in self.bad:
                if first <= line <= final:
                    self.find('not-utf-8', entry if first == line else self.region(line), line)

    def seals(self):
        changed = False
        for entry in self.entries:
            entry.fits = None
            if not entry.seal or not entry.readable or entry.misplaced or entry is self.root and not self.complete:
                continue
            before = entry.parent.known() if entry.parent else ('none', 'none')
            if before is None:
                continue
            seal = self.seal(entry.number, before, entry.start, entry.end, entry.salts)
            entry.fits = seal and seal == entry.seal
            if seal and not entry.fits and not changed:
                changed = True
                self.find('changed', entry.number, entry.line or 1)

    def signatures(self):
        signed = [entry for entry in self.entries if entry.sign and entry.seal and entry.readable]
        last = [entry for entry, after in zip(signed, signed[1:] + [None]) if not after or after.key != entry.key]
        if not DAMAGE & {finding['code'] for finding in self.findings} and all(map(self.is_signed, last)):
            for entry in signed:
                entry.good = True
            return
        for entry in signed:
            if not self.is_signed(entry):
                self.find('signature-wrong', entry.number, entry.line or 1)

    def is_signed(self, entry):
        entry.good = bool(entry.key) and verify_seal(entry.key, entry.seal, entry.sign)
        return entry.good

    def sealed(self):
        return [entry for entry in self.entries if entry.seal]

    def unsealed_facts(self):
        return self.open.facts if self.open else 0

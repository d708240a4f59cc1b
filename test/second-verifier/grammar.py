"""Checks records from the document alone: single lines,
their labels, values, words and escapes."""
import re
from datetime import date

TABLE = '''
0000-001f 007f-00a0 00ad 034f 061c 115f 1160 1680 17b4 17b5 180b-180f 2000-200f 2028-202f 205f-206f
2800 3000 3164 d800-f8ff fdd0-fdef fe00-fe0f feff ffa0 fff0-fffb fffe ffff 13430-1345f 1bca0-1bca3
1d173-1d17a 1fffe 1ffff 2fffe 2ffff 3fffe-dffff e0000-10ffff
'''

LABELS = {
    'choice': '''
Any child in immediate danger
Scenario
Begun at
Steps already tried before this record
Question of the policy
Stated belief
Check
What happened
How
What fits now
Back to
Advice sought from
Done beside the ladder
What became of it
After the last rung
After it was handed on
The same outcome for every child
Outcome for this child
Another child
What was passed over
The case
Matched to
Sent
Sent how''',
    'text': '''
What was done about the danger
Recorded by
Spoke to
What they said
Their reason
Their reference
What was done
Asked by the policy
Why
Advice given by
The advice
What was done beside the ladder
The child or children
The decision disputed
The concern
What the child has said
The outcome sought
What was agreed
To be done by
Agreed in the end
Outstanding
Owed feedback
Child
How it is matched
Sent to
Note''',
    'moment': '''
When
They received it
Advice sought when
Done beside the ladder when
Counted from
The decision was received
Sent when''',
    'date': '''
Needed sooner, to protect the child
Agreed by the date
Look again on
To be done by the date''',
}
KIND_OF = {label: kind for kind, labels in LABELS.items() for label in labels.strip().split('\n')}

MARKED = ''.join('-'.join(map(lambda digits: re.escape(chr(int(digits, 16))), item.split('-'))) for item in TABLE.split())
WWW = '(?<=[wW]{3})(?<![A-Za-z0-9][wW]{3})'
TO_CODE = re.compile('[' + MARKED + ']|/(?=/)|@|' + WWW + r'\.')
TO_ESCAPE = re.compile(TO_CODE.pattern + r'|(\A[#+=:\-]|[\\`*_\[\]<>|~$]|&(?=[A-Za-z#]))')
NUMBERED = re.compile(r'[0-9]{1,9}(?=[.)](?: |\Z))')
ESCAPED = re.compile(r'\\(?:u\{([0-9a-f]{1,6})\}|([!-/:-@\[-`{-~]))')
NO_WORDS = re.compile(
    '[' + MARKED + r'`*_\[\]<>\\|~$]|//|' + WWW + r'\.|[^ ]@[^ ]'
    r'|&#?[0-9A-Za-z]+;')
WORKING = 2000

COUNT = '[1-9][0-9]{0,8}'
LONG = '[1-9][0-9]{0,14}'
ZONE = '(?=[A-Za-z0-9_+/-]{1,60}\\Z)[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*'
DATE = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]'
ID = '[A-Za-z0-9._/:-]{1,200}'
HEX = '[0-9a-f]{64}'
LINES = f'(?:, (?P<lines>(?!1 ){COUNT}) lines)?:'
ABOUT = rf'(?:: (?P<about>[^`]+) \(`{ID}`\))?'
NAMED = rf'(?P<words>[^`]+) \(`{ID}`\)'
DAYS = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
DAY = rf'(?P<weekday>{"|".join(DAYS)}) (?P<day>[1-9][0-9]?) (?P<month>{"|".join(MONTHS)}) (?P<year>[0-9]{{4}})'

RECORD_ID = re.compile(r'(?=[A-Z0-9-]{1,40}\Z)[A-Z0-9]+(?:-[A-Z0-9]+)*')
TITLES = ('Sitting', 'Danger', 'About the case', 'What was agreed', 'The policy ends here', 'Handed on', 'Closing', 'Note',
          'Letter', 'Correction')
HEADING = re.compile(rf'## (?P<number>{COUNT}) (?:{"|".join(TITLES)}|{NAMED}, clause (?P<clause>.+))')
SEAL = re.compile(f'`seal (0|{COUNT}) ({HEX})`')
SIGN = re.compile(f'`sign ({COUNT}) ([0-9a-f]{{128}})`')
SALT = re.compile(f'`salt (0|{COUNT}) (0|{COUNT}) ({HEX})`')
FACT = re.compile(rf'- ({DATE})T{TIME}:[0-5][0-9]([+-])(0[0-9]|1[0-4]):([0-5][0-9]) (.+)')
LABEL = re.compile('(' + '|'.join(sorted(map(re.escape, KIND_OF), key=len, reverse=True)) + ')(?=:|, [0-9]+ lines)')
VALUES = {
    'choice': re.compile(f'{ABOUT}: (?:not given|{NAMED})'),
    'moment': re.compile(rf'{ABOUT}: (?:not given|(?P<date>{DATE})(?:, (?:about )?{TIME})?'
                         rf'(?P<delay>; recorded (?P<days>{COUNT}) day(?P<s>s?) (?P<way>later|before))?)'),
    'date': re.compile(f'{ABOUT}: (?:not given|(?P<date>{DATE}))'),
    'text': re.compile(f'{ABOUT}(?:: not given|(?P<quotation>{LINES}))'),
}
STATEMENTS = {
    'Next': re.compile(f'Next: {NAMED}'),
    'Due': re.compile(
        rf'Due \((?:you|them|both)\): (?:end of {DAY}|{DAY.replace("P<", "P<_")}, {TIME}), to (?P<words>[^`]+?)'
        rf' \(`(?P<clock>{ID})`\); (?P<working>[^`]+); calendar sha256 `{HEX}`'
        rf'(?:; unsure: days off are known only until (?P<date>{DATE}))?'),
    'Policy': re.compile(f'Policy: {NAMED}, sha256 `{HEX}`'),
    'Device': re.compile(f'Device: (?P<device>[A-Za-z0-9-]{{1,40}})(?:, key `(?P<key>{HEX})`)?'),
    'TRAINING': re.compile(f'TRAINING: made-up case, {NAMED}'),
    'Program': re.compile('Program: rungs [A-Za-z0-9.+-]{1,60}'),
    'Clock': re.compile('Clock: given by hand, not read'),
    'Replaces': re.compile(f'Replaces: entry {LONG}, fact {LONG}; {NAMED}'),
    'Recovered': re.compile(f'Recovered: (?:1 byte|(?!1 ){LONG} bytes), sha256 `{HEX}`; what can be read of it(?P<quotation>{LINES})'),
    'Receipt': re.compile(f'Receipt: entry (?P<entry>{LONG}), (?P<receipt>[0-9]{{4}}(?: [0-9]{{4}}){{4}})'),
    'Taken over': re.compile(f'Taken over(?P<quotation>{LINES})'),
    'Closed': re.compile(f'Closed: {NAMED}'),
}
STATEMENT = re.compile('(' + '|'.join(STATEMENTS) + ')(?=[:, ])')


def ordinal(text):
    """The number of a day YYYY-MM-DD, or None if there is no such day."""
    cycles, year = divmod(int(text[:4]), 400)
    if text.startswith('0000'):
        return None
    try:
        return cycles * 146097 + date(year + 400, int(text[5:7]), int(text[8:])).toordinal()
    except ValueError:
        return None


def are_words(text, most=500):
    return (0 < len(text) <= most and sum(2 if char > '\uffff' else 1 for char in text) <= most
            and text[0] != ' ' and text[-1] != ' ' and not NO_WORDS.search(text))


def escape(line):
    between = line.strip(' ')
    if not between:
        return r'\u{20}' * len(line)
    numbered = NUMBERED.match(between)

    def spell(found):
        return '\\' + found[0] if found[1] else f'\\u{{{ord(found[0]):x}}}'

    middle = TO_ESCAPE.sub(spell, between)
    if numbered:
        middle = middle[:numbered.end()] + '\\' + middle[numbered.end():]
    before = len(line) - len(line.lstrip(' '))
    return r'\u{20}' * before + middle + r'\u{20}' * (len(line) - before - len(between))


def unescape(text):
    def read(found):
        if found[2]:
            return found[2]
        code = int(found[1], 16)
        return chr(code) if code < 0x110000 else found[0]
    line = ESCAPED.sub(read, text)
    if re.search('[\ud800-\udfff]', line):
        line = line.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'surrogatepass')
    return line


def is_quoted(line):
    if line == '>':
        return True
    if not line.startswith('> ') or len(line) == 2:
        return False
    typed = unescape(line[2:])
    return '\n' not in typed and '\r' not in typed and escape(typed) == line[2:]


def receipt_fits(digits):
    return f'{98 - int(digits[:18]) * 100 % 97:02}' == digits[18:]


def heading(line):
    """The number of a heading, or None."""
    found = HEADING.fullmatch(line)
    if not found or found['words'] is not None and not (are_words(found['words']) and are_words(found['clause'])):
        return None
    return int(found['number'])


class Fact:
    def __init__(self, parts):
        self.lines = int(parts.get('lines') or 1) if parts.get('quotation') else 0
        self.is_device = bool(parts.get('device'))
        self.device = parts.get('device')
        self.key = parts.get('key')
        self.receipt = (parts['receipt'].replace(' ', ''), int(parts['entry'])) if parts.get('receipt') else None


def due_fits(parts):
    side = '' if parts['day'] else '_'
    day, month, year = parts[side + 'day'], MONTHS.index(parts[side + 'month']) + 1, parts[side + 'year']
    number = ordinal(f'{year}-{month:02}-{int(day):02}')
    return (number is not None and DAYS[(number + 6) % 7] == parts[side + 'weekday']
            and are_words(parts['working'], WORKING))


def delay_fits(parts, stamp):
    happened = ordinal(parts['date'])
    if happened is None:
        return False
    days = stamp - happened
    if not days:
        return not parts['delay']
    return parts['delay'] == f'; recorded {abs(days)} day{"s" * (abs(days) > 1)} {"later" if days > 0 else "before"}'


def fact(line):
    """What the first line of a fact says, or None if it is none."""
    found = FACT.fullmatch(line)
    if not found:
        return None
    stamp, sign, hours, minutes, body = found.groups()
    stamp = ordinal(stamp)
    if stamp is None or sign + hours + minutes == '-0000':
        return None
    label = LABEL.match(body)
    if label:
        kind = KIND_OF[label[1]]
        value = VALUES[kind].fullmatch(body, label.end())
    else:
        label = STATEMENT.match(body)
        kind = label and label[1]
        value = kind and STATEMENTS[kind].fullmatch(body)
    if not value:
        return None
    parts = value.groupdict()
    for name in ('about', 'words'):
        if parts.get(name) is not None and not are_words(parts[name]):
            return None
    if parts.get('receipt') and not receipt_fits(parts['receipt'].replace(' ', '')):
        return None
    if kind == 'Due' and not due_fits(parts):
        return None
    if parts.get('date') and not (delay_fits(parts, stamp) if kind == 'moment' else ordinal(parts['date']) is not None):
        return None
    return Fact(parts)

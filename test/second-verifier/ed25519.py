"""Checks records from the document alone: the signatures,
Ed25519 of RFC 8032 and the data that OpenSSH signs."""
import functools
import hashlib
import struct

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def add(a, b):
    one = (a[1] - a[0]) * (b[1] - b[0]) % P
    two = (a[1] + a[0]) * (b[1] + b[0]) % P
    three = 2 * a[3] * b[3] * D % P
    four = 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(a):
    x, y, z = a[0] * a[0], a[1] * a[1], 2 * a[2] * a[2]
    h = x + y
    e = h - (a[0] + a[1]) ** 2
    g = x - y
    f = z + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def decode(data):
    number = int.from_bytes(data, 'little')
    y, sign = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


def is_small(point):
    """True if the point is of small order: eight times it is nought."""
    return encode(double(double(double(point)))) == encode(ZERO)


BASE = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, 'little'))


@functools.lru_cache(maxsize=4096)
def verify(key, message, signature):
    """True if the signature is that of the message under the key; all three are bytes."""
    if len(key) != 32 or len(signature) != 64:
        return False
    point = decode(key)
    second = int.from_bytes(signature[32:], 'little')
    first = decode(signature[:32])
    if point is None or second >= ORDER or is_small(point) or (first is not None and is_small(first)):
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), 'little') % ORDER
    minus = (P - point[0], point[1], 1, P - point[3])
    sums = (None, BASE, minus, add(BASE, minus))
    result = ZERO
    for bit in range(253, -1, -1):
        result = double(result)
        which = (second >> bit & 1) | (hashed >> bit & 1) << 1
        if which:
            result = add(result, sums[which])
    return encode(result) == signature[:32]


def string(value):
    return struct.pack('>I', len(value)) + value


def verify_seal(key, seal, signature, namespace=b'rungs-record'):
    """True if the 128 hex digits sign the 64 hex digits of the seal, with the key in hex."""
    digest = hashlib.sha256(seal.encode() + b'\n').digest()
    signed = b'SSHSIG' + b''.join(map(string, (namespace, b'', b'sha256', digest)))
    return verify(bytes.fromhex(key), signed, bytes.fromhex(signature))

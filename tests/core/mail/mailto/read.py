"""Reads mailto URLs as RFC 6068 writes them, strictly: what it forbids is an error, not a guess.

A URL a line (base64) in, its message a line (JSON) out. urllib.parse has no reader for mailto, and its urlsplit
drops raw line breaks without a word; so the split is done here, by the RFC's grammar, and the decoding by unquote.
"""

import base64
import json
import re
import sys
from urllib.parse import unquote

# section 2: qchar and the characters of an addr-spec; all else is percent-encoded
ALLOWED = re.compile(r"(?:[A-Za-z0-9\-._~!$'()*+,;:@/?]|%[0-9A-Fa-f]{2})*")


def decode(text):
    if not ALLOWED.fullmatch(text):
        raise ValueError("a character that RFC 6068 does not allow: " + ascii(text))
    return unquote(text, encoding="utf-8", errors="strict")


def read(url):
    scheme, _, rest = url.partition(":")
    if scheme != "mailto":
        raise ValueError("not mailto")
    to, _, query = rest.partition("?")
    fields = [field.partition("=") for field in query.split("&")] if query else []
    return {
        "to": [decode(address) for address in to.split(",")] if to else [],
        "headers": [[decode(name).lower(), decode(value)] for name, _, value in fields],
    }


for line in sys.stdin:
    try:
        answer = read(base64.b64decode(line).decode("utf-8"))
    except ValueError as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)

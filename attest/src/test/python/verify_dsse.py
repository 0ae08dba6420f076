"""verify_dsse.py ENVELOPE KEY.pem

Asks securesystemslib whether the DSSE envelope is signed by the Ed25519 key. Newer versions read
envelopes themselves. The 0.26 of Debian 12 does not: it is asked about the signature over the bytes
that DSSE says are signed, and wants key ids in hexadecimal. Exit code 0: accepted; 1: refused; any
other: it could not be asked.
"""

import base64
import json
import sys

from securesystemslib.exceptions import UnverifiedSignatureError, VerificationError
from securesystemslib.signer import Signature, SSlibKey

try:
    from securesystemslib.dsse import Envelope
except ImportError:
    Envelope = None


class Refused(Exception):
    pass


def main(envelope_path, key_path):
    with open(envelope_path, encoding="utf-8") as file:
        envelope = json.load(file)
    with open(key_path, encoding="ascii") as file:
        spki = base64.b64decode("".join(file.read().split("\n")[1:-2]), validate=True)
    try:
        if Envelope:
            print("accepted by Envelope", by_envelope(envelope, spki[-32:]))
        else:
            print("accepted by SSlibKey", by_signature(envelope, spki[-32:]))
        return 0
    except Refused as e:
        print("refused:", e)
        return 1


def by_envelope(envelope, raw):
    keyid = envelope["signatures"][0]["keyid"]
    try:
        return list(Envelope.from_dict(envelope).verify([ed25519(keyid, raw)], 1))
    except VerificationError as e:
        raise Refused(e) from e


def by_signature(envelope, raw):
    payload = base64.b64decode(envelope["payload"], validate=True)
    kind = envelope["payloadType"].encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    keyid = base64.b64decode(envelope["signatures"][0]["keyid"], validate=True).hex()
    sig = base64.b64decode(envelope["signatures"][0]["sig"], validate=True).hex()
    try:
        ed25519(keyid, raw).verify_signature(Signature(keyid, sig), signed)
        return [keyid]
    except VerificationError:
        raise  # it did not come to a judgement
    except UnverifiedSignatureError as e:
        raise Refused(e) from e


def ed25519(keyid, raw):
    return SSlibKey(keyid, "ed25519", "ed25519", {"public": raw.hex()})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

package dev.micelio.attest.reason;

/// Why an attestation is refused. The names are stable: programs compare them, and each has its
/// entry in docs/gate-codes.md.
public enum Code {
  ENV_SIZE(
      "the file is larger than 256 KiB",
      "sign a run of fewer checks: one attestation for a part of them, another for the rest"),
  ENV_TAG(
      "the file does not begin with the byte d2, or another tag follows it",
      "give the file as it was written: binary, not text, nothing before it"),
  ENV_SHAPE(
      "the file is not an array of bytes, a map, bytes and bytes, or its headers are no map",
      "give the file as it was written; a detached payload has to be put back"),
  ENV_TRUNCATED(
      "the file, its headers or its payload end too early",
      "fetch the file again: a part of it is missing"),
  ENV_TRAILING(
      "bytes follow the file's one item, its headers or its payload",
      "fetch the file again, and give each attestation as a file of its own"),
  CBOR_INDEFINITE(
      "an item does not say its length at the beginning",
      "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_NOT_SHORTEST(
      "a number, length or count stands in more bytes than it needs",
      "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_RESERVED(
      "the head of an item has no meaning", "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_RANGE(
      "an integer is above 2^63 - 1, or below its opposite",
      "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_LENGTH(
      "a length or count is above 262144",
      "write nothing that is longer; if nobody did, fetch the file again"),
  CBOR_DEPTH(
      "arrays and maps stand more than 16 deep in each other",
      "write the statement as docs/formats/attestation.md says"),
  CBOR_TAG("an item within has a tag", "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_FLOAT(
      "an item is a floating-point number", "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_SIMPLE("an item is null, undefined or another simple value", "leave out what is not there"),
  CBOR_UTF8(
      "a text is not UTF-8 in its one form", "write canonical CBOR, as docs/formats/cbor.md says"),
  CBOR_DUP_KEY("a map has one key twice", "write each key once"),
  CBOR_UNSORTED(
      "the keys of a map are out of order",
      "order them by their encoded bytes, as docs/formats/cbor.md says"),
  CBOR_KEY(
      "a key of a map is neither an integer nor text",
      "write the statement as docs/formats/attestation.md says"),
  HDR_UNPROTECTED("a header stands outside the signature", "leave the unprotected map empty"),
  HDR_ALG("the algorithm is not -19, Ed25519", "sign with an Ed25519 key, and say so as alg -19"),
  HDR_CRIT("there is a header crit", "leave it out: every header is known or refused"),
  HDR_EXTRA("there is a header beside the five", "leave it out: keys come from the policy alone"),
  HDR_TYPE(
      "the content type or the typ is not that of the statement that is wanted",
      "give an attestation of the kind that is asked for"),
  HDR_KID(
      "the key id is not 32 bytes",
      "write the thumbprint of the key's COSE form, as `mic key show` prints it"),
  KEY_UNKNOWN(
      "the policy knows no key of this id",
      "add the key to its principal in mic.toml, or sign with one that is there"),
  KEY_USE(
      "the key may not sign statements of this kind",
      "sign with a key that may, or add the use to this key in mic.toml"),
  KEY_DATES(
      "the time is not between the key's from and until",
      "sign with a key that counts today, or renew this one in mic.toml"),
  KEY_REVOKED(
      "the key is revoked",
      "sign again with another key; a check run, after running the checks again: `mic check`"),
  SIG_LENGTH(
      "the signature does not have 64 bytes",
      "write the signature as Ed25519 makes it, and nothing behind it"),
  SIG_BAD(
      "the signature is not that of this key over these bytes for this project",
      "sign again, for this project; if nobody changed the file, it was made for another one"),
  CLAIM_MISSING("one of the six claims is missing", "write iss, sub, aud, exp, iat and cti"),
  CLAIM_EXTRA("there is a claim beside the six", "leave it out"),
  CLAIM_TYPE(
      "a claim has the wrong type, a negative time, or a cti that is not 16 bytes",
      "write the claims as docs/formats/attestation.md says"),
  CLAIM_ISS(
      "the issuer is not the principal whose key this is",
      "sign under the name that mic.toml gives this key"),
  CLAIM_AUD("the audience is another project", "sign for this project: `micelio:` and its id"),
  CLAIM_SUB(
      "the subject is not what the statement is about",
      "write the subject that docs/formats/attestation.md gives for this kind of statement"),
  TIME_FUTURE(
      "it was signed more than 300 s after now", "set the signer's clock right, and sign again"),
  TIME_EXPIRED(
      "its time is over",
      "sign it again; a check run, after running the checks again: `mic check`"),
  TIME_TOO_LONG("it would count for more than 90 days", "sign it for at most 90 days"),
  SCHEMA_VERSION("the statement has another version", "use a mic that knows this version"),
  SCHEMA_UNKNOWN(
      "there is a member that the schema lacks", "leave it out: what is not known is refused"),
  SCHEMA_MISSING(
      "a member is missing that must be there",
      "write every member that docs/formats/attestation.md names"),
  SCHEMA_TYPE("a member has the wrong type", "write it as docs/formats/attestation.md says"),
  SCHEMA_SIZE(
      "bytes have the wrong size",
      "write a digest in 32 bytes, a project or session in 16, a git tree in 20"),
  SCHEMA_RANGE(
      "a number is too small, or a list too long", "write it as docs/formats/attestation.md says"),
  SCHEMA_EMPTY(
      "a list is empty that needs an entry",
      "write at least one: a run without checks proves nothing, a refusal without a reason helps nobody"),
  SCHEMA_ENUM(
      "a word is not in its list", "write one of the words that docs/formats/attestation.md names"),
  SCHEMA_KIND(
      "not exactly the member is there that the kind names", "write that member and not the other"),
  SCHEMA_NAME(
      "a name is outside its grammar",
      "name a check in at most 64 lower-case letters, digits, dots, underscores and dashes; other names in at most 128 bytes without control characters"),
  SCHEMA_TEXT("a text holds a NUL", "leave it out"),
  SCHEMA_STOREPATH(
      "not a path in /nix/store, or a derivation that does not end in .drv",
      "write the path as Nix prints it; only /nix/store counts"),
  SCHEMA_DUP_CHECK(
      "one check is there twice for one system",
      "record each check once for each system, with its last result"),
  SCHEMA_DUP_TWIN("one twin is there twice", "record each twin once"),
  BIND_PROJECT(
      "the statement names another project than this one", "run the checks in this project"),
  BIND_INPUTS(
      "the check read by other inputs than the policy's",
      "run the check again with the mic.toml that counts: `mic check`"),
  BIND_SRC(
      "the check saw other files than those at hand",
      "run the check again on these files: `mic check`"),
  TWIN_MISMATCH(
      "a twin is not one that the run gives", "sign again: the twins are made from the run"),
  ENV_SANDBOX(
      "Nix built without the sandbox that the policy wants, or might have",
      "set `sandbox = true` and `sandbox-fallback = false` in nix.conf, and run the check again"),
  ENV_PURITY(
      "Nix evaluated impurely, or built during evaluation",
      "evaluate with `pure-eval = true` and `allow-import-from-derivation = false`, and run the check again"),
  ENV_NETWORK(
      "a command had a network that the policy does not give",
      "run the check again without one, or set `network = true` for it in mic.toml"),
  ENV_ISOLATION(
      "a command ran without the isolation that the policy wants",
      "install bubblewrap, and run the check again"),
  CHECK_KEY(
      "the key of a check is not the one that its record gives",
      "record the check again: its key is made from name, action, system and src"),
  CHECK_KIND(
      "the check is of another kind than the policy's",
      "run the check that mic.toml defines: `mic check`"),
  CHECK_ATTR(
      "another flake attribute was built than the policy's, or on a system that it does not name",
      "run the check that mic.toml defines: `mic check`"),
  CHECK_RUN(
      "another command was run than the policy's, or with other variables or tools",
      "run the check that mic.toml defines: `mic check`"),
  CHECK_SYSTEM(
      "the check ran on a system that the policy does not name",
      "run it on a system of mic.toml, or add this one to the check's systems"),
  CHECK_NOT_PASS(
      "a required check did not pass", "mend what it found, and run it again: `mic check`"),
  CHECK_INCONSISTENT(
      "a check passed with an exit code that is not 0",
      "record a pass only where the exit code was 0, and run the check again"),
  CHECK_TIME(
      "a check finished before it started",
      "set the runner's clock right, and run the check again"),
  CHECK_MODE(
      "a pass came out of a binary cache, which the policy does not take",
      "build the check here: `mic check --force`"),
  CHECK_ATTEMPTS(
      "the check failed more often before it passed than the policy takes",
      "let a person endorse the result"),
  CHECK_AGE(
      "the result is older than the policy takes", "run the check again: `mic check --force`"),
  CHECK_MISSING("a required check is not there", "run it: `mic check`"),
  NIX_VERSION(
      "the version of Nix is not one that the policy takes",
      "install a Nix that mic.toml takes, and run the check again"),
  CLAIM_REUSED(
      "two statements of one key have one cti", "sign again: every statement has a cti of its own"),
  CHECK_SIGNERS(
      "too few different signers stand behind a result",
      "let others run the check too, on the same files"),
  CHECK_DISPUTED(
      "a trusted signer says that the check fails on the same files",
      "find out who is right: let that signer run it again, or a person endorse the result"),
  POLICY_MISSING(
      "there is no mic.toml where there was one",
      "keep the file; to land without proofs, remove its [gate] instead"),
  POLICY_INVALID("mic.toml is not a policy", "correct the places that `mic policy check` names"),
  POLICY_ROLLBACK(
      "mic.toml is an older edition than one that was in force, or another one of the same version",
      "go on from the newest edition, and give it a higher version"),
  POLICY_VERSION(
      "mic.toml changed, and its version does not follow the one before",
      "raise `version` in [project] by one"),
  POLICY_PROJECT(
      "mic.toml names another project than before", "leave the id of [project] as it was"),
  POLICY_OWNERS(
      "too few owners stand behind a change of what says whom to trust",
      "let owners endorse it, and offer what they sign: `mic policy endorse -o FILE`"),
  POLICY_UNREACHABLE(
      "nobody could change the new mic.toml any more",
      "name owners who have a key for endorse that still counts"),
  POLICY_LOOKALIKE(
      "a path is mic.toml or .mic on some machines, and is not on others",
      "choose another name for it"),
  GATE_TOO_MANY(
      "more attestations were offered than a gate reads",
      "offer at most 64: `mic check` signs many checks in one"),
  LOG_LIMIT(
      "a log is larger than 256 MiB, larger than 64 MiB packed, or more than 1000 times its packed size",
      "let the check print less");

  private final String meaning;
  private final String next;

  Code(String meaning, String next) {
    this.meaning = meaning;
    this.next = next;
  }

  /// What is wrong, in general.
  public String meaning() {
    return meaning;
  }

  /// What whoever reads it can do.
  public String next() {
    return next;
  }
}

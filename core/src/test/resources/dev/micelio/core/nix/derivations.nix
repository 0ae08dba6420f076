# Derivations of every kind that docs/formats/nix.md speaks of. The directory tools holds a static busybox.
let
  tools = builtins.path { path = ./tools; name = "tools"; };
  sh = name: more: derivation ({
    inherit name;
    system = "x86_64-linux";
    builder = "${tools}/busybox";
    args = [ "sh" "-c" "echo hello > $out" ];
  } // more);
  fetch = name: url: more: sh name ({
    inherit url;
    outputHashAlgo = "sha256";
    outputHash = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  } // more);
  multi = sh "multi" { outputs = [ "out" "dev" "a-z" ]; args = [ "sh" "-c" "echo a > $out; echo b > $dev" ]; };
  plain = sh "plain" { };
in
{
  inherit plain multi;
  bytes = sh "bytes" { text = "a\"b\\c\nd\te\r\$f ü $ \${g}"; raw = builtins.readFile ./raw; };
  flat = fetch "flat" "https://one.example/" { };
  mirror = fetch "flat" "https://other.example/" { };
  tree = fetch "tree" "a" { outputHashMode = "recursive"; };
  old = sh "old" { outputHashAlgo = "sha1"; outputHash = "da39a3ee5e6b4b0d3255bfef95601890afd80709"; };
  long = sh "long" { outputHashAlgo = "sha512"; outputHash = builtins.hashString "sha512" "x"; outputHashMode = "recursive"; };
  odd = sh "+a._-?=b" { };
  uses = sh "uses" {
    inputs = [ multi.dev multi.a-z plain (fetch "flat" "https://one.example/" { }) ];
    note = builtins.toFile "note" "see ${tools}";
  };
  usesMirror = sh "uses" {
    inputs = [ multi.dev multi.a-z plain (fetch "flat" "https://other.example/" { }) ];
    note = builtins.toFile "note" "see ${tools}";
  };
  everyOutput = sh "every-output" { all = multi.all; };
  derivationItself = sh "derivation-itself" { drv = plain.drvPath; };
  structured = sh "structured" { __structuredAttrs = true; outputs = [ "out" "doc" ]; nested = { a = plain; }; };
  chain = builtins.foldl' (before: n: sh "link-${toString n}" { inherit before; }) plain (builtins.genList (n: n) 60);
}

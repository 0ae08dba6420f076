# The vectors of docs/formats/patterns.md; the answer is the list of those that come out otherwise.
let
  patterns = import ./patterns.nix;
  vector = list: yes: no:
    let matches = patterns.matches list;
    in map (path: { inherit list path; expected = true; }) (builtins.filter (path: !(matches path)) yes)
    ++ map (path: { inherit list path; expected = false; }) (builtins.filter matches no);
in
builtins.concatLists [
  (vector [ "a" ] [ "a" ] [ "A" "a/b" "b/a" ])
  (vector [ "*" ] [ "a" ".a" ] [ "a/b" ])
  (vector [ "*.nix" ] [ "flake.nix" ".nix" ] [ "nix/a.nix" "flake.nix.bak" ])
  (vector [ "a*c" ] [ "ac" "abbc" ] [ "a/c" ])
  (vector [ "**" ] [ "a" "a/b/c" ] [ ])
  (vector [ "a/**" ] [ "a/b" "a/b/c" ] [ "a" "ab/c" ])
  (vector [ "**/a" ] [ "a" "b/c/a" ] [ "ba" "a/b" ])
  (vector [ "a/**/b" ] [ "a/b" "a/c/d/b" ] [ "a/cb" ])
  (vector [ "**/a/**" ] [ "a/b" "c/a/b/d" ] [ "c/a" ])
  (vector [ "**/*/**" ] [ "a/b" ] [ "a" ])
  (vector [ "src/**" "!src/gen/**" ] [ "src/a" ] [ "src/gen/a" ])
  (vector [ "**" "!a/**" "a/b" ] [ "a/b" "c" ] [ "a/c" ])
  (vector [ "a/b" "!a/**" "a/c" ] [ "a/c" ] [ "a/b" ])
  (vector [ ] [ ] [ "a" ])
]

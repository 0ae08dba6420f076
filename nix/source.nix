# The files of a directory that patterns mean, as a store path: nothing else of the directory shows in it, so
# that a change of another file changes nothing. Like the restricted tree that mic makes of the same patterns.
{ src, inputs, name ? "source" }:
let
  patterns = import ./patterns.nix;
  root = toString src;
  selected = patterns.select inputs root;
  kept = builtins.listToAttrs (map (path: { name = path; value = null; }) selected);
  below = path: builtins.substring (builtins.stringLength root + 1) (-1) path;
in
if selected == [ ]
then throw "no file of ${root} matches the inputs ${builtins.toJSON inputs}"
else
  builtins.path {
    inherit name;
    path = src;
    filter = path: _: builtins.hasAttr (below (toString path)) kept;
  }

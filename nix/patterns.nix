# The pattern language of docs/formats/patterns.md: which paths a list of patterns means. Regular expressions
# of Nix go back and forth over a text; here no pattern makes the reader go back.
let
  inherit (builtins)
    any all concatLists concatStringsSep elem elemAt filter foldl' genList head isString length
    map split stringLength substring tail;

  countMax = 1000;
  patternBytesMax = 4096;
  listBytesMax = 16384;
  starsMax = 32;

  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;
  endsWith = suffix: text:
    let size = stringLength suffix; from = stringLength text - size;
    in from >= 0 && substring from size text == suffix;
  contains = part: text: length (pieces part text) > 1;

  # What stands between the single characters `mark`, which must not mean anything to a regular expression
  # in brackets.
  pieces = mark: text: filter isString (split "[${mark}]" text);
  last = list: elemAt list (length list - 1);
  lines = concatStringsSep "\n";

  gives = text: !(startsWith "!" text);
  body = text: if gives text then text else substring 1 (-1) text;

  # ---- one segment

  # The first place at or behind `from` where `part` stands in `text`; -1 if there is none.
  find = part: text: from:
    let
      size = stringLength part;
      places = filter (place: substring place size text == part)
        (genList (n: from + n) (positive (stringLength text - size - from + 1)));
    in
    if places == [ ] then -1 else head places;
  positive = number: if number < 0 then 0 else number;

  segmentMatcher = segment:
    let
      parts = pieces "*" segment;
      first = head parts;
      end = last parts;
      middle = filter (part: part != "") (genList (n: elemAt parts (n + 1)) (length parts - 2));
    in
    if length parts == 1 then name: name == segment
    else if segment == "*" then _: true
    else name:
      let
        limit = stringLength name - stringLength end;
        # The leftmost place for each part leaves most room for the others.
        place = foldl'
          (from: part:
            if from < 0 then from
            else
              let found = find part name from;
              in if found < 0 then found else found + stringLength part)
          (stringLength first)
          middle;
      in
      startsWith first name && endsWith end name && place >= 0 && place <= limit;

  # ---- one pattern: a state is how many of its segments are behind us

  # `**` at the end is one segment at least: any number, then one.
  compile = text:
    let
      written = pieces "/" (body text);
      segments = if last written == "**" then written ++ [ "*" ] else written;
      size = length segments;
      deep = state: state < size && elemAt segments state == "**";
      matchers = map segmentMatcher segments;
      # `**` may also be nothing.
      closure = state: if deep state then [ state ] ++ closure (state + 1) else [ state ];
      unique = foldl' (states: state: if elem state states then states else states ++ [ state ]) [ ];
    in
    {
      gives = gives text;
      start = closure 0;
      step = states: name: unique (concatLists (map
        (state:
          if state == size then [ ]
          else if deep state then closure state
          else if (elemAt matchers state) name then closure (state + 1)
          else [ ])
        states));
      ends = elem size;
      goesOn = any (state: state < size);
    };

  # ---- what is refused

  fault = text:
    let
      own = body text;
      segments = pieces "/" own;
      braces = segment:
        let
          opened = stringLength (head (pieces "{" segment)) + 1;
          parts = pieces "," (substring opened (-1) segment);
        in
        opened < stringLength segment && any (contains "}") (tail parts);
      runs = text: filter isString (split "[*]+" text);
      stars = segment: segment != "**" && length (runs segment) < length (pieces "*" segment);
    in
    if own == "" then "it is empty"
    else if startsWith "!" own then "write one ! only"
    else if stringLength own > patternBytesMax then "it is longer than ${toString patternBytesMax} bytes"
    else if startsWith "/" own then "patterns begin at the top anyhow: leave out the / at its beginning"
    else if endsWith "/" own then "write ${own}** for what lies below it"
    else if any (segment: segment == "") segments then "it has an empty segment"
    else if any (segment: segment == "." || segment == "..") segments then "it has a segment . or .."
    else if any stars segments then "** is a whole segment: use * for a part of a name"
    else if contains "\\\\" own then "it has a \\, which escapes nothing: use * in its place"
    else if contains "?" own then "it has a ?, which stands for nothing: use * in its place"
    else if any braces segments then "it has alternatives in braces: write one pattern for each"
    else if length (runs own) - 1 > starsMax then "it has more than ${toString starsMax} runs of *"
    else null;

  faults = patterns:
    let
      number = n: "pattern ${toString (n + 1)} (${elemAt patterns n}): ";
      each = concatLists (genList
        (n: let found = fault (elemAt patterns n); in if found == null then [ ] else [ (number n + found) ])
        (length patterns));
      bytes = foldl' (sum: pattern: sum + stringLength pattern) 0 patterns;
    in
    if length patterns > countMax then [ "there are more than ${toString countMax}" ]
    else if bytes > listBytesMax then [ "together they are longer than ${toString listBytesMax} bytes" ]
    else if patterns != [ ] && !(gives (head patterns))
    then each ++ [ "pattern 1 (${head patterns}) takes away from nothing: begin with **" ]
    else each;

  compileAll = patterns:
    let found = faults patterns;
    in if found == [ ] then map compile patterns
    else throw "these patterns are not in the pattern language:\n${lines found}";

  # The last pattern that matches decides.
  decide = compiled: states:
    foldl'
      (kept: n: if (elemAt compiled n).ends (elemAt states n) then (elemAt compiled n).gives else kept)
      false
      (genList (n: n) (length compiled));

  stepAll = compiled: states: name:
    genList (n: (elemAt compiled n).step (elemAt states n) name) (length compiled);
in
{
  # What is wrong with a list of patterns: empty when nothing is.
  inherit faults;

  # Whether a path, with / between its segments, is meant.
  matches = patterns:
    let compiled = compileAll patterns;
    in path: decide compiled (foldl' (stepAll compiled) (map (one: one.start) compiled) (pieces "/" path));

  # All files and links below a directory that are meant, and the directories that hold one, relative to it.
  # Directories that can not hold one are not read.
  select = patterns: directory:
    let
      compiled = compileAll patterns;
      goesOn = states: any (n: let one = elemAt compiled n; in one.gives && one.goesOn (elemAt states n))
        (genList (n: n) (length compiled));
      below = path: states:
        let
          entries = builtins.readDir (directory + (if path == "" then "" else "/" + path));
          each = name:
            let
              own = if path == "" then name else "${path}/${name}";
              after = stepAll compiled states name;
              inner = below own after;
            in
            if entries.${name} == "directory"
            then (if goesOn after && inner != [ ] then [ own ] ++ inner else [ ])
            else (if decide compiled after then [ own ] else [ ]);
        in
        concatLists (map each (builtins.attrNames entries));
    in
    below "" (map (one: one.start) compiled);
}

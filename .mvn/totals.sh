#!/bin/sh
# Prints `N passed, N failed, N skipped` over the test reports of this repository that are newer
# than the given file; nothing when there are none.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 70

find "$root" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -exec awk '
  function number(name) {
    return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0
  }
  /<testsuite / {
    print number("tests"), number("errors") + number("failures"), number("skipped")
    nextfile
  }
' {} + | awk '
  { tests += $1; failed += $2; skipped += $3 }
  END { if (NR) printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }
'

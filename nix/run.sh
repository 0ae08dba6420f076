# Runs the command of a check in a copy of its inputs. Ends well whatever the command says; ends badly
# only where that can not be kept.
set -u

export HOME="$NIX_BUILD_TOP/home"
mkdir "$HOME" "$out" || exit 1
cp -R "$src" source && chmod -R u+w source && cd source || exit 1

{
  "$shell" -e "$scriptPath" </dev/null
  echo "$?" >"$out/code"
} 2>&1 | tee "$out/log" || exit 1
[ -s "$out/code" ] || exit 1

[ -z "$reports" ] || printf '%s\n' "$reports" | while IFS= read -r report; do
  if [ -e "$report" ]; then
    kept="$out/reports/$report"
    mkdir -p "${kept%/*}" && cp -R "$report" "$kept" || exit 1
  else
    echo "mic: the report $report was not made" | tee -a "$out/log"
  fi
done

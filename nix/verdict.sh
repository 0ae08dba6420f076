# Says what came out of a run.
set -u

read -r code <"$run/code" || exit 1
if [ "$code" = 0 ]; then
  mkdir "$out" && ln -s "$run" "$out/run"
  exit
fi
tail -n 200 "$run/log"
echo "$name failed with exit code $code; its log and reports are kept in $run"
[ "$code" -gt 0 ] && exit "$code"
exit 1

# Runs a command so that it ends with whoever holds the other end of standard input.
#   sh -c "$(cat leash.sh)" NAME TIMES BOX VARIABLES COMMAND [WORD…]
# Orders are lines of standard input: t ends everything that was started here with TERM, k with KILL.
# At the end of input TERM comes first, and KILL two seconds later. What is left when the command has
# ended is killed. The exit code is the command's; what it took of the processor is put into TIMES.
# BOX, where it is not empty, says that the command is a box around another, which TERM is for.
# VARIABLES is what a shell does so that the command sees its variables, and only the command.

exec 3<&0 </dev/null 4>&2 2>/dev/null
times=$1
box=$2
variables=$3
shift 3

helpers=/usr/bin:/bin:/run/current-system/sw/bin
own= # the session, if it is this shell's own
proc=
if [ -r /proc/$$/stat ]; then
  proc=1
  read -r line </proc/$$/stat
  line=${line##*) }
  line=${line#* * * }
  [ "${line%% *}" = $$ ] && own=:$$:
fi

# The reader of the table itself, then every process that is no zombie as five words: where it was
# read, its state, its parent, its group and its session. A process that is gone before it is read is
# left out: of the programs that could do this, not all go on to the next one.
table() {
  PATH=$helpers
  if [ "$proc" ]; then
    read -r line </proc/self/stat
    echo "${line%% *}"
    LC_ALL=C exec grep -aso ') [^Z] [0-9]* [0-9]* [0-9]* ' /proc/self/stat /proc/[0-9]*/stat
  else
    exec sh -c 'echo $$; exec ps -A -o pid= -o pid= -o ppid= -o pgid= -o pgid='
  fi
}

# find EXCEPT: sets targets to what comes from this shell or is in its session, and first to the command.
# Children come before their parents: with the first of these the command may end, and with the command
# whoever sends the signals; nothing would then lead to a child that has left its session. False when
# there is nothing.
find() {
  known=" $$ "
  targets=
  first=
  rows=$(table)
  except=" ${rows%%[!0-9]*} $1 "
  more=1
  while [ "$more" ]; do
    more=
    set -- $rows
    shift
    while [ $# -gt 4 ]; do
      one=${1#/proc/}
      one=${one%%/*}
      case "$known$except" in
        *" $one "*) ;;
        *)
          case "$known$own" in
            *" $3 "* | *":$5:"*)
              known="$known$one "
              targets="$one $targets"
              more=1
              [ "$3" = $$ ] && first=$one
              ;;
          esac
          ;;
      esac
      shift 5
    done
  done
  [ "$targets" ]
}

# This very shell, which need not be $$.
self() {
  PATH=$helpers
  exec sh -c 'echo $PPID'
}

# What is in a box gets TERM, and not the box. False when there is nobody yet who would take it: a box has
# a process inside before the command.
ask() {
  find "$1" || return 1
  asked=
  for target in $targets; do
    [ "$box" ] && [ "$target" = "$first" ] && continue
    kill -TERM "$target" && asked=$asked.
  done
  [ "$asked" ] && [ "$asked" != "${box:+.}" ]
}

# All stand still before the first is killed: what is born while the table is read is found the next time,
# but not where its parent is gone by then and it has a session of its own.
end() {
  for round in 1 2 3 4 5 6 7 8 9 10; do
    find "$1" || return 0
    for look in 1 2 3 4 5; do
      standing=$targets
      kill -STOP $targets
      find "$1"
      [ "$targets" = "$standing" ] && break
    done
    kill -KILL $targets
  done
}

trap : TERM INT HUP QUIT
trap 'times=' USR1 # nobody is left who would read and remove it

(
  trap '' TERM INT HUP QUIT
  exec >/dev/null 4>&-
  PATH=$helpers
  while read -r order; do
    case $order in
      t) for wait in 0 0.05 0.05 0.1 0.2 0.5; do
        sleep "$wait"
        ask "$(self)" && break
      done ;;
      k) end "$(self)" ;;
    esac
  done
  if kill -USR1 $$; then
    ask "$(self)"
    sleep 2
  fi
  end "$(self)"
) <&3 &
watcher=$!

(
  # variables that shells make up by themselves
  unset SHLVL OLDPWD
  [ "$BASH_VERSION" ] && set -- /usr/bin/env -u _ -u SHLVL "$@"
  eval "$variables"
  exec "$@" 3<&- 2>&4 4>&-
)
code=$?
[ "$times" ] && umask 077 && set -C && command times >"$times"
kill -KILL "$watcher"
end "$watcher"
exit $code

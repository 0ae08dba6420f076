# Runs a command so that it ends with whoever holds the other end of standard input.
#   sh -c "$(cat leash.sh)" NAME TIMES VARIABLES COMMAND [WORD…]
# Orders are lines of standard input: t ends everything that was started here with TERM, k with KILL.
# At the end of input TERM comes first, and KILL two seconds later. What is left when the command has
# ended is killed. The exit code is the command's; what it took of the processor is put into TIMES.
# VARIABLES is what a shell does so that the command sees its variables, and only the command.

exec 3<&0 </dev/null 4>&2 2>/dev/null
times=$1
variables=$2
shift 2

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

# Every process that is no zombie, as three numbers: itself, its parent and its session, which is not
# told without /proc. The first is the one that tells.
table() {
  PATH=$helpers
  if [ "$proc" ]; then
    exec sed -n 's/^\([0-9]*\) (.*) [^Z] \([0-9]*\) [0-9]* \([0-9]*\) .*/\1 \2 \3/p' \
      /proc/self/stat /proc/[0-9]*/stat
  else
    exec sh -c 'echo $$ 0 0; exec ps -A -o pid= -o ppid= -o pgid='
  fi
}

# all SIGNAL EXCEPT: to what comes from this shell or is in its session. False when there is nothing.
# Children come before their parents: with the first of these the command may end, and with the command
# whoever sends the signals; nothing would then lead to a child that has left its session.
all() {
  signal=$1
  known=" $$ "
  rows=$(table)
  except=" ${rows%% *} $2 "
  targets=
  more=1
  while [ "$more" ]; do
    more=
    set -- $rows
    while [ $# -gt 2 ]; do
      case "$known$except" in
        *" $1 "*) ;;
        *)
          case "$known$own" in
            *" $2 "* | *":$3:"*)
              known="$known$1 "
              targets="$1 $targets"
              more=1
              ;;
          esac
          ;;
      esac
      shift 3
    done
  done
  [ "$targets" ] || return 1
  kill -"$signal" $targets
  return 0
}

# This very shell, which need not be $$.
self() {
  PATH=$helpers
  exec sh -c 'echo $PPID'
}

# What is born while the table is read is found the next time.
end() {
  for round in 1 2 3 4 5 6 7 8 9 10; do
    all KILL "$1" || return 0
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
      t) all TERM "$(self)" || { # the command is not started yet
        sleep 0.1
        all TERM "$(self)"
      } ;;
      k) end "$(self)" ;;
    esac
  done
  if kill -USR1 $$; then
    all TERM "$(self)"
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

# Finds a JDK by reading the file `release` that each one carries, because starting a JVM to ask it
# for its version costs more than everything else here together. To be sourced by a POSIX sh.
#
#   find_jdk 25 javac
#
# answers 0 and sets `jdk` to the first home that is at least 25 and has bin/javac; otherwise it
# answers 1 and `explain_jdk 25` prints where it looked and what to install.
#
# MIC_JDK_ROOT is put before the places that every machine has (/usr/lib/jvm, /Library), so that
# another root, such as a mounted image, can be searched.

jdk_newline='
'

find_jdk() {
  jdk='' jdk_looked='' jdk_minimum=$1 jdk_tool=$2
  jdk_named MIC_JAVA_HOME "${MIC_JAVA_HOME-}" && return 0
  jdk_named JAVA_HOME "${JAVA_HOME-}" && return 0
  jdk_on_path && return 0
  jdk_below "${MIC_JDK_ROOT-}/usr/lib/jvm" '' && return 0
  jdk_below "${SDKMAN_DIR:-${HOME-}/.sdkman}/candidates/java" '' && return 0
  jdk_below "${HOME-}/.jdks" '' && return 0
  jdk_below "${MISE_DATA_DIR:-${XDG_DATA_HOME:-${HOME-}/.local/share}/mise}/installs/java" '' && return 0
  jdk_below "${ASDF_DATA_DIR:-${HOME-}/.asdf}/installs/java" '' && return 0
  jdk_below "${MIC_JDK_ROOT-}/Library/Java/JavaVirtualMachines" /Contents/Home && return 0
  jdk_below "${MIC_JDK_ROOT-}/opt/homebrew/opt" /libexec/openjdk.jdk/Contents/Home && return 0
  jdk_below "${MIC_JDK_ROOT-}/usr/local/opt" /libexec/openjdk.jdk/Contents/Home && return 0
  return 1
}

# A home that a variable names.
jdk_named() {
  if [ -z "$2" ]; then
    jdk_note "$1" 'not set'
    return 1
  fi
  jdk_fits "$2" && return 0
  jdk_note "$1" "$2 $jdk_reason"
  return 1
}

# The home behind `java` on the PATH, which is a chain of links on most systems.
jdk_on_path() {
  jdk_java=$(command -v java) || {
    jdk_note 'java on PATH' 'none'
    return 1
  }
  jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || jdk_java=''
  jdk_fits "${jdk_java%/bin/java}" && return 0
  jdk_note 'java on PATH' "${jdk_java:-a link that leads nowhere} $jdk_reason"
  return 1
}

# Every home in a folder.
jdk_below() {
  jdk_seen=''
  for jdk_home in "$1"/*"$2"; do
    [ -d "$jdk_home" ] || continue
    jdk_fits "$jdk_home" && return 0
    jdk_note "$jdk_home" "$jdk_reason"
    jdk_seen=yes
  done
  [ -n "$jdk_seen" ] || jdk_note "$1" 'nothing there'
  return 1
}

jdk_note() {
  jdk_looked="$jdk_looked  $1: $2$jdk_newline"
}

# Answers 0 and sets `jdk` when the home is new enough, otherwise 1 and says the reason.
jdk_fits() {
  if [ ! -r "$1/release" ]; then
    jdk_reason='is no JDK: it has no file release'
    return 1
  fi
  jdk_version=''
  while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
    case $jdk_line in
      JAVA_VERSION=*)
        jdk_version=${jdk_line#JAVA_VERSION=}
        jdk_version=${jdk_version#\"}
        jdk_version=${jdk_version%%\"*}
        break
        ;;
    esac
  done <"$1/release"
  jdk_major=${jdk_version%%[!0-9]*}
  if [ -z "$jdk_major" ]; then
    jdk_reason='does not say its version'
  elif [ "$jdk_major" -lt "$jdk_minimum" ]; then
    jdk_reason="is Java $jdk_version"
  elif [ ! -x "$1/bin/$jdk_tool" ]; then
    jdk_reason="is Java $jdk_version without bin/$jdk_tool"
  else
    jdk=$1
    return 0
  fi
  return 1
}

explain_jdk() {
  cat <<END
error: no JDK $1 or newer was found. These places were searched:
${jdk_looked}next: install one, then run this again:
  Debian 13, Ubuntu 24.04 or newer   sudo apt-get install openjdk-$1-jdk-headless
  macOS                              brew install openjdk@$1
  any other                          sdk install java $1-tem   (SDKMAN, https://sdkman.io)
If you have one elsewhere, say so: export MIC_JAVA_HOME=/path/to/jdk
END
}

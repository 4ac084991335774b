# Sourced by ./mvnw and ./mtlab (POSIX sh): find_jdk sets and exports JAVA_HOME to a JDK of at
# least 25, or says in one line what to install and returns 1.

jdk_is_new_enough() { # directory
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  # The file `release` instead of `java -version`, which would start a JVM for each candidate.
  while IFS='=' read -r jdk_key jdk_value; do
    [ "$jdk_key" = JAVA_VERSION ] || continue
    jdk_value=${jdk_value#\"}
    jdk_major=${jdk_value%%[!0-9]*}
    [ "${jdk_major:-0}" -ge 25 ]
    return
  done <"$1/release"
  return 1
}

find_jdk() {
  for jdk_home in \
    "${JAVA_HOME:-/nonexistent}" \
    /usr/lib/jvm/* \
    /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_is_new_enough "$jdk_home"; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return 0
    fi
  done
  if jdk_java=$(command -v java); then
    # A java on the PATH is mostly a link (or a link to a link) into the JDK.
    while [ -h "$jdk_java" ]; do
      jdk_link=$(readlink "$jdk_java")
      case $jdk_link in
        /*) jdk_java=$jdk_link ;;
        *) jdk_java=${jdk_java%/*}/$jdk_link ;;
      esac
    done
    jdk_home=$(CDPATH='' cd -- "${jdk_java%/*}/.." && pwd -P)
    if jdk_is_new_enough "$jdk_home"; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return 0
    fi
  fi
  echo "No JDK of version 25 or newer was found: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
  return 1
}

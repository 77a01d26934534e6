# What the scripts share; each one sources this file first. Not a command.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

VENV_PYTHON=.venv/bin/python
VAR="${TALENTSYS_VAR_DIR:-var}"

# Prints the comment at the top of the running script.
show_help() {
    sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"
}

# Refuses an option that the running script does not know.
refuse() {
    printf '%s: no such option: %s\n\n' "$(basename "$0")" "$1" >&2
    show_help >&2
    exit 2
}

say() {
    printf '%s\n' "$*"
}

# digest FILE…: one line that changes when a file's name, size or content does.
digest() {
    cksum "$@" | cksum
}

# is_current STAMP VALUE: whether the last finished work recorded this very value.
is_current() {
    [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

# record STAMP VALUE
record() {
    mkdir -p "$(dirname "$1")"
    printf '%s\n' "$2" >"$1"
}

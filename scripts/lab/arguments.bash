# arguments.bash -- options, and the help that every script carries in its header.

# print_help [FILE]: the header of a script, from "# Usage:" to the first line that is no comment.
print_help() { sed -n '/^# Usage:/,/^[^#]/{/^#/s/^# \{0,1\}//p;}' "${1:-$0}"; }

# help_if_asked "$@": --help wins over whatever else was given.
help_if_asked() {
  if [[ " $* " == *' --help '* ]]; then
    print_help
    exit
  fi
}

wrong_call() {
  complain "$1"
  complain "see: ${0#"$root/"} --help"
  exit 2
}

# takes_no_arguments "$@": for scripts that know --help alone.
takes_no_arguments() {
  help_if_asked "$@"
  [[ $# == 0 ]] || wrong_call "unknown argument: $1"
}

# needs_value "$@": the option in front must be followed by its value.
needs_value() { [[ $# -gt 1 ]] || wrong_call "$1 needs a value"; }

# seconds_of OPTION DURATION: 90, 90s, 10m or 2h, in seconds.
seconds_of() {
  local number=${2%[smh]}
  [[ $number =~ ^[1-9][0-9]{0,5}$ ]] || wrong_call "$1 is a time like 30s, 10m or 2h, not: $2"
  case $2 in
    *m) number=$((number * 60)) ;;
    *h) number=$((number * 3600)) ;;
  esac
  printf '%s\n' "$number"
}

# from_caller PATH: a path that the user gave is meant from where the user stands.
from_caller() { if [[ $1 == /* ]]; then printf '%s\n' "$1"; else printf '%s\n' "$called_from/$1"; fi; }

# confirm QUESTION: asks the person at the terminal; 1 when the answer is no, 2 when nobody is there.
confirm() {
  local answer
  [[ -t 0 ]] || return 2
  read -r -p "$1 [y/N] " answer
  [[ $answer == y || $answer == Y || $answer == yes ]]
}

# With --json, stdout (from now on file descriptor 9) is for the result alone; the rest goes to stderr.
only_json() { exec 9>&1 1>&2; }

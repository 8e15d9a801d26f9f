# Options, and the help in every script's header.

# print_help [FILE]: prints a script's header, from "# Usage:" to the first line that is not a comment.
print_help() { sed -n '/^# Usage:/,/^[^#]/{/^#/s/^# \{0,1\}//p;}' "${1:-$0}"; }

# help_if_asked "$@": --help takes precedence over all other arguments.
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

# takes_no_arguments "$@": for scripts whose only option is --help.
takes_no_arguments() {
  help_if_asked "$@"
  [[ $# == 0 ]] || wrong_call "unknown argument: $1"
}

# needs_value "$@": the first argument is an option and must have a value.
needs_value() { [[ $# -gt 1 ]] || wrong_call "$1 needs a value"; }

# seconds_of OPTION DURATION: converts 90, 90s, 10m or 2h to seconds.
seconds_of() {
  local number=${2%[smh]}
  [[ $number =~ ^[1-9][0-9]{0,5}$ ]] || wrong_call "$1 is a time like 30s, 10m or 2h, not: $2"
  case $2 in
    *m) number=$((number * 60)) ;;
    *h) number=$((number * 3600)) ;;
  esac
  printf '%s\n' "$number"
}

# from_caller PATH: resolves a path against the user's working directory.
from_caller() { if [[ $1 == /* ]]; then printf '%s\n' "$1"; else printf '%s\n' "$called_from/$1"; fi; }

# confirm QUESTION: asks at the terminal; 1 when the answer is no, or when nobody can be asked.
confirm() {
  local answer=''
  if [[ -t 0 ]]; then read -r -p "$1 [y/N] " answer; else complain 'nobody can be asked here, so say --yes'; fi
  [[ $answer == y || $answer == Y || $answer == yes ]]
}

# With --json, only the result goes to stdout (now file descriptor 9); the rest goes to stderr.
only_json() { exec 9>&1 1>&2; }

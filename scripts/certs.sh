#!/usr/bin/env bash
# Usage: scripts/certs.sh [--force | rotate certificates | rotate authority | rotate token] [--help]
# Summary: Make what the hardened lab keeps secret, or replace it while the lab runs.
#
# Without an argument: makes what is missing, or ends within a week (LAB_HARDENED=true npm start does it).
#   --force               makes all anew; the lab has to start again
#   rotate certificates   a new key and certificate for each service
#   rotate authority      a new authority, too; both are trusted until all have certificates of the new one
#   rotate token          a new token for apps; both hold for some seconds
#
# All of it is in .secrets/, or in LAB_SECRETS_DIR: a folder that only you can enter. The files in it can be
# read by everyone, since Compose mounts each into a container, whose user is not you; but the key of the
# authority, which no container needs.
#   ca.pem, ca.key        the lab's own authority (a year); give ca.pem to whoever sends or looks
#   SERVICE.pem           certificate and key (90 days), for both ends of a connection
#   otlp-token            what an app sends as "Authorization: Bearer ..."
#   otlp-tokens           what the collector takes, one a line
#   grafana-*-password    of the users admin, editor and viewer, and of Prometheus, who reads its metrics
#   grafana-secret-key    encrypts what Grafana's database keeps
#   viewer.curl           for curl --config: the authority, and the user viewer
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lab/lab.bash"
source "$scripts/certs/authority.bash"
source "$scripts/certs/random.bash"
source "$scripts/certs/rotate.bash"

make_missing() {
  mkdir -p "$LAB_SECRETS_DIR"
  chmod 700 "$LAB_SECRETS_DIR"
  make_authority
  make_certificates
  make_random
  say "certificates, tokens and passwords are in $LAB_SECRETS_DIR"
}

help_if_asked "$@"
command -v openssl > /dev/null || fail 'openssl is missing. Install it, on Debian or Ubuntu: sudo apt-get install openssl'
umask 022
case "$*" in
  '') make_missing ;;
  --force)
    rm -rf "$LAB_SECRETS_DIR"
    make_missing
    ;;
  'rotate certificates' | 'rotate authority' | 'rotate token')
    is_hardened || cannot_tell 'the lab that runs is not the hardened one. Start that with: LAB_HARDENED=true npm start'
    step "a new $2"
    "rotate_$2"
    ;;
  *) wrong_call "unknown argument: $*" ;;
esac

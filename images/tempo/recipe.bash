# tempo: its release tarball where there is one for the tag in .env. Else its Go
# module: the newest that the module mirror has is a build of the 2.8 line.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$TEMPO_IMAGE
module=github.com/grafana/tempo
version=v1.5.1-0.20250529124718-87c2dc380cec
packages=("$module/cmd/tempo")
# The public checksum database lists neither this commit nor all that it needs: the
# module's own go.sum does.
export GONOSUMDB=$module
seed_sums=yes
ldflags="-X main.Version=2.8.0-rc.0+87c2dc380cec -X main.Branch=otel-lab -X main.Revision=87c2dc380cec"

release=${image##*:}
tarball=$(newest_tarball "tempo_${release}_linux_$(architecture).tar.*")

describe() {
  if [[ -n $tarball ]]; then
    echo "Tempo $release from its release tarball"
  else
    echo "Tempo 2.8 (commit 87c2dc380cec of 2025-05-29) built from its Go module, not $release"
  fi
}

ingredients() {
  if [[ -n $tarball ]]; then sha256sum < "$tarball"; else program_key; fi
  sha256sum < "$(ca_bundle)"
}

fill_context() {
  if [[ -n $tarball ]]; then
    ensure_tool xz xz-utils
    tar --extract --file "$tarball" --directory "$1" tempo
  else
    make_program
    cp "$(program_folder)/tempo" "$1"
  fi
  cp "$(ca_bundle)" "$1/ca-certificates.crt"
  owned_folders "$1/folders.tar" 10001 var/tempo
}

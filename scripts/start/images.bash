# Provides every image that .env names: present, pulled or built here.

image_references() {
  local variable
  for variable in $(settings_in_use _IMAGE); do
    printf '%s\n' "${!variable}"
  done
}

# Pulls what is missing. 1 when one cannot be pulled; the others are then not tried, since each
# attempt may take long to fail.
pull_missing() {
  local reference
  for reference in $(image_references); do
    has_image "$reference" && continue
    say "pulling $reference"
    if ! docker pull --quiet "$reference" > /dev/null; then
      say "$reference cannot be pulled: making stand-ins for what is missing (some 20 minutes, once)"
      return 1
    fi
  done
}

# Prints where each image is from. Only Grafana's may be missing: it cannot be built from package
# registries.
report_images() {
  local reference origin
  for reference in $(image_references); do
    if origin=$(stand_in "$reference" 2> /dev/null); then
      say "$reference: ${origin:+stand-in, }${origin:-original}"
    elif [[ $reference == "$GRAFANA_IMAGE" ]]; then
      say "$reference: cannot be had here, the lab starts without it"
    else
      fail "no image $reference; try: images/build.sh"
    fi
  done
}

ensure_images() {
  pull_missing || "$root/images/build.sh" --missing || exit 1
  report_images
}

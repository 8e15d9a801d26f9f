# kafka: Apache Kafka's jars from Maven Central, on Debian bookworm with its Java 17.
# shellcheck disable=SC2034,SC2154  # build.sh reads and sets these
image=$KAFKA_IMAGE
version=4.1.0
debian=(minbase bookworm "busybox,ca-certificates,openjdk-17-jre-headless")
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

describe() { echo "Apache Kafka $version from its Maven artifacts, on Debian's Java 17"; }

ingredients() {
  rootfs_key "${debian[@]}"
  jars_key
}

jars_key() { { cat "$folder/pom.xml" "$folder/jars.sha256"; declare -f fetch_jars; } | key; }
jars_folder() { echo "$LAB_CACHE/kafka/$version-$(jars_key)"; }

fill_context() {
  make_rootfs "${debian[@]}"
  ensure_tool mvn maven
  keep "$(jars_folder)" fetch_jars
  cp "$(rootfs_folder "${debian[@]}")/rootfs.tar" "$1"
  cp -R "$(jars_folder)" "$1/libs"
}

# fetch_jars OUT: all of them must be those of jars.sha256, which update-sums.sh writes.
fetch_jars() {
  say "fetching Kafka $version from Maven Central"
  resolve_jars "$1"
  (cd "$1" && sha256sum --quiet --check "$folder/jars.sha256") \
    || fail "what Maven has fetched is not what images/kafka/jars.sha256 lists"
}

resolve_jars() {
  quietly 'Maven could not fetch what images/kafka/pom.xml names' \
    mvn --batch-mode --file "$folder/pom.xml" "$plugin:copy-dependencies" -DincludeScope=runtime -DoutputDirectory="$1"
}

# generate_jar_sums OUT: for update-sums.sh.
generate_jar_sums() {
  local jars
  ensure_tool mvn maven
  jars=$(mktemp -d)
  resolve_jars "$jars"
  (cd "$jars" && LC_ALL=C sha256sum *.jar) > "$1/jars.sha256"
  rm -rf "$jars"
}

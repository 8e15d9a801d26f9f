# The lab's own certificate authority, and the certificates that it signs. OpenSSL 1.1 or LibreSSL suffice.

readonly AUTHORITY_DAYS=365 CERTIFICATE_DAYS=90 WEEK=604800
readonly SERVICES='frontend backend otel-collector tempo prometheus loki grafana'

# lasts FILE: will this certificate still hold in a week?
lasts() { openssl x509 -in "$1" -noout -checkend "$WEEK" > /dev/null 2>&1; }

new_key() { openssl ecparam -name prime256v1 -genkey -noout; }

# put FILE: writes standard input into it. Into the file that is there, since that is what a container has
# mounted, not its name. Somebody may read it at any moment, so it is never empty: it is overwritten in one
# piece, and then cut where that ends.
put() {
  local new=$1.new
  cat > "$new"
  dd if="$new" of="$1" bs=65536 conv=notrunc 2> /dev/null
  dd if=/dev/null of="$1" bs=1 seek="$(wc -c < "$new")" 2> /dev/null
  rm "$new"
}

# new_authority: a key for you alone, and its certificate, which is printed.
new_authority() {
  (umask 077 && new_key > "$LAB_SECRETS_DIR/ca.key")
  openssl req -x509 -new -key "$LAB_SECRETS_DIR/ca.key" -days "$AUTHORITY_DAYS" -subj '/O=otel-lab/CN=otel-lab authority' \
    -config <(printf '%s\n' '[req]' distinguished_name=name x509_extensions=v3 '[name]' '[v3]' \
      basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign,cRLSign subjectKeyIdentifier=hash)
}

make_authority() {
  if [[ ! -s $LAB_SECRETS_DIR/ca.key ]] || ! lasts "$LAB_SECRETS_DIR/ca.pem"; then
    new_authority | put "$LAB_SECRETS_DIR/ca.pem"
  fi
}

# holds FILE: will this certificate hold for another week, and did today's authority sign it?
holds() {
  [[ -s $1 ]] && lasts "$1" && openssl verify -CAfile "$LAB_SECRETS_DIR/ca.pem" "$1" > /dev/null 2>&1
}

# make_certificate SERVICE: one file with certificate and key, so that nobody reads a new one with an old one.
make_certificate() {
  local key
  key=$(new_key)
  { sign "$1" "$CERTIFICATE_DAYS" <<< "$key" && printf '%s\n' "$key"; } | put "$LAB_SECRETS_DIR/$1.pem"
}

make_certificates() {
  local service
  for service in $SERVICES; do
    holds "$LAB_SECRETS_DIR/$service.pem" || make_certificate "$service"
  done
}

# sign SERVICE DAYS: prints a certificate for the key on standard input. Its names are those on the lab's
# networks and on this machine.
sign() {
  local names="DNS:$1,DNS:localhost,IP:127.0.0.1,IP:::1"
  if [[ $BIND_ADDRESS =~ ^[0-9.]+$ && $BIND_ADDRESS != 127.0.0.1 && $BIND_ADDRESS != 0.0.0.0 ]]; then names+=",IP:$BIND_ADDRESS"; fi
  openssl req -new -key /dev/stdin -subj "/O=otel-lab/CN=$1" -config <(printf '%s\n' '[req]' distinguished_name=name '[name]') \
    | openssl x509 -req -days "$2" -CA "$LAB_SECRETS_DIR/ca.pem" -CAkey "$LAB_SECRETS_DIR/ca.key" \
      -set_serial "0x$(openssl rand -hex 16)" -sha256 \
      -extfile <(printf '%s\n' "subjectAltName=$names" extendedKeyUsage=serverAuth,clientAuth \
        keyUsage=critical,digitalSignature basicConstraints=critical,CA:FALSE) 2> /dev/null
}

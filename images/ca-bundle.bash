# The certificate authorities that this machine trusts. Behind a proxy that intercepts
# TLS a container must trust its authority too, or `npm ci` fails in a build.

# Debian's place first, then Fedora's; SSL_CERT_FILE is OpenSSL's and Go's own variable.
ca_bundle() {
  local file
  for file in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
    if [[ -f $file ]]; then
      echo "$file"
      return
    fi
  done
  fail "no CA bundle here; on Debian or Ubuntu: sudo apt-get install ca-certificates"
}

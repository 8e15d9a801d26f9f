# An HTTP server that stands in for a store in script tests.

source "${BASH_SOURCE[0]%/*}/await.bash"

# serve_stub PYTHON ARGUMENT...: PYTHON defines the class Stub, a BaseHTTPRequestHandler; the arguments
# are in sys.argv. Sets $server, a process that teardown must end, and $port on the loopback interface.
serve_stub() {
  python3 -c "import http.server, json, os, sys, urllib.parse
$1
Stub.log_message = lambda *_: None
server = http.server.HTTPServer(('127.0.0.1', 0), Stub)
print(server.server_port, flush=True)
server.serve_forever()" "${@:2}" > "$BATS_TEST_TMPDIR/port" 3>&- &
  # shellcheck disable=SC2034  # read by the tests
  server=$!
  await '[ -s "$BATS_TEST_TMPDIR/port" ]'
  # shellcheck disable=SC2034
  port=$(< "$BATS_TEST_TMPDIR/port")
}

# trace.sh: the page's addresses for any trace id, a clear message for a wrong one.

setup() {
  cd "$BATS_TEST_DIRNAME/../.."
  id=0123456789abcdef0123456789abcdef
}

# with_tempo COMMAND...: runs it with a server that says "ready".
with_tempo() {
  node -e '
    const server = require("node:http").createServer((request, response) => {
      response.statusCode = request.url === "/ready" ? 200 : 404;
      response.end("{}");
    });
    server.listen(0, "127.0.0.1", () => {
      const { status } = require("node:child_process");
      const child = require("node:child_process").spawn(process.argv[1], process.argv.slice(2), {
        stdio: "inherit",
        env: { ...process.env, TEMPO_PORT: String(server.address().port), BIND_ADDRESS: "127.0.0.1" },
      });
      child.on("exit", (code) => { server.close(); process.exitCode = code; });
    });' "$@"
}

@test "trace.sh prints what the page would" {
  run with_tempo env GRAFANA_URL=http://grafana.example:3000 scripts/trace.sh --json "$id"
  [ "$status" = 1 ]
  node --input-type=module -e '
    import assert from "node:assert/strict";
    import { logsUrl, traceUrl } from "./stores/grafana-links.ts";
    const [json, id] = process.argv.slice(1);
    const links = JSON.parse(json);
    const same = (a, b) => assert.equal(decodeURIComponent(a), decodeURIComponent(b));
    same(links.trace, traceUrl("http://grafana.example:3000", id));
    same(links.logs, logsUrl("http://grafana.example:3000", id));
    assert.equal(links.found, false);
  ' "$output" "$id"
}

@test "trace.sh says when the trace is not there" {
  run with_tempo scripts/trace.sh "$id"
  [ "$status" = 1 ]
  [[ $output == *"has no trace $id, not even after 10 s"* ]]
}

@test "trace.sh refuses what is no trace id" {
  for argument in 123 "${id}0" 'x; rm -rf /' --what; do
    run scripts/trace.sh $argument
    [ "$status" = 2 ]
  done
}

@test "trace.sh says which store does not answer, and how to start it" {
  TEMPO_PORT=1 run scripts/trace.sh "$id"
  [ "$status" = 2 ]
  [[ $output == *'npm start'* ]]
}

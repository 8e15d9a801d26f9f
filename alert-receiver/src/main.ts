// Logs the alerts that Alertmanager delivers. See server.ts.
import { writeFileSync } from 'node:fs';
import { createReceiver } from './server.ts';

const PORT = 8080;
/** What runs in the profile `alerting`, for Prometheus (file_sd_configs of prometheus.yaml). */
const TARGETS = { alertmanager: 9093, 'alert-receiver': PORT };

const collector = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://otel-collector:4318';
const server = createReceiver(collector, (line) => process.stdout.write(`${line}\n`));
server.listen(PORT);
for (const [name, port] of Object.entries(TARGETS)) {
  writeFileSync(`/targets/${name}.json`, JSON.stringify([{ targets: [`${name}:${port}`] }]));
}
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

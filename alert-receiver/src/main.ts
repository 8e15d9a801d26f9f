// Logs the alerts that Alertmanager delivers. See server.ts.
import { createReceiver } from './server.ts';

const collector = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://otel-collector:4318';
const server = createReceiver(collector, (line) => process.stdout.write(`${line}\n`));
server.listen(8080);
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

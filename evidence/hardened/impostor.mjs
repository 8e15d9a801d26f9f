// Stands where a part of the lab should be. Run in a container, on that part's networks:
//   node impostor.mjs CERTIFICATE-AND-KEY PORT...
// Prints a line for each connection, "PORT asked by NAME", and one for each on which the client then says
// something, "PORT trusted by NAME". That the handshake ends means nothing: nginx looks at the certificate after it.
import { reverse } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';

const [file, ...ports] = process.argv.slice(2);
const pem = readFileSync(file);

for (const port of new Set(ports)) {
  // A client of gRPC speaks the first of them alone.
  const server = createServer({ cert: pem, key: pem, ALPNProtocols: ['h2', 'http/1.1'] });
  const tell =
    (what) =>
    async ({ remoteAddress }) => {
      const [name] = await reverse(remoteAddress).catch(() => [remoteAddress]);
      process.stdout.write(`${port} ${what} by ${name}\n`);
    };
  server.on('connection', tell('asked'));
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    socket.once('data', async () => {
      await tell('trusted')(socket);
      socket.destroy();
    });
  });
  server.on('tlsClientError', () => {});
  // By IPv4: for other addresses the engine's DNS has no names.
  server.listen(port, '0.0.0.0');
}

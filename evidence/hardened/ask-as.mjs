// Opens a connection over TLS, with a certificate or without. Run in a container, on a network of the lab:
//   node ask-as.mjs HOST PORT AUTHORITY [CERTIFICATE-AND-KEY]
// Prints "answers", or why there is no answer.
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';

const [host, port, authority, certificate] = process.argv.slice(2);
const pem = certificate && readFileSync(certificate);
const end = (words) => {
  process.stdout.write(`${words}\n`);
  process.exit();
};
const socket = connect({
  host,
  port,
  servername: host,
  ca: readFileSync(authority),
  cert: pem,
  key: pem,
  // A server of gRPC speaks the first of them alone.
  ALPNProtocols: ['h2', 'http/1.1'],
});
socket.setTimeout(5000, () => end('no answer'));
socket.once('secureConnect', () => {
  // How each begins: RFC 9113, section 3.4 (with empty settings), and RFC 9112, section 3.
  if (socket.alpnProtocol === 'h2')
    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00');
  else socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
});
// Since TLS 1.3 a server tells only here what it thinks of a certificate.
socket.once('data', () => end('answers'));
socket.once('error', ({ code, message }) => end(code ?? message));
socket.once('end', () => end('closed'));

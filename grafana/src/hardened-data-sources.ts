// The data sources of the hardened lab: those of every lab, over TLS and with Grafana's certificate.
// Grafana's provisioning can fill in texts, but neither switches nor whole blocks, hence a file of its own.
import { parse, stringify } from 'yaml';

interface DataSource {
  type: string;
  url: string;
  jsonData: object;
}

const HEAD = `# The data sources of the hardened lab, with TLS. Made by \`npm run dashboards\` from
# ../provisioning/datasources/datasources.yaml, where the comments are.
`;

/** Tempo streams over HTTP/2 without TLS alone. */
const NOT_STREAMED = { streamingEnabled: { search: false, metrics: false } };

/** Grafana reads the files when it loads the data sources. */
const PEM = '$__file{/run/secrets/grafana.pem}';

/** @param yaml the file of the data sources. Alertmanager does not run in the hardened lab. */
export function hardenedDataSources(yaml: string): string {
  const { datasources, ...rest } = parse(yaml) as { datasources: DataSource[] };
  const hardened = datasources
    .filter(({ type }) => type !== 'alertmanager')
    .map(({ url, jsonData, ...source }) => ({
      ...source,
      url: url.replace(/^http:/, 'https:'),
      jsonData: {
        ...jsonData,
        ...('streamingEnabled' in jsonData && NOT_STREAMED),
        tlsAuth: true,
        tlsAuthWithCACert: true,
      },
      secureJsonData: {
        tlsCACert: '$__file{/run/secrets/ca.pem}',
        tlsClientCert: PEM,
        tlsClientKey: PEM,
      },
    }));
  return HEAD + stringify({ ...rest, datasources: hardened }, { lineWidth: 0 });
}

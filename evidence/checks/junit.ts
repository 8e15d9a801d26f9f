// Writes results of checks as JUnit XML, which CI systems read.
import { writeWhole } from '../command/files.ts';
import { count, type Result } from './checks.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for an attribute or element and drops characters that XML 1.0 forbids. */
const asXml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r -\uD7FF\uE000-\uFFFD]/g, '')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

function inside({ outcome, detail, byHand }: Result): string {
  if (outcome === 'failed') return `<failure message="${asXml(detail)}">${asXml(byHand)}</failure>`;
  return outcome === 'skipped' ? `<skipped message="${asXml(detail)}"/>` : '';
}

/** Writes one test suite with one test case per result. */
export function writeJunit(file: string, suite: string, results: Result[]): void {
  const cases = results.map(
    (result) =>
      `  <testcase classname="${suite}" name="${asXml(result.title)}" time="${result.seconds.toFixed(2)}">${inside(result)}</testcase>`,
  );
  const counts = `tests="${results.length}" failures="${count(results, 'failed')}" skipped="${count(results, 'skipped')}"`;
  writeWhole(
    file,
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="${suite}" ${counts}>\n${cases.join('\n')}\n</testsuite>\n`,
  );
}

// Query strings without what people typed.
import { REDACTED_PARAMETERS } from './names.ts';

const PARAMETERS = new RegExp(`(^|&)(${REDACTED_PARAMETERS.join('|')})=[^&]*`, 'g');

/** The query with the values of `search` and `cursor` replaced, as the conventions for url.query say. */
export const redactQuery = (query: string): string => query.replace(PARAMETERS, '$1$2=REDACTED');

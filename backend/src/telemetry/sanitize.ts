// Removes what people typed from query strings.
import { REDACTED_PARAMETERS } from './names.ts';

const PARAMETERS = new RegExp(`(^|&)(${REDACTED_PARAMETERS.join('|')})=[^&]*`, 'g');

/** Replaces the values of `search` and `cursor`, in the way the conventions for url.query recommend. */
export const redactQuery = (query: string): string => query.replace(PARAMETERS, '$1$2=REDACTED');

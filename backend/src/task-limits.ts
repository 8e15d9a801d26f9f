// How long the texts of a task may be, in characters. Imports nothing: the page's form is built with
// the same numbers (frontend/vite.config.ts).

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 2000;

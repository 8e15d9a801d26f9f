// Maximum lengths of a task's texts, in characters. Imports nothing, since the page's build uses it
// too (frontend/vite.config.ts).

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 2000;

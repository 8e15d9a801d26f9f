// From the lab to the internet: npm run size -- --help
import {
  complain,
  print,
  printJson,
  runCommand,
  WrongCall,
} from '../../evidence/command/command.ts';
import { answerTo } from './answer.ts';
import { HELP, readOptions } from './options.ts';
import { writePage } from './page.ts';
import { readPrices } from './prices.ts';

function run(args: string[]): void {
  const { load, ...options } = readOptions(args);
  const { text, ...answer } = answerTo(load, readPrices(options.prices));
  if (options.help) print(HELP.trimEnd());
  else if (options.page) writePage();
  else if (options.json) printJson(answer);
  else print(text);
}

await runCommand('size', async (args) => {
  try {
    run(args);
    return 0;
  } catch (error) {
    if (!(error instanceof WrongCall)) throw error;
    complain(error.message);
    complain('see: npm run size -- --help');
    return 2;
  }
});

// From the lab to the internet: scripts/size.sh --help
import { print, printJson, runCommand } from '../../evidence/command/command.ts';
import { answerTo } from './answer.ts';
import { readOptions } from './options.ts';
import { writePage } from './page.ts';
import { readPrices } from './prices.ts';

await runCommand('size', async (args) => {
  const { load, page, json, prices } = readOptions(args);
  if (page) writePage();
  else {
    const { text, ...answer } = answerTo(load, readPrices(prices));
    if (json) printJson(answer);
    else print(text);
  }
  return 0;
});

// Log lines, and our own words.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { type PanelOptions, source, targets } from './panel.ts';

/** Log lines, the newest first; an opened line shows its fields and "Open trace". */
export function logs(options: PanelOptions): LogsBuilder {
  const { title, description, width, height = 8, queries } = options;
  return new LogsBuilder()
    .title(title)
    .description(description)
    .unit('none')
    .span(width)
    .height(height)
    .datasource(source(queries))
    .targets(targets(queries))
    .noValue(options.noValue ?? 'No such line in this time range.')
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(common.LogsSortOrder.Descending);
}

/** Words, in Markdown. */
export const text = (
  title: string,
  description: string,
  width: number,
  height: number,
  content: string,
) =>
  new TextBuilder()
    .title(title)
    .description(description)
    .span(width)
    .height(height)
    .mode(TextMode.Markdown)
    .content(content);

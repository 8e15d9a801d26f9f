// Panels of log lines, and of our own text.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { fill, type PanelOptions } from './panel.ts';

/** Log lines, the newest first; a line that is opened shows its fields and the link "Open trace". */
export function logs(options: PanelOptions): LogsBuilder {
  return fill(
    new LogsBuilder(),
    { ...options, unit: 'none' },
    { height: 8, noValue: 'No such line in this time range.' },
  )
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(common.LogsSortOrder.Descending);
}

/** A panel of text; `content` is Markdown. */
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

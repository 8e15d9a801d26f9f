// Ways to choose the labels, right and wrong.
import type { Replacement } from '../../evidence/replace-once.ts';
import type { Attempt, Edits, Lesson } from '../engine/lesson.ts';

const faulty = '          attributes: [service.namespace, deployment.environment.name]\n';
const list = '[service.name, service.namespace, deployment.environment.name]';
const labels = `          attributes: ${list}\n`;
const level = '    severity_text_as_label: true\n';

const edited = (...replacements: Replacement[]): Edits => ({
  'loki.yaml': replacements,
});

export const right: Lesson['right'] = [
  {
    title: 'Name the service among the labels, and make the level one',
    edits: edited([faulty, labels + level]),
  },
  {
    title: "Replace Loki's default labels, and take the defaults",
    edits: edited(
      [
        `      ignore_defaults: true
      attributes_config:
        - action: index_label
${faulty}`,
        `      ignore_defaults: false\n${level}`,
      ],
      [
        'schema_config:\n',
        `distributor:
  otlp_config:
    default_resource_attributes_as_index_labels: ${list}

schema_config:
`,
      ],
    ),
  },
  {
    title: 'Choose the labels by a pattern',
    edits: edited([
      faulty,
      `          regex: service\\.(name|namespace)|deployment\\.environment\\.name\n${level}`,
    ]),
  },
];

export const wrong: Attempt[] = [
  { title: 'Mend the service alone', edits: edited([faulty, labels]) },
  {
    title: "Take all of Loki's default labels",
    edits: edited(
      ['      ignore_defaults: true\n', '      ignore_defaults: false\n'],
      [faulty, faulty + level],
    ),
  },
  {
    title: 'Make labels of what the log records have, too',
    edits: edited([
      faulty,
      `${labels + level}    log_attributes:
      - action: index_label
        attributes: [url.path, http.route, lab.duration_ms]
`,
    ]),
  },
  {
    title: 'Drop what is no label',
    edits: edited([
      faulty,
      `${labels}        - action: drop
          regex: .*
${level}`,
    ]),
  },
];

// Telemetry that breaks the contract, each in one way, as Weaver reads samples from a file.

const attribute = (name: string, value: unknown, type: string) => ({ name, value, type });
const tasks = (name: string, unit: string, state: string) => ({
  metric: {
    name,
    instrument: 'gauge',
    unit,
    data_points: [{ attributes: [attribute('lab.task.state', state, 'string')], value: 1 }],
  },
});

export const BROKEN = [
  {
    title: 'an attribute that is misspelt',
    samples: [
      {
        log: {
          event_name: 'lab.task.created',
          body: 'Task created',
          attributes: [attribute('lab.taks.id', 1, 'int'), attribute('lab.task.id', 1, 'int')],
        },
      },
    ],
    findings: [
      "missing_attribute: log lab.task.created: Attribute 'lab.taks.id' does not exist in the registry.",
      "undeclared_on_record: log lab.task.created: Attribute 'lab.taks.id' is not declared for log record 'Task created'.",
    ],
  },
  {
    title: 'a unit that is wrong',
    samples: [tasks('lab.tasks', 's', 'open')],
    findings: ["unit_mismatch: metric lab.tasks: Unit should be '{task}', but found 's'."],
  },
  {
    title: 'a metric that is not declared',
    samples: [tasks('lab.chores', '{task}', 'open')],
    findings: ['missing_metric: metric lab.chores: Metric does not exist in the registry.'],
  },
  {
    title: 'a value that an enum does not have',
    samples: [tasks('lab.tasks', '{task}', 'closed')],
    findings: [
      "undefined_enum_variant: metric lab.tasks: Enum attribute 'lab.task.state' has value 'closed' which is not documented.",
    ],
  },
];

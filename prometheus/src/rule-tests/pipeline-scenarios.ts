// What the alerts of rules/pipeline.yaml must do: fire, not fire just under, end, and keep still where
// there is no data.
import { appScenarios } from './app-scenarios.ts';
import { collectorScenarios } from './collector-scenarios.ts';
import { restartScenarios } from './restart-scenarios.ts';
import { roomScenarios } from './room-scenarios.ts';
import type { Scenario } from './scenario.ts';
import { storeScenarios } from './store-scenarios.ts';

export const pipelineScenarios: Scenario[] = [
  ...restartScenarios,
  ...appScenarios,
  ...collectorScenarios,
  ...storeScenarios,
  ...roomScenarios,
];

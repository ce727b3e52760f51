import { defineConfig } from 'vitest/config';

const common = { testTimeout: 30_000, hookTimeout: 120_000, pool: 'forks' as const };

/** Four groups, run one after the other by scripts/test.mjs. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: [
            'src/{contract,hocon,clearml-conf,storage,web}/**/*.test.{ts,tsx}',
            'tests/unit/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...common,
          name: 'wire',
          include: ['src/server/**/*.test.ts', 'tests/wire/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...common,
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts', 'tests/support/python.ts'],
          testTimeout: 120_000,
          // What a page shows follows within a moment, on a busy machine within a few.
          expect: { poll: { timeout: 10_000 } },
          fileParallelism: false,
        },
      },
      {
        test: {
          ...common,
          name: 'clients',
          include: ['tests/clients/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts', 'tests/support/python.ts'],
          // A client takes seconds to start, and on a busy machine minutes to train.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

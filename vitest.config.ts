import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

const second = 1000

// Unit tests share one module graph for each worker (`isolate: false`), which halves their time: what one file replaces (a fake
// timer, a global), it puts back.

/** One project for each kind of test; scripts/test.ts runs and times them by these names. Timeouts suit two busy cores. */
function project(name: string, folder: string, timeout: number, exclude: readonly string[] = []) {
  return {
    name,
    include: [`test/${folder}/**/*.test.ts`],
    exclude: [...exclude],
    testTimeout: timeout,
    hookTimeout: Math.max(timeout, 30 * second),
    // What a test waits for comes later on a slow machine; a second is soon over there.
    expect: { poll: { timeout: Math.min(timeout / 2, 15 * second) } },
    globalSetup: 'test/support/global-setup.ts',
    // Threads that strip types (test/fuzz): CONTRIBUTING.md says why.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
  }
}

export default defineConfig({
  test: {
    projects: [
      { test: { ...project('unit', 'unit', 30 * second, ['test/unit/renderer/**']), isolate: false } },
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { ...project('windows', 'unit/renderer', 30 * second), isolate: false },
      },
      { test: project('rules', 'rules', 30 * second) },
      { test: project('fuzz', 'fuzz', 60 * second) },
      { test: project('integration', 'integration', 60 * second) },
      { test: project('host', 'host', 60 * second) },
      // One server at a time: they share two cores and the cache of packages.
      { test: { ...project('servers', 'servers', 120 * second), fileParallelism: false } },
      { test: project('e2e', 'e2e', 120 * second) },
      // Packages are made, in one folder, and started: part of the long tests.
      { test: { ...project('package', 'package', 180 * second), fileParallelism: false } },
    ],
  },
})

import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { collectParts } from './scripts/support/bundled-parts.ts'
import { writeGuide } from './scripts/support/write-guide.ts'

const root = import.meta.dirname
const file = (path: string): string => resolve(root, path)

/** Not bundled: it has a native part and may be absent. */
const external = ['electron', 'keytar']

/** What each bundle holds of others, and their licences: out/parts.json, out/notices.txt. */
const partsOf = collectParts(root)

export default defineConfig({
  main: {
    plugins: [
      { name: 'user-guide', closeBundle: () => writeGuide(file('docs'), file('out/guide')) },
      partsOf('main'),
    ],
    build: {
      outDir: 'out/main',
      rollupOptions: {
        // The storage worker is a module of its own: a thread starts from a file.
        input: { index: file('main/electron/start.ts'), 'storage-worker': file('main/storage/worker.ts') },
        // Side by side: modules find their neighbours (worker, preload) by `import.meta`.
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' },
        external,
      },
      externalizeDeps: false,
    },
  },
  preload: {
    plugins: [partsOf('preload')],
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: file('preload/index.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
        external: ['electron'],
      },
      externalizeDeps: false,
    },
  },
  renderer: {
    root: file('renderer'),
    plugins: [svelte(), partsOf('renderer')],
    build: {
      outDir: file('out/renderer'),
      // Half the octets to hand over and to parse. Comments with licences go too; the licences stand in out/notices.txt.
      minify: true,
      rollupOptions: { input: { index: file('renderer/index.html') } },
      modulePreload: { polyfill: false },
      // No data: addresses; the policy of the pages has none for scripts and styles.
      assetsInlineLimit: 0,
    },
  },
})

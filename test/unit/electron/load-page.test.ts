import { expect, it } from 'vitest'
import { loadPage } from '../../../main/electron/load-page.ts'

/** @returns what is noted of a load that ends so. */
async function noted(loaded: Promise<void>, isDestroyed = false): Promise<readonly string[]> {
  const said: string[] = []
  loadPage({ loadURL: () => loaded, isDestroyed: () => isDestroyed }, 'app://sendoff/index.html', {
    error: (message, cause) => said.push(`${message}: ${String(cause)}`),
  })
  await new Promise((done) => setImmediate(done))
  return said
}

const failed = () => Promise.reject(new Error("ERR_FAILED (-2) loading 'app://sendoff/index.html'"))
const cutOff = () => Promise.reject(new Error("ERR_ABORTED (-3) loading 'app://sendoff/index.html'"))

it('notes a page that could not be loaded', async () => {
  expect(await noted(failed())).toEqual([
    "a page could not be loaded: Error: ERR_FAILED (-2) loading 'app://sendoff/index.html'",
  ])
})

it('says nothing of a load that went well, was cut off by the next one, or whose window is gone', async () => {
  expect(await noted(Promise.resolve())).toEqual([])
  expect(await noted(cutOff())).toEqual([])
  expect(await noted(failed(), true)).toEqual([])
})

// What axe says of a page.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>

declare global {
  interface Window {
    axe?: { run(context: Document, options: object): Promise<AxeResults> }
  }
}

/** All rules that are on by default, those of best practice too. */
const options = { resultTypes: ['violations' as const] }

/** Violations that axe finds on the page as it stands, one line each; none is what is wanted. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  const { violations } = (await runAgain(page)) ?? (await runFirst(page))
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** Puts axe into the page. Nothing of ours is in frames, so it need not open a page of its own to gather results. */
async function runFirst(page: Page): Promise<AxeResults> {
  return await new AxeBuilder({ page }).setLegacyMode().options(options).analyze()
}

/** Half a second less where axe is in the page already. */
async function runAgain(page: Page): Promise<AxeResults | null> {
  return await page.evaluate((how) => window.axe?.run(document, how) ?? null, options)
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toGuidePage } from '../../../scripts/support/guide-html.ts'
import { writeGuide } from '../../../scripts/support/write-guide.ts'

const here = (target: string) => (target === 'x.md' ? 'x.html' : null)

describe('a page of the guide', () => {
  it('keeps headings, lists, tables, code and links', async () => {
    const text =
      '# A **b**\n\n1. `c` [d](x.md)\n2. [e](y.md)\n\n| f | g |\n|---|---|\n| h | i |\n\n```sh\nj\n```\n'
    const { title, html } = await toGuidePage(text, here)
    expect(title).toBe('A b')
    expect(html).toContain('<h1 id="a-b">A <strong>b</strong></h1>')
    expect(html).toContain('<code>c</code> <a href="x.html">d</a>')
    expect(html).toContain('<li><p>e</p>\n</li>')
    expect(html).toContain('<tr><th>f</th><th>g</th></tr>\n<tr><td>h</td><td>i</td></tr>')
    expect(html).toContain('<pre><code>j</code></pre>')
  })

  it('escapes what is text', async () => {
    const { html } = await toGuidePage('# A & "b"\n\n`<script>` Doe \\<j@x>', here)
    expect(html).toContain('<code>&lt;script&gt;</code>')
    expect(html).not.toContain('<script>')
  })

  it('refuses what it does not know, and a page without a title', async () => {
    await expect(toGuidePage('# A\n\n<b>raw</b>', here)).rejects.toThrow('html is not known')
    await expect(toGuidePage('text', here)).rejects.toThrow('no title')
  })
})

describe('the guide as pages', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sendoff-guide-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('has every page, and no link of a page leads nowhere', async () => {
    await writeGuide(join(import.meta.dirname, '../../../docs'), folder)
    const files = readdirSync(folder, { recursive: true }).map(String)
    expect(files.filter((name) => name.endsWith('.html')).length).toBeGreaterThan(25)
    const targets = files
      .filter((name) => name.endsWith('.html'))
      .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:href|src)="([^"#]+)/g)])
      .map(([, target = '']) => target)
      .filter((target) => !target.startsWith('https://'))
    expect(targets.length).toBeGreaterThan(50)
    expect(targets.filter((target) => !files.includes(target))).toEqual([])
  })
})

// Makes the icon files in build/icons from the drawings beside them: `npm run icons`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const folder = join(import.meta.dirname, '../build/icons')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--test-type', '--disable-background-networking'],
})
const page = await browser.newPage()

async function draw(name: string, size: number, target: string): Promise<void> {
  const drawing = readFileSync(join(folder, name), 'utf8')
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  )
  writeFileSync(join(folder, target), await page.screenshot({ omitBackground: true }))
}

for (const size of sizes) await draw('sendoff.svg', size, `${size}x${size}.png`)
for (const drawing of readdirSync(folder).filter((name) => /^tray-22-.*\.svg$/.test(name))) {
  const name = drawing.replace('-22', '').replace('.svg', '')
  await draw(drawing, 22, `${name}.png`)
  await draw(drawing, 44, `${name}@2x.png`)
}
await browser.close()

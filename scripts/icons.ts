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

const read = (name: string) => readFileSync(join(folder, name), 'utf8')

/** A number for the taskbar of Windows, `badge-3.png`: the text is wide as it needs to be in a round of 16. */
function badge(text: string): string {
  const size = text.length > 1 ? 10 : 12
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="#b3261e"/><text x="8" y="${8 + size * 0.36}" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="${size}" fill="#fff">${text}</text></svg>`
}

async function draw(drawing: string, size: number, target: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  )
  writeFileSync(join(folder, target), await page.screenshot({ omitBackground: true }))
}

for (const size of sizes) await draw(read('sendoff.svg'), size, `${size}x${size}.png`)
for (const drawing of readdirSync(folder).filter((name) => /^tray-22-.*\.svg$/.test(name))) {
  const name = drawing.replace('-22', '').replace('.svg', '')
  await draw(read(drawing), 22, `${name}.png`)
  await draw(read(drawing), 44, `${name}@2x.png`)
}
for (const text of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+']) {
  const name = text === '9+' ? 'badge-more' : `badge-${text}`
  await draw(badge(text), 16, `${name}.png`)
  await draw(badge(text), 32, `${name}@2x.png`)
}
await browser.close()

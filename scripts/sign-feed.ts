// `npm run sign-feed`: signs the lists of versions in dist/packages (latest*.yml) with the Ed25519 key of the environment, for
// main/updates/feed.ts. Without SENDOFF_UPDATE_KEY there is no feed, and nothing is done.
import { createPrivateKey, sign } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isSigned } from '../main/updates/feed.ts'
import { inRoot } from './support/root.ts'

const folder = inRoot('dist', 'packages')
const { SENDOFF_UPDATE_KEY: publicKey = '', SENDOFF_UPDATE_PRIVATE_KEY: privateKey = '' } = process.env

if (publicKey === '') {
  console.log('No SENDOFF_UPDATE_KEY: there is no feed to sign.')
} else {
  if (privateKey === '') throw new Error('SENDOFF_UPDATE_PRIVATE_KEY (PEM) is missing.')
  const key = createPrivateKey(privateKey)
  for (const name of readdirSync(folder).filter((each) => /^latest.*\.yml$/.test(each))) {
    const feed = readFileSync(inRoot('dist', 'packages', name), 'utf8')
    const signature = sign(null, Buffer.from(feed), key).toString('base64')
    // A program that was built with the other half would take nothing of it.
    if (!isSigned(feed, signature, publicKey))
      throw new Error(`${name}: the two keys do not belong together.`)
    writeFileSync(inRoot('dist', 'packages', `${name}.sig`), `${signature}\n`)
    console.log(`${name}.sig`)
  }
}

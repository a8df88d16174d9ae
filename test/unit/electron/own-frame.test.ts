import { expect, it } from 'vitest'
import { isOwnFrame } from '../../../main/electron/own-frame.ts'

it('a call is taken from the top frame of our own origin', () => {
  expect(isOwnFrame({ parent: null, url: 'app://sendoff/index.html' })).toBe(true)
})

it.each([
  ['a frame that is gone', null],
  ['a frame inside of it', { parent: {}, url: 'app://sendoff/index.html' }],
  ['another host of the scheme', { parent: null, url: 'app://other/index.html' }],
  ['a host that begins like ours', { parent: null, url: 'app://sendoff.example/index.html' }],
  ['a web page', { parent: null, url: 'https://sendoff/index.html' }],
  ['a file', { parent: null, url: 'file:///app://sendoff/index.html' }],
  ['a blank page', { parent: null, url: 'about:blank' }],
])('and not from %s', (_name, frame) => {
  expect(isOwnFrame(frame)).toBe(false)
})

import { expect, it, vi } from 'vitest'
import { AskedFiles } from '../../../main/api/asked-files.ts'

const drafts = () => ({ attachPaths: vi.fn(() => Promise.resolve({ added: [], problems: [] })) })

it('only what was asked for is attached, once, and only on a yes', async () => {
  const asked = new AskedFiles()
  const { attachPaths } = drafts()
  asked.ask('d', ['/a', '/b', '/a'])
  expect(asked.of('d')).toEqual(['/a', '/b'])
  await asked.answer({ attachPaths }, { draftId: 'd', path: '/a', attach: false })
  expect(attachPaths).not.toHaveBeenCalled()
  await asked.answer({ attachPaths }, { draftId: 'd', path: '/b', attach: true })
  expect(attachPaths).toHaveBeenCalledExactlyOnceWith('d', ['/b'])
  for (const [draftId, path] of [
    ['d', '/b'],
    ['d', '/etc/passwd'],
    ['other', '/a'],
  ] as const)
    await expect(asked.answer({ attachPaths }, { draftId, path, attach: true })).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
})

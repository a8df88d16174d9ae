import { describe, expect, it } from 'vitest'
import type { CopyProgress } from '../../../main/api.ts'
import type { DraftAttachment } from '../../../main/drafts/draft.ts'
import { attachmentMenu } from '../../../renderer/compose/attachment-menu.ts'
import { AttachmentsState } from '../../../renderer/compose/attachments-state.svelte.ts'
import {
  fitInto,
  hasTransparency,
  nameOfSmaller,
  type ShrinkPicture,
} from '../../../renderer/compose/shrink-picture.ts'
import { createFakeBridge, ok } from './fake-bridge.ts'

function file(id: string, over: Partial<DraftAttachment> = {}): DraftAttachment {
  return {
    id,
    name: `${id}.txt`,
    type: 'text/plain',
    size: 1_000,
    file: id,
    sha256: '',
    copiedAt: 0,
    ...over,
  }
}

const smaller: ShrinkPicture = (_, { name }) =>
  Promise.resolve({ name, type: 'image/jpeg', bytes: new Uint8Array(10) })

function createState(
  files: readonly DraftAttachment[],
  handlers: Parameters<typeof createFakeBridge>[0] = {},
  shrinkPicture: ShrinkPicture = smaller,
) {
  const fake = createFakeBridge(handlers)
  const changes: string[] = []
  const state = new AttachmentsState(files, {
    bridge: fake.bridge,
    draftId: 'd1',
    changed: () => void changes.push(names().join(' ')),
    store: () => Promise.resolve(),
    failed: ({ message }) => void changes.push(message),
    shrinkPicture,
  })
  const names = () => state.files.map(({ name }) => name)
  return { state, changes, names, ...fake }
}

const abc = [file('a'), file('b'), file('c')]

describe('AttachmentsState', () => {
  it('takes out a file and puts it back at its place', () => {
    const { state, names } = createState(abc)
    state.remove('b')
    expect(names()).toEqual(['a.txt', 'c.txt'])
    expect(state.undoable?.text).toBe('b.txt was removed.')
    state.undo()
    expect(names()).toEqual(['a.txt', 'b.txt', 'c.txt'])
    expect(state.undoable).toBeNull()
  })

  it('keeps what was added since when a removal is taken back', async () => {
    const { state, names } = createState(abc, {
      'drafts.pickFiles': () => ok({ added: [file('d')], problems: [] }),
    })
    state.remove('a')
    await state.pick()
    state.undo()
    expect(names()).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt'])
  })

  it('moves a file up and down, and not beyond the ends', () => {
    const { state, names } = createState(abc)
    state.move('a', -1)
    state.move('a', 1)
    state.moveTo('c', 0)
    expect(names()).toEqual(['c.txt', 'b.txt', 'a.txt'])
  })

  it('gives a file another name, but not an empty one', () => {
    const { state, names, changes } = createState(abc)
    state.rename('a', '  ')
    state.rename('a', ' plan.txt ')
    expect(names()).toEqual(['plan.txt', 'b.txt', 'c.txt'])
    expect(changes).toHaveLength(1)
  })

  it('shows how a copy goes, for its own draft alone', () => {
    const { state } = createState([])
    const progress: CopyProgress = {
      draftId: 'd1',
      id: 'x',
      name: 'film.mov',
      doneOctets: 5,
      totalOctets: 10,
      ended: false,
    }
    state.progressed({ ...progress, draftId: 'd2' })
    state.progressed(progress)
    state.progressed({ ...progress, doneOctets: 7 })
    expect(state.copying.map(({ doneOctets }) => doneOctets)).toEqual([7])
    state.progressed({ ...progress, ended: true })
    expect(state.copying).toEqual([])
  })

  it('leaves out a copy that was not wanted any more', async () => {
    const { state, names } = createState([], {
      'drafts.pickFiles': () => ok({ added: [file('x'), file('y')], problems: [] }),
    })
    state.cancelCopy('x')
    await state.pick()
    expect(names()).toEqual(['y.txt'])
  })

  it('is settled when every copy has ended', async () => {
    const ends: ((value: unknown) => void)[] = []
    const { state } = createState([], { 'drafts.pickFiles': () => new Promise((end) => ends.push(end)) })
    let isSettled = false
    void state.pick()
    void state.pick()
    const settled = state.settled().then(() => (isSettled = true))
    ends[0]?.(ok({ added: [], problems: [] }))
    await new Promise((resolve) => setImmediate(resolve))
    expect(isSettled).toBe(false)
    ends[1]?.(ok({ added: [], problems: [] }))
    await settled
  })

  it('puts a smaller picture in the place of the first, and gives the first back', async () => {
    const picture = file('p', { name: 'p.png', type: 'image/png', size: 1_000, cid: 'p@d1' })
    const { state, names } = createState([file('a'), picture, file('c')], {
      'attachments.read': () => ok({ bytes: new Uint8Array(1_000) }),
      'drafts.attachBytes': () => ok({ added: [file('q', { name: 'p.jpg', size: 10 })], problems: [] }),
    })
    await state.shrink('p', 800)
    expect(names()).toEqual(['a.txt', 'p.jpg', 'c.txt'])
    expect(state.files[1]?.cid).toBe('p@d1')
    state.undo()
    expect(state.files).toEqual([file('a'), picture, file('c')])
  })

  it('keeps a picture that does not get smaller, and says so', async () => {
    const { state, names } = createState([file('p', { size: 5 })], {
      'attachments.read': () => ok({ bytes: new Uint8Array(5) }),
    })
    await state.shrink('p', 800)
    expect(names()).toEqual(['p.txt'])
    expect(state.problems[0]?.message).toBe('p.txt could not be made smaller.')
  })

  it('offers what can be done with a file at its place', () => {
    const { state } = createState([file('a'), file('p', { type: 'image/jpeg' }), file('c')])
    const labels = (id: string) =>
      attachmentMenu(state, state.files.find((one) => one.id === id) ?? file(id), () => undefined).flatMap(
        ({ items }) => items.map(({ label }) => label),
      )
    expect(labels('a')).toEqual(['Open', 'Rename', 'Move down'])
    expect(labels('p')).toEqual([
      'Open',
      'Rename',
      'at most 800 pixels',
      'at most 1280 pixels',
      'at most 1920 pixels',
      'Move up',
      'Move down',
    ])
    expect(labels('c')).toEqual(['Open', 'Rename', 'Move up'])
  })
})

describe('a smaller picture', () => {
  it('fits into a square, and is never larger than it was', () => {
    expect(fitInto(5_600, 7_200, 1_920)).toEqual({ width: 1_493, height: 1_920 })
    expect(fitInto(100, 50, 800)).toEqual({ width: 100, height: 50 })
    expect(fitInto(10_000, 1, 800)).toEqual({ width: 800, height: 1 })
  })

  it('is named by its new kind', () => {
    expect(nameOfSmaller('cover.PNG', 'image/jpeg')).toBe('cover.jpg')
    expect(nameOfSmaller('photo.JPEG', 'image/jpeg')).toBe('photo.JPEG')
    expect(nameOfSmaller('no ending', 'image/png')).toBe('no ending.png')
  })

  it('knows pixels that let the ground through', () => {
    expect(hasTransparency(new Uint8ClampedArray([1, 2, 3, 255, 1, 2, 3, 255]))).toBe(false)
    expect(hasTransparency(new Uint8ClampedArray([1, 2, 3, 255, 1, 2, 3, 254]))).toBe(true)
  })
})

describe('AttachmentsState, while more happens at once', () => {
  const picture = file('p', { name: 'big.png', type: 'image/png' })
  /** A promise with its end in hand. */
  function later<T>() {
    let resolve: (value: T) => void = () => undefined
    const promise = new Promise<T>((done) => (resolve = done))
    return { promise, resolve }
  }
  const attachBytes = () => ok({ added: [file('q', { name: 'big.jpg', size: 10 })], problems: [] })
  const read = () => ok({ bytes: new Uint8Array(1_000) })

  it('P23: Send waits for a picture that is being made smaller', async () => {
    const bytes = later<unknown>()
    const handlers = { 'attachments.read': () => bytes.promise, 'drafts.attachBytes': attachBytes }
    const { state, names } = createState([picture], handlers)
    void state.shrink('p', 800)
    const sent = state.settled().then(names)
    bytes.resolve(read())
    expect(await sent).toEqual(['big.jpg'])
  })

  it('does not keep Send waiting for what failed', async () => {
    const broken = () => Promise.reject(new Error('broken'))
    const { state } = createState([picture], { 'attachments.read': read }, broken)
    await expect(state.shrink('p', 800)).rejects.toThrow('broken')
    await state.settled()
    expect(state.busy).toEqual([])
  })

  it('does not keep Send waiting for a picture in the text whose copy broke', async () => {
    const { state } = createState([], { 'drafts.attachFiles': () => Promise.reject(new Error('broken')) })
    const file = new File([new Uint8Array(1)], 'p.png', { type: 'image/png' })
    await expect(state.attachInline(file, 'p@d1')).rejects.toThrow('broken')
    await state.settled()
    expect(state.files).toEqual([])
  })

  it('keeps the name that a picture is given while it is made smaller', async () => {
    const bytes = later<unknown>()
    const handlers = { 'attachments.read': () => bytes.promise, 'drafts.attachBytes': attachBytes }
    const { state, names } = createState([picture], handlers)
    const done = state.shrink('p', 800)
    state.rename('p', 'Harbour.png')
    bytes.resolve(read())
    await done
    expect(names()).toEqual(['Harbour.png'])
  })

  it('stores the draft before a file is taken anew, and keeps the name that is given meanwhile', async () => {
    const taken = later<unknown>()
    const order: string[] = []
    const fake = createFakeBridge({
      'attachments.retake': () => {
        order.push('retake')
        return taken.promise
      },
    })
    const state = new AttachmentsState([file('a')], {
      bridge: fake.bridge,
      draftId: 'd1',
      changed: () => undefined,
      store: () => Promise.resolve(void order.push('store')),
      failed: () => undefined,
      shrinkPicture: smaller,
    })
    const done = state.takeNew('a')
    state.rename('a', 'minutes.txt')
    taken.resolve(ok(file('a2', { name: 'a.txt', sha256: 'new' })))
    await done
    expect(order).toEqual(['store', 'retake'])
    expect(state.files).toMatchObject([{ id: 'a2', name: 'minutes.txt', sha256: 'new' }])
  })

  it('keeps a name that was given after a file was taken out, when that is put back', () => {
    const { state, names } = createState(abc)
    state.remove('b')
    state.rename('a', 'first.txt')
    state.undo()
    expect(names()).toEqual(['first.txt', 'b.txt', 'c.txt'])
  })
})

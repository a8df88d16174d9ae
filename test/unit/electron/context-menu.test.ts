import { expect, it } from 'vitest'
import { contextMenuTemplate, type PressedPlace } from '../../../main/electron/context-menu.ts'

const flags = {
  ...{ canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true, canDelete: true },
  ...{ canSelectAll: true, canEditRichly: true },
}
const nothing: PressedPlace = {
  ...{ dictionarySuggestions: [], editFlags: flags, isEditable: false, linkURL: '' },
  ...{ misspelledWord: '', selectionText: '' },
}

function show(place: Partial<PressedPlace>) {
  const done: string[] = []
  const note = (name: string) => (text: string) => void done.push(`${name} ${text}`)
  const items = contextMenuTemplate(
    { ...nothing, ...place },
    { replace: note('replace'), learn: note('learn'), copy: note('copy'), open: note('open') },
  )
  const choose = (label: string) => {
    const item = items.find((one) => one.label === label)
    ;(item?.click as (() => void) | undefined)?.()
    return done
  }
  return { labels: items.map(({ label, type }) => label ?? type), items, choose }
}

it('context menu: there is none where nothing can be done', () => {
  expect(show({}).items).toEqual([])
  expect(show({ selectionText: '  ' }).items).toEqual([])
  expect(show({ linkURL: 'app://sendoff/x' }).items).toEqual([])
})

it('context menu: an editable place has cut, copy, paste and select all by their roles', () => {
  const { items } = show({ isEditable: true, editFlags: { ...flags, canCut: false, canCopy: false } })
  expect(items.map(({ role, type }) => role ?? type)).toEqual([
    ...['cut', 'copy', 'paste', 'pasteAndMatchStyle', 'separator', 'selectAll'],
  ])
  expect(items.filter(({ enabled }) => enabled === false).map(({ role }) => role)).toEqual(['cut', 'copy'])
  const plain = show({ isEditable: true, editFlags: { ...flags, canEditRichly: false } })
  expect(plain.labels).not.toContain('Paste as text')
})

it('context menu: a misspelled word has its suggestions and can be learnt', () => {
  const place = { isEditable: true, misspelledWord: 'helo', dictionarySuggestions: ['hello', 'help'] }
  const { labels, choose } = show(place)
  expect(labels.slice(0, 5)).toEqual([
    ...['hello', 'help', 'separator', 'Add “helo” to the dictionary', 'separator'],
  ])
  expect(choose('help')).toEqual(['replace help'])
  expect(show(place).choose('Add “helo” to the dictionary')).toEqual(['learn helo'])
  expect(show({ ...place, dictionarySuggestions: [] }).items[0]).toMatchObject({
    label: 'No suggestion',
    enabled: false,
  })
  expect(show({ ...place, isEditable: false }).items).toEqual([])
})

it('context menu: a link is opened only where the system’s browser may have it', () => {
  const web = show({ linkURL: 'https://example.org/a', selectionText: 'x' })
  expect(web.labels).toEqual(['Open example.org in the browser', 'Copy link address', 'separator', 'Copy'])
  expect(web.choose('Open example.org in the browser')).toEqual(['open https://example.org/a'])
  expect(show({ linkURL: 'https://a@evil.example/' }).labels).toEqual(['Copy link address'])
  expect(show({ linkURL: 'http://example.org/' }).labels).toEqual(['Copy link address'])
  expect(show({ linkURL: 'file:///etc/passwd' }).items).toEqual([])
  const mail = show({ linkURL: 'mailto:a%20b@example.org?subject=x' })
  expect(mail.choose('Copy address')).toEqual(['copy a b@example.org'])
  expect(show({ linkURL: 'mailto:%zz@example.org' }).choose('Copy address')).toEqual(['copy %zz@example.org'])
})

import { describe, expect, it } from 'vitest'
import { childrenOf, parseXml, textOf } from '../../../main/discovery/xml.ts'

const messageOf = (text: string): string => {
  const parsed = parseXml(text)
  return parsed.ok ? 'taken' : parsed.message
}

describe('parseXml', () => {
  it('gives a tree with namespaces, attributes, text, CDATA and the five entities', () => {
    const parsed = parseXml(
      '\uFEFF<?xml version="1.0"?><!-- c --><a xmlns="urn:a" k="v&amp;"><b> 1 <![CDATA[<2>]]></b><x:b xmlns:x="urn:x" x:z="1"/></a>',
    )
    if (!parsed.ok) throw new Error(parsed.message)
    const { root } = parsed
    expect([root.name, root.uri, root.attributes.get('k')]).toEqual(['a', 'urn:a', 'v&'])
    expect(textOf(root, 'b')).toBe('1 <2>')
    expect(textOf(root, 'none')).toBe('')
    const [, second] = childrenOf(root, 'b')
    expect([second?.uri, second?.attributes.size]).toEqual(['urn:x', 0])
  })

  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>', 'has a DOCTYPE'],
    [
      'entities that go round',
      '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>',
      'has a DOCTYPE',
    ],
    [
      'an entity of a file',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'has a DOCTYPE',
    ],
    ['an unknown entity', '<a>&x;</a>', 'is not well-formed'],
    ['a tag left open', '<a><b></a>', 'is not well-formed'],
    ['nothing', '', 'is not well-formed'],
    ['a prefix without a namespace', '<x:a/>', 'is not well-formed'],
    ['two roots', '<a/><a/>', 'is not well-formed'],
    ['a web page', '<html><body><p>Sign in<br></body></html>', 'is not well-formed'],
    ['JSON', '{"a":1}', 'is not well-formed'],
    ['a control character', '<a>\u0000</a>', 'is not well-formed'],
    ['deep nesting', '<a>'.repeat(40) + '</a>'.repeat(40), 'more than 32 deep'],
    ['many elements', `<a>${'<b/>'.repeat(5_000)}</a>`, 'more than 5000 elements'],
    [
      'many attributes',
      `<a ${Array.from({ length: 65 }, (_, n) => `k${n}="1"`).join(' ')}/>`,
      'more than 64 attributes',
    ],
    ['a huge document', `<a>${'x'.repeat(256 * 1024)}</a>`, 'has more than 256 kB'],
  ])('refuses %s', (_what, text, message) => {
    expect(messageOf(text)).toContain(message)
  })
})

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyContent } from '../../../main/drafts/drafts.ts'
import { createChecker } from '../../../main/merge/check.ts'
import { noRoles, type MergeJob } from '../../../main/merge/job.ts'
import { fieldsOf, toContent } from '../../../main/merge/letter.ts'
import { findInside } from '../../../main/merge/row-files.ts'
import { findFields } from '../../../main/merge/template.ts'

function jobWith(over: Partial<MergeJob> = {}): MergeJob {
  return {
    ...{ id: 'j', name: 'Letter', createdAt: 0, state: 'draft', table: null, folder: null, perMinute: null },
    columns: ['Email', 'First', 'Fee'],
    roles: { ...noRoles, address: 0, name: 1 },
    missing: {},
    duplicates: 'skip',
    content: {
      ...emptyContent,
      identityId: 'i',
      subject: 'Your season, {{First}}',
      text: 'Dear {{ first }},\n{{Fee}}',
    },
    ...over,
  }
}
const row = (number: number, ...cells: string[]) => ({ number, cells })

describe('fields', () => {
  test('are filled in, in subject, text, HTML and names of files; only HTML is escaped', () => {
    const file = { id: 'f', name: 'invoice-{{Fee}}.pdf', type: 'application/pdf', size: 1, file: 'f' }
    const attachments = [{ ...file, sha256: 'a'.repeat(64), copiedAt: 0 }]
    const job = jobWith()
    const content = { ...job.content, html: '<p title="{{Fee}}">{{First}}</p>', attachments }
    expect(toContent({ ...job, content }, row(1, 'a@example.org', 'Anna <b>', '"1/2"'), [])).toMatchObject({
      to: ['"Anna <b>" <a@example.org>'],
      subject: 'Your season, Anna <b>',
      text: 'Dear Anna <b>,\n"1/2"',
      html: '<p title="&quot;1/2&quot;">Anna &lt;b&gt;</p>',
      attachments: [{ name: '2".pdf' }],
    })
  })

  test('P28: a cell for Cc may have a recipient on each line', () => {
    const job = jobWith({ roles: { ...noRoles, address: 0, cc: 1, bcc: 2 } })
    const made = toContent(
      job,
      row(1, 'a@example.org', 'Bo <b@example.org>\r\nCy <c@example.org>', 'd\t@x\n e@x'),
      [],
    )
    expect(made.cc).toEqual(['Bo <b@example.org>', 'Cy <c@example.org>'])
    expect(made.bcc).toEqual(['d @x', 'e@x'])
  })

  test('P28: a cell makes no header of its own', () => {
    const made = toContent(jobWith(), row(1, 'a@example.org', 'Anna\r\nBcc: evil@example.org', '1'), [])
    expect(made.subject).toBe('Your season, Anna Bcc: evil@example.org')
    expect(made.to.join()).not.toMatch(/[\r\n]/)
  })

  test('what a cell holds is never a field again', () => {
    const made = toContent(jobWith(), row(1, 'a@example.org', '{{Fee}}', 'secret'), [])
    expect(made.subject).toBe('Your season, {{Fee}}')
  })

  test.each([
    '{{#a}}',
    '{{/a}}',
    '{{^a}}',
    '{{>a}}',
    '{{!a}}',
    '{{&a}}',
    '{{{a}}}',
    '{{=<% %>=}}',
    '{{}}',
    '{{a',
  ])('%s is shown as a fault with its place, and does nothing', (text) => {
    const { places, faults } = findFields(`one\ntwo ${text}`)
    expect(places).toEqual([])
    expect(faults[0]).toMatchObject({ line: 2, column: 5 })
  })

  test('are listed once, whatever their case', () => {
    expect(fieldsOf(jobWith().content)).toEqual(['First', 'Fee'])
  })
})

describe('before it starts', () => {
  const judge = (job: MergeJob, ...rows: readonly string[][]) => {
    const checker = createChecker(job)
    rows.forEach((cells, at) => checker.add(row(at + 1, ...cells), []))
    return checker.result()
  }
  test('rows that lack a field, have no address or repeat one are named', () => {
    const check = judge(
      jobWith(),
      ['a@example.org', '', '1'],
      ['nobody', 'Bo', '1'],
      ['A@example.org', 'Al', '1'],
      ['a@EXAMPLE.org', 'An', '1'],
    )
    expect(check).toMatchObject({
      rows: 4,
      messages: 2,
      problems: [],
      missing: [{ field: 'First', rows: { count: 1, first: [1] }, isSettled: false }],
      badAddresses: { count: 1, first: [2] },
      duplicates: { count: 1, first: [4] },
    })
  })

  test('a choice settles what is missing', () => {
    const job = jobWith({ missing: { first: { do: 'text', text: 'member' } } })
    expect(judge(job, ['a@example.org', '', '1']).missing).toMatchObject([{ isSettled: true }])
    expect(toContent(job, row(1, 'a@example.org', '', '1'), []).subject).toBe('Your season, member')
  })

  test('a field without a column, and fields of lists that are none, are in the way', () => {
    const job = jobWith()
    const list = { id: 'no dots', unsubscribe: ['ftp://x', 'mailto:leave@example.org'], oneClick: true }
    const content = { ...job.content, text: '{{Boat}}', options: { list } }
    expect(judge({ ...job, content }, ['a@example.org', 'A', '1']).problems).toEqual([
      'The table has no column for “Boat”.',
      expect.stringContaining('List-Id'),
      expect.stringContaining('“ftp://x”'),
      expect.stringContaining('One-click'),
    ])
  })

  test('P28: an address to unsubscribe at tells whose it is, and a cell cannot make another of it', () => {
    const job = jobWith()
    const list = {
      unsubscribe: ['https://x.example/u?m={{ First }}', 'mailto:leave@x.example'],
      oneClick: true,
    }
    const listed = { ...job, content: { ...job.content, options: { list } } }
    const made = toContent(listed, row(1, 'a@example.org', 'A & <b>\r\nBcc: c@d.example', '1'), [])
    expect(made.options?.list).toEqual({
      unsubscribe: [
        'https://x.example/u?m=A%20%26%20%3Cb%3E%20Bcc%3A%20c%40d.example',
        'mailto:leave@x.example',
      ],
      oneClick: true,
    })
    expect(judge(listed, ['a@example.org', 'A', '1']).problems).toEqual([])
    const lacking = { unsubscribe: ['https://x.example/{{Member no}}'] }
    expect(
      judge({ ...job, content: { ...job.content, options: { list: lacking } } }, ['a@example.org', 'A', '1'])
        .problems,
    ).toEqual(['The table has no column for “Member no”.'])
  })

  test('a greeting without a name is seen', () => {
    const job = jobWith()
    const greeting = (text: string) => judge({ ...job, content: { ...job.content, text } }).lacksName
    expect([greeting('Dear member,'), greeting('\nHello {{First}},'), greeting('The season')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

test('a file of a row is never outside of the folder', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sendoff-merge-'))
  const folder = join(dir, 'files')
  await mkdir(join(folder, 'sub'), { recursive: true })
  await writeFile(join(dir, 'secret'), 'x')
  await writeFile(join(folder, 'sub', 'a.pdf'), 'x')
  await symlink(join(dir, 'secret'), join(folder, 'link'))
  await symlink(join(folder, 'sub'), join(folder, 'inner'))
  const tell = async (path: string) => {
    const found = await findInside(folder, path)
    return found.ok || found.message
  }
  expect(await tell('sub/a.pdf')).toBe(true)
  expect(await tell('sub\\a.pdf')).toBe(true)
  expect(await tell('inner/a.pdf')).toBe(true)
  for (const path of ['../secret', 'link', join(dir, 'secret'), 'sub/../../secret', '..'])
    expect(await tell(path)).toContain('not inside')
  for (const path of ['none.pdf', 'sub']) expect(await tell(path)).toContain('is not in the folder')
  await rm(dir, { recursive: true })
})

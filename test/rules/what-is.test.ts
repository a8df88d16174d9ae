import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../main/settings/defaults.ts'
import { about as german } from '../../renderer/text/de/about.ts'
import { about as english } from '../../renderer/text/en/about.ts'

/** Forms in which each field says what it is. */
const forms = [
  ...['servers', 'oauth', 'identities', 'merge'].flatMap((folder) => inFolder(`renderer/${folder}`)),
  'renderer/compose/MessageOptionFields.svelte',
  'renderer/compose/OptionsPanel.svelte',
  'renderer/schedule/LastFields.svelte',
]

/** No forms of what is sent: they name what they do, or hold what a person searches, picks or fills in once. */
const others = new Set([
  'servers/DeleteServer',
  'servers/ServersView',
  'merge/BeforeStart',
  'merge/PeopleDialog',
])

function inFolder(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => join(folder, name))
}

/** Fields of a component that say nothing, by what stands in their tag. */
function silentFields(source: string): readonly string[] {
  const markup = source.replace(/<script[^]*?<\/script>/, '')
  const fields = markup.match(/<(?:Field|TextField|SelectField)\s[^]*?\/>/g) ?? []
  const silent = fields.filter((tag) => !tag.includes('about='))
  const checks = [...markup.matchAll(/<input\s[^>]*type="checkbox"/g)]
  // Boxes of one group are told of at the group.
  const says = markup.includes('<WhatIs')
  return [...silent, ...(checks.length > 0 && !says ? [checks[0]?.[0] ?? ''] : [])]
}

it('each setting has a row, which says what it does and how it comes', () => {
  const rows = inFolder('renderer/settings')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const ofTheDay = ['sending', 'pausedLanes']
  const names = Object.keys(defaultSettings).filter((name) => !ofTheDay.includes(name))
  expect(names.filter((name) => !rows.includes(`name="${name}"`) && !rows.includes(`'${name}'`))).toEqual([])
  const stored = rows.match(/<(?:ChoiceRow|SwitchRow|SettingRow)\s[^]*?name=[^]*?\/?>/g) ?? []
  expect(stored.length).toBeGreaterThan(10)
  expect(stored.filter((row) => !/hint=|\{hint\}/.test(row))).toEqual([])
})

describe('What is this?', () => {
  it('each field of the forms says it', () => {
    const looked = forms.filter((file) => ![...others].some((name) => file.endsWith(`${name}.svelte`)))
    const silent = looked.flatMap((file) =>
      silentFields(readFileSync(file, 'utf8')).map(
        (tag) => `${file}: ${tag.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
      ),
    )
    expect(looked.length).toBeGreaterThan(15)
    expect(silent).toEqual([])
  })

  it('notices a field that does not', () => {
    expect(silentFields(`<Field label={t('a')} bind:value={b} />`)).toHaveLength(1)
    expect(silentFields(`<Field label={t('a')} about={t('about.a')} bind:value={b} />`)).toEqual([])
    expect(silentFields(`<input type="checkbox" bind:checked={a} />`)).toHaveLength(1)
  })

  it('leaves nothing out that would say it', () => {
    const needless = [...others].filter((name) => {
      return silentFields(readFileSync(`renderer/${name}.svelte`, 'utf8')).length === 0
    })
    expect(needless).toEqual([])
  })

  it('in both languages, each in words of its own, and none for a field that is not there', () => {
    const sources = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.svelte'))
      .map((name) => readFileSync(join('renderer', name), 'utf8'))
      .join('\n')
    const keys = Object.keys(english) as (keyof typeof english)[]
    expect(keys.filter((key) => german[key] === english[key])).toEqual([])
    const unused = keys.filter((key) => !key.startsWith('about.role.') && !sources.includes(`'${key}'`))
    expect(unused).toEqual([])
  })
})

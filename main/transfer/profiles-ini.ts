/** A profile that Thunderbird's profiles.ini names. */
export interface ProfileEntry {
  readonly name: string
  readonly path: string
  /** Whether the path is below the folder that profiles.ini is in. */
  readonly isRelative: boolean
  readonly isDefault: boolean
}

const maxProfiles = 100

/** The profiles of a `profiles.ini`, the one that opens by default first; sections without a path are passed over. */
export function parseProfilesIni(text: string): readonly ProfileEntry[] {
  const sections = readSections(text)
  // An installation says which profile it opens (`[Install…] Default=path`); without one `Default=1` of the profile holds.
  const opened = sections.flatMap(({ name, values }) =>
    /^Install/i.test(name) ? [values.get('default') ?? ''] : [],
  )
  const profiles = sections
    .filter(({ name }) => /^Profile\d+$/i.test(name))
    .flatMap(({ values }) => {
      const path = values.get('path') ?? ''
      if (path === '') return []
      const isDefault = opened.length > 0 ? opened.includes(path) : values.get('default') === '1'
      return [
        { name: values.get('name') ?? path, path, isRelative: values.get('isrelative') !== '0', isDefault },
      ]
    })
  return profiles.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)).slice(0, maxProfiles)
}

interface Section {
  readonly name: string
  readonly values: Map<string, string>
}

function readSections(text: string): readonly Section[] {
  const sections: Section[] = []
  for (const raw of text.split('\n').slice(0, 10_000)) {
    const line = raw.trim()
    const name = /^\[([^\]]*)\]$/.exec(line)?.[1]
    if (name !== undefined) sections.push({ name, values: new Map() })
    const at = line.indexOf('=')
    if (at > 0 && !/^[;#[]/.test(line)) {
      sections.at(-1)?.values.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim())
    }
  }
  return sections
}

import type { GroupForm, Member } from '../../main/api.ts'

/** Members of a group from lines of text; who was a member with a contact stays one of that contact. */
export function parseMemberLines(lines: string, before: readonly Member[]): GroupForm['members'] {
  const known = new Map(before.map((member) => [member.address.toLowerCase(), member.contactId]))
  return lines
    .split(/[\r\n;]+|,(?=[^"]*(?:"[^"]*"[^"]*)*$)/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', inside = line] = /^\s*"?([^"<]*?)"?\s*<([^<>]*)>\s*$/.exec(line) ?? []
      const contactId = known.get(inside.toLowerCase())
      return {
        address: inside,
        ...(name === '' ? {} : { name }),
        ...(contactId === undefined ? {} : { contactId }),
      }
    })
}

/** One thing that the app asked of the desktop and that the stand-in can only note. */
export interface HostRecord {
  readonly member: string
  readonly args: readonly unknown[]
}

const records: HostRecord[] = []

/** Notes a call that has nothing to show for itself here (badge, tray, openExternal …). Tests read the list. */
export function record(member: string, ...args: readonly unknown[]): void {
  records.push({ member, args })
}

export function recorded(member?: string): readonly HostRecord[] {
  return member === undefined ? [...records] : records.filter((item) => item.member === member)
}

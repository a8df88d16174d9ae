/** Octets of a file name that common file systems take. */
const maxLength = 240

/**
 * A name that is safe in a header and on any disk: no path, no control character (P28), no bidirectional override that
 * would show `exe.gpj` as something else. Never empty.
 */
export function toFileName(name: string): string {
  const clean = (name.split(/[/\\]/).at(-1) ?? '')
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  const usable = clean === '' || clean === '.' || clean === '..' ? 'file' : clean
  return shorten(usable)
}

/** Names by which Windows means a device, whatever ending they have. */
const device =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(?:\.|$)/i

/**
 * The name under which a foreign file is written: `toFileName`, not hidden, and on Windows too no device, no stream behind a
 * colon, no dot or space at the end, which would be left out there and make `a.exe.` a program.
 */
export function toDiskName(name: string): string {
  const plain = toFileName(name)
    .replaceAll(/[:*?"<>|]+/g, ' ')
    .replace(/[. ]+$/, '')
    .replace(/^[. ]+/, '')
  if (plain === '') return 'file'
  return device.test(plain) ? `_${plain}` : plain
}

/** Cuts the middle, so that the ending stays. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxLength) return name
  const ending = /\.[^.]{1,12}$/.exec(name)?.[0] ?? ''
  let stem = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(stem) > maxLength - Buffer.byteLength(ending)) stem = stem.slice(0, -1)
  return `${stem}${ending}`
}

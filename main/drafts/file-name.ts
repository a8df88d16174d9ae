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

/** Cuts the middle, so that the ending stays. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxLength) return name
  const ending = /\.[^.]{1,12}$/.exec(name)?.[0] ?? ''
  let stem = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(stem) > maxLength - Buffer.byteLength(ending)) stem = stem.slice(0, -1)
  return `${stem}${ending}`
}

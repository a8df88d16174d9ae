// A picture drawn anew, smaller. What the camera noted in it (place, device) does not come along.

export interface SmallerPicture {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export type ShrinkPicture = (
  bytes: Uint8Array,
  file: { readonly name: string; readonly type: string },
  edge: number,
) => Promise<SmallerPicture | null>

const quality = 0.82
/** Types that this window can draw anew. */
const shrinkable = /^image\/(?:jpeg|png|webp|bmp|avif)$/

/** Whether a picture of this type can be made smaller here. */
export function canShrink(type: string): boolean {
  return shrinkable.test(type)
}

/** Longer sides that are offered, in pixels. */
export const pictureEdges = [800, 1280, 1920] as const

/**
 * Width and height with the longer side at most `edge`; never larger than it was.
 */
export function fitInto(
  width: number,
  height: number,
  edge: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The name with the ending of its new type. */
export function nameOfSmaller(name: string, type: string): string {
  const ending = type === 'image/png' ? '.png' : '.jpg'
  const isNamedSo = type === 'image/png' ? /\.png$/i.test(name) : /\.jpe?g$/i.test(name)
  return isNamedSo ? name : `${name.replace(/\.[^.]{1,10}$/, '')}${ending}`
}

/** Draws it; null where the octets are no picture that this window knows. */
export const shrinkPicture: ShrinkPicture = async (bytes, { name, type }, edge) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type })).catch(() => null)
  if (bitmap === null) return null
  const { width, height } = fitInto(bitmap.width, bitmap.height, edge)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  // A photograph gains most as JPEG; what has see-through parts stays PNG.
  const keepsAlpha = type !== 'image/jpeg' && hasTransparency(context.getImageData(0, 0, width, height).data)
  const made = keepsAlpha ? 'image/png' : 'image/jpeg'
  const blob = await canvas.convertToBlob({ type: made, quality })
  return { name: nameOfSmaller(name, made), type: made, bytes: new Uint8Array(await blob.arrayBuffer()) }
}

/** Whether any pixel lets the ground through. */
export function hasTransparency(pixels: Uint8ClampedArray): boolean {
  for (let index = 3; index < pixels.length; index += 4) if (pixels[index] !== 255) return true
  return false
}

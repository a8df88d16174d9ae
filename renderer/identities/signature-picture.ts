import type { SignaturePicture } from '../../main/identities/identity.ts'

/** Octets of all pictures of one signature, as main allows. */
export const maxOctets = 200_000

export interface TakenPicture extends Omit<SignaturePicture, 'cid'> {
  readonly octets: number
}

/** Reads a picture for a signature; null: it is none that every reader shows. */
export async function readPicture(file: File): Promise<TakenPicture | null> {
  const type = /^image\/(?:png|jpeg|gif|webp)$/.test(file.type)
    ? (file.type as SignaturePicture['type'])
    : null
  if (type === null) return null
  const octets = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (const octet of octets) binary += String.fromCharCode(octet)
  return { name: file.name, type, base64: btoa(binary), octets: octets.length }
}

import jsQR from 'jsqr'

/** Reads the code in a picture, for browsers that cannot by themselves. Loaded only when the camera is switched on. */
export const readCode = ({ data, width, height }: ImageData): string | null =>
  jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null

/// <reference lib="dom" />

const longestSide = 2560

/**
 * A picture at most 2560 px wide and high, drawn anew on the device, which also leaves the place where it was taken behind. What cannot be
 * drawn (HEIC elsewhere than on a Mac, a video, a PDF) goes as it is.
 */
export async function smaller(file: File): Promise<{ file: File; preview?: HTMLCanvasElement }> {
  if (!/^image\/(?:jpeg|png|webp)$/.test(file.type)) return { file }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) return { file }
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const preview = draw(bitmap, Math.min(1, 1280 / Math.max(bitmap.width, bitmap.height)))
  if (scale === 1 && file.type !== 'image/jpeg') return { file, preview }
  const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg'
  const blob = await new Promise<Blob | null>((resolve) => draw(bitmap, scale).toBlob(resolve, type, 0.86))
  bitmap.close()
  return blob ? { file: new File([blob], file.name.replace(/\.webp$/i, '.jpg'), { type }), preview } : { file, preview }
}

function draw(bitmap: ImageBitmap, scale: number) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

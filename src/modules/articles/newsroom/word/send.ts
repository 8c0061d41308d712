/// <reference lib="dom" />

export type Sent = { url: string } | { why: string | null }

/**
 * Sends a Word file and tells how far it is, 0 to 1; 1 is all sent, and the server reads. `why`: the server's sentence, null when the line
 * was cut. XMLHttpRequest, because fetch does not tell how much has gone out.
 */
export function sendWord(url: string, form: FormData, progress: (part: number) => void): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onload = () => {
      const answer = request.response as { url?: string; issues?: Record<string, string> } | null
      resolve(answer?.url ? { url: answer.url } : { why: Object.values(answer?.issues ?? {})[0] ?? null })
    }
    request.onerror = request.ontimeout = () => resolve({ why: null })
    request.send(form)
  })
}

export const isWordFile = (file: File) => /\.(?:docx?|docm|dotx)$/i.test(file.name) || /wordprocessingml|msword/.test(file.type)

import type { Issues } from '../../kernel/errors.ts'
import type { Finding } from '../coach/index.ts'

/** Of what the checks found, what stops sending: the first of each field. Field → message key; `body` speaks of the text and its pictures. */
export function issuesOf(findings: readonly Finding[]): Issues {
  const found: Issues = {}
  for (const { level, place, why } of findings) {
    if (level !== 'required') continue
    const field = 'field' in place && place.field !== 'cover' ? place.field : 'body'
    found[field] ??= messages[why] ?? 'checksOpen'
  }
  return found
}

const messages: { [why: string]: string } = {
  titleMissing: 'titleMissing',
  titleTooLong: 'titleTooLong',
  leadMissing: 'leadMissing',
  sectionMissing: 'sectionMissing',
  bodyMissing: 'bodyMissing',
  pictureUploading: 'stillUploading',
  videoUploading: 'stillUploading',
  fileUploading: 'stillUploading',
  altMissing: 'altMissing',
  creditMissing: 'creditMissing',
}

import type { Rule } from '../rule.ts'
import { capitalRules } from './capitals.ts'
import { dateRules } from './dates.ts'
import { letterRules } from './letters.ts'
import { linkRules } from './links.ts'
import { pictureRules } from './pictures.ts'
import { privateRules } from './private.ts'
import { sentenceRules } from './sentences.ts'
import { whole } from './whole.ts'
import { wordRules } from './words.ts'

/** Every check, in the order in which people read about them. */
export const rules: readonly Rule[] = [
  ...whole,
  ...pictureRules,
  ...privateRules,
  ...linkRules,
  ...sentenceRules,
  ...dateRules,
  ...capitalRules,
  ...letterRules,
  ...wordRules,
]

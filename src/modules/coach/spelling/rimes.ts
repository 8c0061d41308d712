/**
 * Every rime of the written language, without tone: glide, nucleus, coda. `uy`, `uê`, `oa` … stand for what follows an onset other than
 * `qu`, which has the glide in itself; `ia` and `iê` stand for what `gi` swallows an i of.
 */
const table = `
  a ai am an ang anh ao ap at ac ach au ay
  ăm ăn ăng ăp ăt ăc
  âm ân âng âp ât âc âu ây
  e em en eng eo ep et ec
  ê êm ên ênh êu êp êt êch
  i im in inh ip it ich iu ia iêm iên iêng iêp iêt iêc iêu
  o oi om on ong op ot oc ooc oong
  ô ôi ôm ôn ông ôp ôt ôc
  ơ ơi ơm ơn ơp ơt
  u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc
  ư ưi ưm ưng ưt ưc ưu ưa ươi ươm ươn ương ươp ươt ươc ươu
  y yêm yên yêng yêt yêu
  oa oai oam oan oang oanh oao oap oat oac oach oay
  oăm oăn oăng oăt oăc
  oe oen oeo oet
  uân uâng uât uây
  uê uênh uêch uêu
  uơ uơi
  uy uya uych uyn uynh uyp uyt uyu uyên uyêt`

export const rimes: ReadonlySet<string> = new Set(table.trim().split(/\s+/))

/** After `qu` the u is the glide: `quân` is qu + ân, `quy` is qu + y. */
export const rimesAfterQu: ReadonlySet<string> = new Set(
  `a ai am an ang anh ao ap at ac ach au ay ăm ăn ăng ăp ăt ăc ân âng ât âc âu ây e en eng eo et ec ê ên ênh êt êch êu
   i in inh it ich iu iên iêt o ôc ơ ơn y yên yêt yt ynh ych ynh yu`.split(/\s+/),
)

/** After `gi` an i of the rime is written once: gì, gìn, giêng, giết, giễu. */
export const rimesOfGi: Readonly<Record<string, string>> = {
  '': 'i',
  n: 'in',
  ch: 'ich',
  t: 'it',
  êng: 'iêng',
  êt: 'iêt',
  êc: 'iêc',
  êm: 'iêm',
  êu: 'iêu',
}

/** Without an onset the sound iê is written yê, and after one it never is. */
export const onlyBare: ReadonlySet<string> = new Set(['yêm', 'yên', 'yêng', 'yêt', 'yêu'])
export const neverBare: ReadonlySet<string> = new Set(['iêm', 'iên', 'iêng', 'iêp', 'iêt', 'iêc', 'iêu'])

/** A rime of y alone: after no onset and after these. */
export const onsetsBeforeY: ReadonlySet<string> = new Set(['', 'h', 'k', 'l', 'm', 's', 't', 'v', 'n', 'b', 'd', 'đ'])

import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../../kernel/text.ts'
import { Button } from '../../../../ui/button/button.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { text } from './text.ts'

/** All questions the editor asks, as the browser's own dialogs; the script opens and fills them. */
export function EditorDialogs({ lang }: { lang: Lang }) {
  return (
    <>
      <LocalDialog lang={lang} />
      <ConflictDialog lang={lang} />
      <LinkDialog lang={lang} />
      <TableDialog lang={lang} />
      <PickerDialog lang={lang} />
      <PictureDialog lang={lang} />
      <GalleryDialog lang={lang} />
      <MediaDialog lang={lang} />
    </>
  )
}

type BoxProps = { id: string; title?: string; wide?: boolean; children: ComponentChildren }

function Box({ id, title, wide, children }: BoxProps) {
  return (
    <dialog id={id} class={wide ? 'hop-tn rong-tn ed-hop' : 'hop-tn ed-hop'} aria-labelledby={`${id}-ten`}>
      <form method="dialog" novalidate>
        <h2 id={`${id}-ten`}>{title}</h2>
        {children}
      </form>
    </dialog>
  )
}

type InputProps = {
  id: string
  label: string
  hint?: string
  type?: 'text' | 'number' | 'search'
  value?: string
  min?: number
  max?: number
  maxlength?: number
}

const Input = ({ id, label, hint, type = 'text', ...rest }: InputProps) => (
  <p class="ed-o">
    <label for={id}>{label}</label>
    {hint && <small id={`${id}-gy`}>{hint}</small>}
    <input {...rest} id={id} type={type as 'text'} autocomplete="off" aria-describedby={hint ? `${id}-gy` : undefined} />
  </p>
)

const Tick = ({ id, label }: { id: string; label: string }) => (
  <p class="ed-o ed-tich">
    <input id={id} type="checkbox" /> <label for={id}>{label}</label>
  </p>
)

/** A file's input behind a label that looks like a button. */
const Upload = ({ label, several }: { label: string; several?: boolean }) => (
  <label class="btn p">
    <Icon name="upload" />
    {label}
    <input class="vh" type="file" accept={several ? 'image/*' : undefined} multiple={several} data-tep />
  </label>
)

/** The obvious answer comes first, for Enter takes the first; the style sheet shows it last. */
const Foot = ({ children }: { children: ComponentChildren }) => <p class="ed-nut">{children}</p>

const Cancel = ({ lang }: { lang: Lang }) => (
  <Button kind="plain" value="" formnovalidate>
    {text[lang].cancel}
  </Button>
)

function LocalDialog({ lang }: { lang: Lang }) {
  const t = text[lang].local
  return (
    <Box id="hop-tren-may" title={t.title}>
      <p data-loi />
      <p data-moi hidden>
        {t.newer}
      </p>
      <p class="ed-trich" data-trich />
      <Foot>
        <Button value="use">{t.use}</Button>
        <Button kind="outline" value="drop">
          {t.drop}
        </Button>
      </Foot>
    </Box>
  )
}

function ConflictDialog({ lang }: { lang: Lang }) {
  const t = text[lang].conflict
  return (
    <Box id="hop-hai-ban" wide>
      <p>{t.lead}</p>
      <p class="ed-sai" role="alert" data-sai />
      <div class="ed-khac-nhau" data-khac hidden>
        <iframe sandbox="" title={t.comparing} />
      </div>
      <Foot>
        <Button type="button" data-chon="compare">
          {t.compare}
        </Button>
        <Button kind="outline" type="button" data-chon="both" title={t.bothNote}>
          {t.both}
        </Button>
        <Button kind="outline" type="button" data-chon="take" title={t.takeNote}>
          {t.take}
        </Button>
        <Button kind="plain" value="later">
          {t.later}
        </Button>
      </Foot>
    </Box>
  )
}

function LinkDialog({ lang }: { lang: Lang }) {
  const t = text[lang].link
  return (
    <Box id="hop-lien-ket" title={t.title}>
      <Input id="lk-dia-chi" label={t.address} hint={t.hint} maxlength={2000} />
      <p class="ed-sai" role="alert" data-sai />
      <Input id="lk-chu" label={t.label} maxlength={500} />
      <Tick id="lk-rieng" label={t.alone} />
      <Foot>
        <Button value="ok">{text[lang].done}</Button>
        <Cancel lang={lang} />
        <Button kind="plain" class="ed-trai" value="remove" data-bo hidden>
          {t.remove}
        </Button>
      </Foot>
    </Box>
  )
}

function TableDialog({ lang }: { lang: Lang }) {
  const t = text[lang].table
  return (
    <Box id="hop-bang" title={t.title}>
      <div class="ed-hai">
        <Input id="bg-hang" label={t.rows} type="number" value="3" min={1} max={200} />
        <Input id="bg-cot" label={t.columns} type="number" value="3" min={1} max={20} />
      </div>
      <p class="ed-o ed-tich">
        <input id="bg-dau" type="checkbox" checked /> <label for="bg-dau">{t.header}</label>
      </p>
      <Foot>
        <Button value="ok">{text[lang].insert}</Button>
        <Cancel lang={lang} />
      </Foot>
    </Box>
  )
}

function PickerDialog({ lang }: { lang: Lang }) {
  const t = text[lang].picker
  return (
    <Box id="hop-thu-vien" wide>
      <p class="ed-tai-len">
        <Upload label={t.upload} />
      </p>
      <Input id="tv-tim" label={t.search} type="search" />
      <p class="ed-nhe" role="status" data-loi />
      <ul class="ed-luoi n" data-luoi aria-label={t.library} />
      <Button kind="outline" type="button" data-them hidden>
        {t.more}
      </Button>
      <Foot>
        <Button value="ok" data-chen disabled>
          {t.one}
        </Button>
        <Button kind="outline" value="gallery" data-chum hidden />
        <Cancel lang={lang} />
      </Foot>
    </Box>
  )
}

function PictureDialog({ lang }: { lang: Lang }) {
  const t = text[lang].picture
  return (
    <Box id="hop-anh" title={t.title}>
      <Input id="an-nguon" label={t.creditField} hint={t.creditHint} maxlength={300} />
      <Input id="an-mo-ta" label={t.alt} hint={t.altHint} maxlength={1000} />
      <Tick id="an-trang-tri" label={t.decorative} />
      <Foot>
        <Button value="ok">{text[lang].done}</Button>
        <Cancel lang={lang} />
        <Button kind="plain" class="ed-trai" value="remove">
          {text[lang].remove}
        </Button>
      </Foot>
    </Box>
  )
}

function GalleryDialog({ lang }: { lang: Lang }) {
  const t = text[lang].gallery
  return (
    <Box id="hop-chum" title={t.title} wide>
      <p class="ed-nhe">
        {t.hint} <span class="only-d">{t.keys}</span>
      </p>
      <p class="ed-chum-them">
        <Upload label={t.upload} several />
        <Button kind="outline" icon="images" type="button" data-them>
          {t.library}
        </Button>
      </p>
      <p class="ed-chum-trong" data-trong>
        {t.empty}
      </p>
      <ol class="ed-chum n" data-chum />
      <p class="vh" role="status" data-loi />
      <Foot>
        <Button value="ok">{text[lang].done}</Button>
        <Cancel lang={lang} />
        <Button kind="plain" class="ed-trai" value="remove" data-bo>
          {text[lang].remove}
        </Button>
      </Foot>
    </Box>
  )
}

/** A video's caption and credit, a file's label: one or two fields, named when it opens. */
function MediaDialog({ lang }: { lang: Lang }) {
  return (
    <Box id="hop-tep">
      <Input id="tp-mot" label="" maxlength={2000} />
      <Input id="tp-hai" label="" maxlength={300} />
      <Foot>
        <Button value="ok">{text[lang].done}</Button>
        <Cancel lang={lang} />
        <Button kind="plain" class="ed-trai" value="remove">
          {text[lang].remove}
        </Button>
      </Foot>
    </Box>
  )
}

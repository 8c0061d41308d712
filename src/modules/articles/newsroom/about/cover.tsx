import type { ComponentChildren } from 'preact'
import { Button, LinkButton } from '../../../../ui/button/button.tsx'
import { Card } from '../../../../ui/card/card.tsx'
import { GroupFrame } from '../../../../ui/field/frame.tsx'
import { Form, FormActions } from '../../../../ui/form/form.tsx'
import { Icon } from '../../../../ui/icon/icon.tsx'
import { Picture } from '../../../../ui/picture/picture.tsx'
import type { RenderMedia } from '../../../media/index.ts'
import { pictureOf } from '../../portal/story.ts'
import { articleUrl } from '../address.ts'
import { issueText, text } from '../text.ts'
import type { InfoPage } from './info.tsx'

/** Pictures to choose from: those of the text and the present cover, then a page of the library. */
export type CoverChoice = { own: readonly RenderMedia[]; library: readonly RenderMedia[]; q: string; page: number; more: boolean }

/** The picture that stands for the item in lists. The search is a form of its own that its controls name, since forms do not nest. */
export function Cover({ lang, article, cover, typed, issues = {} }: InfoPage) {
  const t = text[lang]
  const chosen = typed?.cover ?? String(article.coverId ?? '')
  return (
    <Card title={t.cover}>
      <form method="get" action={coverUrl(article.id)} id="tim-anh" role="search" />
      <Form action={articleUrl(article.id, '/anh-dai-dien')}>
        <GroupFrame face={{ name: 'cover', label: t.cover, quiet: true, hint: t.coverHint, error: issueText(lang, issues.cover) }}>
          <div class="tt-bia">
            <Tile value="" chosen={chosen} label={t.noCover}>
              <span class="tt-khong">
                <Icon name="eye-off" />
              </span>
            </Tile>
            {cover.own.map((media) => (
              <PictureTile media={media} chosen={chosen} />
            ))}
          </div>
          <Search lang={lang} q={cover.q} />
          <p class="ht" role="status">
            {cover.library.length === 0 ? t.noPictures : cover.q && t.picturesFor(cover.q)}
          </p>
          <div class="tt-bia">
            {cover.library.map((media) => (
              <PictureTile media={media} chosen={chosen} />
            ))}
          </div>
        </GroupFrame>
        <Pages lang={lang} id={article.id} cover={cover} />
        <FormActions>
          <Button icon="save">{t.saveCover}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

function Tile({ value, chosen, label, children }: { value: string; chosen: string; label: string; children: ComponentChildren }) {
  return (
    <label>
      {children}
      <span>
        <input type="radio" name="cover" value={value} checked={chosen === value} /> {label}
      </span>
    </label>
  )
}

const PictureTile = ({ media, chosen }: { media: RenderMedia; chosen: string }) => (
  <Tile value={String(media.id)} chosen={chosen} label={media.caption || media.name}>
    <Picture {...pictureOf(media)!} alt="" sizes="11rem" />
  </Tile>
)

function Search({ lang, q }: { lang: InfoPage['lang']; q: string }) {
  const t = text[lang]
  return (
    <div class="tt-tim">
      <div class="fld">
        <label for="anh">{t.searchPictures}</label>
        <input type="search" id="anh" name="anh" form="tim-anh" value={q} maxlength={100} autocomplete="off" />
      </div>
      <Button kind="outline" icon="search" form="tim-anh">
        {t.search}
      </Button>
    </div>
  )
}

function Pages({ lang, id, cover: { q, page, more } }: { lang: InfoPage['lang']; id: number; cover: CoverChoice }) {
  const t = text[lang]
  if (page === 1 && !more) return null
  return (
    <p class="nut tt-nut">
      {page > 1 && (
        <LinkButton small kind="plain" icon="chevron-left" href={coverUrl(id, q, page - 1)}>
          {t.newerPictures}
        </LinkButton>
      )}
      {more && (
        <LinkButton small kind="plain" icon="chevron-right" href={coverUrl(id, q, page + 1)}>
          {t.olderPictures}
        </LinkButton>
      )}
    </p>
  )
}

function coverUrl(id: number, q = '', page = 1) {
  const query = new URLSearchParams({ ...(q && { anh: q }), ...(page > 1 && { 'trang-anh': String(page) }) }).toString()
  return `${articleUrl(id, '/thong-tin')}${query && `?${query}`}#cover`
}

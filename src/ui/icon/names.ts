/** Icons of lucide (ISC) that go into the sprite; add a line to use another one. */
// prettier-ignore
export const iconNames = [
  'accessibility', 'archive', 'arrow-down', 'arrow-left', 'arrow-right', 'arrow-up', 'badge-check', 'ban', 'bell', 'bold', 'book-open',
  'building-2', 'calendar-clock', 'calendar-days', 'calendar-range', 'camera', 'chart-column', 'check', 'chevron-down',
  'chevron-left', 'chevron-right', 'chevron-up', 'circle-alert', 'circle-check', 'circle-x', 'clock', 'cloud', 'cloud-off', 'cloud-upload',
  'copy', 'database', 'download', 'ellipsis', 'external-link', 'eye', 'eye-off', 'file-check', 'file-search', 'file-text', 'film',
  'filter', 'flag', 'folder-open', 'globe', 'grip-vertical', 'hard-drive', 'heading-2', 'heading-3', 'heart-pulse', 'history', 'image', 'images',
  'inbox', 'info', 'italic', 'key-round', 'languages', 'layers', 'layout-dashboard', 'layout-list', 'link', 'list', 'list-checks',
  'list-ordered', 'lock', 'log-in', 'log-out', 'mail', 'map-pinned', 'megaphone', 'menu', 'message-circle',
  'message-circle-question', 'message-square-text', 'monitor', 'moon', 'newspaper', 'palette', 'paperclip', 'pen-line', 'pencil', 'phone',
  'play', 'plus', 'printer', 'quote', 'redo-2', 'refresh-cw', 'rss', 'save', 'search', 'send', 'settings', 'share-2', 'shield-check',
  'sliders-horizontal', 'spell-check', 'star', 'sun', 'table', 'tag', 'trash-2', 'triangle-alert', 'undo-2', 'unlink', 'upload', 'user', 'user-plus', 'users',
  'volume-2', 'wallet', 'wifi-off', 'x',
] as const

export type IconName = (typeof iconNames)[number]

declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'site.created': { key: string }
    'site.changed': Record<never, never>
    'site.sectionAdded': { section: number }
    'site.sectionChanged': { section: number }
    'site.sectionHidden': { section: number }
    'site.sectionShown': { section: number }
    'site.sectionRemoved': { section: number }
    'site.menuChanged': Record<never, never>
    'site.blocksChanged': Record<never, never>
    'site.themeChanged': Record<never, never>
    'site.hostAdded': Record<never, never>
    'site.hostChosen': Record<never, never>
    'site.hostRemoved': Record<never, never>
    /** Subject: `alert`. */
    'alert.announced': { kind: 'alert' | 'outage'; everywhere: boolean }
    'alert.shown': Record<never, never>
    'alert.ended': Record<never, never>
  }
}
export {}

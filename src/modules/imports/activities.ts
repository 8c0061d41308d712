declare module '../../kernel/activity.ts' {
  interface ActivityKinds {
    'import.prepared': { format: string }
    'import.begun': Record<never, never>
    'import.stopped': Record<never, never>
    'import.ended': { items: number }
    'import.retried': { pictures: number }
  }
}
export {}

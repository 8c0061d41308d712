/** A host name the installation answers to. `canonical` is the host and port readers are sent to; `main` marks the base host, where the newsroom lives. */
export type Host = { siteId: number; key: string; canonical: string; main: boolean }

/** Host header (lower case, with its port) → host. Kept in memory; the sites module fills and refreshes it. */
export type Hosts = { current: ReadonlyMap<string, Host> }

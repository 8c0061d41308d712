import type { QrCode } from './code.ts'

/** A square code that a phone's camera reads; dark on light in every theme. `label` says what it leads to. */
export const Qr = ({ code, label }: { code: QrCode; label: string }) => (
  <svg class="ma-vuong" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label} shape-rendering="crispEdges">
    <path d={code.path} />
  </svg>
)

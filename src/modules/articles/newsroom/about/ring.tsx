/** How much of what is required is there; the words beside it say the same. */
export const Ring = ({ done, all }: { done: number; all: number }) => (
  <svg class="vong" viewBox="0 0 36 36" aria-hidden="true">
    <circle cx="18" cy="18" r="15" />
    <circle
      class="xong"
      cx="18"
      cy="18"
      r="15"
      pathLength="100"
      stroke-dasharray={`${(done / all) * 100} 100`}
      transform="rotate(-90 18 18)"
    />
    <text x="18" y="21.5">
      {done}/{all}
    </text>
  </svg>
)

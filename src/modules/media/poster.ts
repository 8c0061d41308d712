/** The address (below `/tep/`) of the picture that stands for a film without a poster: our own drawing, not in the store. */
export const defaultPoster = 'phim.svg'

/** Chàm cloth, a band of thổ cẩm and a quiet play sign. */
export const posterDrawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" width="960" height="540">
<rect width="960" height="540" fill="#17233f"/>
<g fill="none" stroke="#2a3c66" stroke-width="2"><path d="M0 486h960M0 516h960"/></g>
<g fill="#8e1524"><path d="M0 501l12-12 12 12-12 12z"/>${Array.from({ length: 39 }, (_, i) => `<path d="M${(i + 1) * 24} 501l12-12 12 12-12 12z"/>`).join('')}</g>
<g fill="#e8a917">${Array.from({ length: 40 }, (_, i) => `<path d="M${i * 24 + 8} 501l4-4 4 4-4 4z"/>`).join('')}</g>
<circle cx="480" cy="250" r="76" fill="none" stroke="#fbf9f6" stroke-width="6"/>
<path d="M458 212v76l64-38z" fill="#fbf9f6"/>
</svg>`

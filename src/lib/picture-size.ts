/** In pixels, as those who show links ask for it. Apart from the drawing: every page names it. */
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

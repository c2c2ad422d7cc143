/** The steps of the zoom, in per cent. */
const ZOOMS = [50, 75, 90, 100, 125, 150, 200] as const;

/** What a choice of the zoom offers; `width` fits the page into the desk. */
export const ZOOM_CHOICES = [
  { id: "width", label: "页宽" },
  ...ZOOMS.map((zoom) => ({ id: `${zoom}`, label: `${zoom}%` })),
];

/** The next step above (1) or below (-1) a zoom, itself any number of per cent; the last one stays. */
export function zoomStep(current: number, step: 1 | -1): number {
  const next = step === 1 ? ZOOMS.find((zoom) => zoom > current) : ZOOMS.findLast((zoom) => zoom < current);
  return next ?? (step === 1 ? ZOOMS[ZOOMS.length - 1] : ZOOMS[0]) ?? current;
}

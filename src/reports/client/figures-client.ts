/**
 * The script that draws a page's figures. Its functions are put into the page as text: they may use each other and
 * the browser, and nothing else of this file or another.
 */
interface DrawnFigure {
  readonly data: unknown;
  readonly layout: Readonly<Record<string, unknown>>;
}

interface PlotlyApi {
  react(element: HTMLElement, data: unknown, layout: unknown, settings: unknown): Promise<unknown>;
}

function drawAllFigures(figures: Readonly<Record<string, DrawnFigure>>): void {
  const plotly = (globalThis as unknown as { Plotly: PlotlyApi }).Plotly;
  const settings = {
    displaylogo: false,
    responsive: true,
    modeBarButtons: [['toImage', 'resetScale2d']],
    toImageButtonOptions: { scale: 3 },
  };
  const touch = matchMedia('(pointer: coarse)').matches;
  const style = getComputedStyle(document.documentElement);
  for (const element of document.querySelectorAll<HTMLElement>('[data-figure]')) {
    const figure = figures[element.dataset['figure'] ?? ''];
    if (figure === undefined) continue;
    const { data, layout } = withPageColors(figure, style) as DrawnFigure;
    const drag = { dragmode: touch ? false : 'zoom' };
    void plotly.react(element, data, { ...layout, ...drag, autosize: true }, settings);
  }
}

/** A copy with the values of custom properties in the place of `var(--name)`. */
function withPageColors(value: unknown, style: CSSStyleDeclaration): unknown {
  if (typeof value === 'string') {
    const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    return name === undefined ? value : style.getPropertyValue(name).trim();
  }
  if (Array.isArray(value)) {
    return typeof value[0] === 'number' ? [...value] : value.map((part) => withPageColors(part, style));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPageColors(part, style)]));
}

/** Draws now, when light turns to dark, and in light colours at the width of a sheet for printing. */
function startFigures(figures: Readonly<Record<string, DrawnFigure>>): void {
  const draw = (): void => drawAllFigures(figures);
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    for (const details of document.querySelectorAll('details')) details.open = true;
    draw();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    draw();
  });
}

export const figuresClient = [drawAllFigures, withPageColors, startFigures].map(String).join('\n');

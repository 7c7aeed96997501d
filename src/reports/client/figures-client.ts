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

function drawFigure(element: HTMLElement, figure: DrawnFigure): void {
  const plotly = (globalThis as unknown as { Plotly: PlotlyApi }).Plotly;
  const settings = {
    displaylogo: false,
    responsive: true,
    modeBarButtons: [['toImage', 'resetScale2d']],
    toImageButtonOptions: { scale: 3 },
  };
  const style = getComputedStyle(document.documentElement);
  const { data, layout } = withPageColors(figure, style) as DrawnFigure;
  const drag = { dragmode: matchMedia('(pointer: coarse)').matches ? false : 'zoom' };
  void plotly.react(element, data, { ...layout, ...drag, autosize: true }, settings);
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

/**
 * Draws one figure after the other, so that the page can be read meanwhile, and again when light turns to dark; for printing all at
 * once, in light colours at the width of a sheet.
 */
function startFigures(figures: Readonly<Record<string, DrawnFigure>>): void {
  let round = 0;
  const drawings = (): (() => void)[] =>
    [...document.querySelectorAll<HTMLElement>('[data-figure]')].flatMap((element) => {
      const figure = figures[element.dataset['figure'] ?? ''];
      return figure === undefined ? [] : [() => drawFigure(element, figure)];
    });
  const drawInTurn = (): void => {
    const left = drawings();
    const own = ++round;
    const next = (): void => {
      // Another round has other colours.
      if (own !== round || left.length === 0) return;
      left.shift()?.();
      setTimeout(next);
    };
    next();
  };
  const drawAtOnce = (): void => {
    round++;
    for (const draw of drawings()) draw();
  };
  drawInTurn();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawInTurn);
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printing');
    for (const details of document.querySelectorAll('details')) details.open = true;
    drawAtOnce();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printing');
    drawInTurn();
  });
}

export const figuresClient = [drawFigure, withPageColors, startFigures].map(String).join('\n');

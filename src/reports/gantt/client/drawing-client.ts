import { axisClient, drawAxis, drawMarks, drawNames, drawRows } from './axis-client.js';
import { barsClient, drawBars } from './bars-client.js';
import { axisHeight, type ChartColors, type ChartView, viewClient } from './view-client.js';

/**
 * Draws the chart on its canvas. The functions are put into the page as text: they may use each other and the browser, and nothing else.
 */
export function drawChart(canvas: HTMLCanvasElement, view: ChartView, colors: ChartColors): void {
  const ratio = devicePixelRatio || 1;
  const width = Math.round(view.width * ratio);
  const height = Math.round(view.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colors.surface;
  pen.fillRect(0, 0, view.width, view.height);
  pen.save();
  pen.beginPath();
  pen.rect(view.gutter, axisHeight, view.width - view.gutter, view.height - axisHeight);
  pen.clip();
  drawRows(pen, view, colors);
  drawBars(pen, view, colors);
  drawMarks(pen, view, colors);
  pen.restore();
  drawNames(pen, view, colors);
  drawAxis(pen, view, colors);
}

export const drawingClient = [viewClient, barsClient, axisClient, String(drawChart)].join('\n');

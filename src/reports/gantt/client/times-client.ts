/**
 * Times as text, in the page. The functions are put into the page as text: they may use each other and the browser, and nothing else.
 */
export interface Clock {
  readonly origin: number;
  readonly unit: number;
}

const months = (): readonly string[] => 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Day, month and weekday of a number of days since 1970. */
export function civilDate(days: number): { day: number; month: number; weekday: string } {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const names = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
  return {
    day,
    month: shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9,
    weekday: names[(((days + 3) % 7) + 7) % 7],
  };
}

/** `Mon 2 Mar 06:00` with a clock, else the number. */
export function timeText(time: number, clock: Clock | undefined): string {
  if (clock === undefined) return plainNumber(time);
  const seconds = Math.round(clock.origin + time * clock.unit);
  const days = Math.floor(seconds / 86400);
  const { day, month, weekday } = civilDate(days);
  return `${weekday} ${day} ${months()[month - 1]} ${clockText(seconds - days * 86400)}`;
}

export function clockText(seconds: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = seconds % 60;
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}${rest > 0 ? `:${two(rest)}` : ''}`;
}

/** `4 h 20 min` with a clock, else the number. */
export function lengthText(length: number, clock: Clock | undefined): string {
  if (clock === undefined) return plainNumber(length);
  const seconds = Math.round(Math.abs(length) * clock.unit);
  const days = seconds < 72 * 3600 ? 0 : Math.floor(seconds / 86400);
  const minutes = seconds < 3600 ? Math.floor(seconds / 60) : Math.round(seconds / 60);
  const parts = [
    [days, 'd'],
    [Math.floor(minutes / 60) - 24 * days, 'h'],
    [minutes % 60, 'min'],
    [seconds < 3600 ? seconds % 60 : 0, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  return (
    (length < 0 ? '\u2212' : '') +
    (said.map(([count, unit]) => `${count}\u00a0${unit}`).join(' ') || '0\u00a0min')
  );
}

export function plainNumber(value: number): string {
  const size = Math.abs(value);
  const text = String(Number(size >= 1 || size === 0 ? size.toFixed(2) : size.toPrecision(3)));
  const [whole, fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  return (
    (value < 0 && text !== '0' ? '\u2212' : '') +
    (fraction === undefined ? grouped : `${grouped}.${fraction}`)
  );
}

export interface Tick {
  readonly time: number;
  readonly label: string;
  /** A day begins. */
  readonly isMajor: boolean;
}

/** Round times from `from` to `to`, at least `least` apart. */
export function ticksOf(from: number, to: number, least: number, clock: Clock | undefined): readonly Tick[] {
  if (clock === undefined) {
    let step = 1;
    for (let k = 0; step < least; k++) step *= [2, 2.5, 2][k % 3];
    const ticks: Tick[] = [];
    for (let time = Math.ceil(from / step) * step; time <= to; time += step)
      ticks.push({ time, label: plainNumber(time), isMajor: false });
    return ticks;
  }
  const steps = [
    1, 5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800, 1209600,
    2419200,
  ];
  const step = steps.find((one) => one >= least * clock.unit) ?? 4838400;
  const ticks: Tick[] = [];
  const first = Math.ceil((clock.origin + from * clock.unit) / step) * step;
  for (let seconds = first; seconds <= clock.origin + to * clock.unit; seconds += step) {
    const days = Math.floor(seconds / 86400);
    const { day, month, weekday } = civilDate(days);
    const isMajor = seconds === days * 86400;
    const label = isMajor ? `${weekday} ${day} ${months()[month - 1]}` : clockText(seconds - days * 86400);
    ticks.push({ time: (seconds - clock.origin) / clock.unit, label, isMajor });
  }
  return ticks;
}

export const timesClient = [
  `const months = ${String(months)};`,
  ...[civilDate, timeText, clockText, lengthText, plainNumber, ticksOf].map(String),
].join('\n');

/**
 * The best makespans that are known, to measure gaps against. Job shops and Brandimarte's flexible shops: the archive of ScheduleOpt
 * (June 2026); older lists differ in 59 of the job shops. Taillard's flow shops: upper bounds of the literature.
 */
export interface BestKnown {
  /** Proven; absent where only the upper bound is known here. */
  readonly lower?: number;
  /** Of a schedule that somebody has found. Equal to `lower`: optimal. */
  readonly upper: number;
}

/** The optimum, or [lower, upper] where the instance is open. */
type Bound = number | readonly [lower: number, upper: number];

/** Numbered without a gap, with so many digits. */
interface Family {
  readonly name: string;
  readonly first: number;
  readonly digits: number;
  readonly bounds: readonly Bound[];
}

const families: readonly Family[] = [
  {
    name: 'la',
    first: 1,
    digits: 2,
    bounds: [
      666, 655, 597, 590, 593, 926, 890, 863, 951, 958, 1222, 1039, 1150, 1292, 1207, 945, 784, 848, 842, 902,
      1046, 927, 1032, 935, 977, 1218, 1235, 1216, 1152, 1355, 1784, 1850, 1719, 1721, 1888, 1268, 1397, 1196,
      1233, 1222,
    ],
  },
  { name: 'abz', first: 5, digits: 1, bounds: [1234, 943, 656, 667, 678] },
  { name: 'orb', first: 1, digits: 2, bounds: [1059, 888, 1005, 1005, 887, 1010, 397, 899, 934, 944] },
  {
    name: 'swv',
    first: 1,
    digits: 2,
    bounds: [
      1407,
      1475,
      1398,
      1464,
      1424,
      1667,
      [1541, 1594],
      [1694, 1751],
      1655,
      [1692, 1743],
      2983,
      2972,
      3104,
      2968,
      2885,
      2924,
      2794,
      2852,
      2843,
      2823,
    ],
  },
  { name: 'yn', first: 1, digits: 1, bounds: [884, 904, 892, 967] },
  {
    name: 'ta',
    first: 1,
    digits: 2,
    bounds: [
      1231,
      1244,
      1218,
      1175,
      1224,
      1238,
      1227,
      1217,
      1274,
      1241,
      1357,
      1367,
      1342,
      1345,
      1339,
      1360,
      1462,
      1396,
      1332,
      1348,
      1642,
      1600,
      1557,
      1644,
      1595,
      1643,
      1680,
      1603,
      1625,
      [1562, 1584],
      1764,
      [1774, 1783],
      1791,
      1828,
      2007,
      1819,
      1771,
      1673,
      1795,
      [1658, 1669],
      [1926, 2005],
      [1900, 1937],
      [1809, 1846],
      [1961, 1978],
      1997,
      [1976, 2002],
      [1827, 1889],
      [1921, 1937],
      [1938, 1960],
      [1848, 1923],
      2760,
      2756,
      2717,
      2839,
      2679,
      2781,
      2943,
      2885,
      2655,
      2723,
      2868,
      2869,
      2755,
      2702,
      2725,
      2845,
      2825,
      2784,
      3071,
      2995,
      5464,
      5181,
      5568,
      5339,
      5392,
      5342,
      5436,
      5394,
      5358,
      5183,
    ],
  },
  {
    name: 'mk',
    first: 1,
    digits: 2,
    bounds: [40, 26, 204, 60, 172, 57, 139, 523, 307, [189, 193], 609, 508, [382, 390], 694, 333],
  },
];

/** tf001 to tf120. */
const flowShops: readonly number[] = [
  1278, 1359, 1081, 1293, 1235, 1195, 1234, 1206, 1230, 1108, 1582, 1659, 1496, 1377, 1419, 1397, 1484, 1538,
  1593, 1591, 2297, 2099, 2326, 2223, 2291, 2226, 2273, 2200, 2237, 2178, 2724, 2834, 2621, 2751, 2863, 2829,
  2725, 2683, 2552, 2782, 2991, 2867, 2839, 3063, 2976, 3006, 3093, 3037, 2897, 3065, 3850, 3704, 3640, 3723,
  3610, 3681, 3704, 3691, 3743, 3756, 5493, 5268, 5175, 5014, 5250, 5135, 5246, 5094, 5448, 5322, 5770, 5349,
  5676, 5781, 5467, 5303, 5595, 5617, 5871, 5845, 6202, 6183, 6271, 6269, 6314, 6364, 6268, 6401, 6275, 6434,
  10862, 10480, 10922, 10889, 10524, 10329, 10854, 10730, 10438, 10675, 11195, 11203, 11281, 11275, 11259,
  11176, 11360, 11334, 11192, 11288, 26059, 26520, 26371, 26456, 26334, 26477, 26389, 26560, 26005, 26457,
];

const table: ReadonlyMap<string, BestKnown> = new Map<string, BestKnown>([
  ['ft06', { lower: 55, upper: 55 }],
  ['ft10', { lower: 930, upper: 930 }],
  ['ft20', { lower: 1165, upper: 1165 }],
  ...families.flatMap(({ name, first, digits, bounds }) =>
    bounds.map((bound, index) => [numbered(name, first + index, digits), bestOf(bound)] as const),
  ),
  ...flowShops.map((upper, index) => [numbered('tf', index + 1, 3), { upper }] as const),
]);

/**
 * The best known makespan of an instance of the literature, by its name: `ft06`, `la01`, `abz5`, `orb01`, `swv01`, `yn1`, `ta01`;
 * `tf001` for a flow shop of Taillard's; `mk01` for a flexible shop of Brandimarte's.
 * @returns undefined for a name that is not in the table
 */
export const bestKnown = (name: string): BestKnown | undefined => table.get(name.toLowerCase());

function numbered(family: string, number: number, digits: number): string {
  return family + String(number).padStart(digits, '0');
}

function bestOf(bound: Bound): BestKnown {
  return typeof bound === 'number' ? { lower: bound, upper: bound } : { lower: bound[0], upper: bound[1] };
}

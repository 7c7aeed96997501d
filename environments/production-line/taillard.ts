/**
 * Taillard's instances, made from the seeds that he published: "Benchmarks for Basic Scheduling Problems" (Taillard, 1993).
 * No file is needed, and each number is that of the files.
 */
import { check } from '../../src/errors.js';
import type { Problem } from './problem.js';

interface FlowShops {
  readonly jobs: number;
  readonly machines: number;
  /** One for each of ten instances. */
  readonly timeSeeds: readonly number[];
}

interface JobShops extends FlowShops {
  readonly machineSeeds: readonly number[];
}

const jobShops: readonly JobShops[] = [
  {
    jobs: 15,
    machines: 15,
    timeSeeds: [
      840612802, 1314640371, 1227221349, 342269428, 1603221416, 1357584978, 44531661, 302545136, 1153780144,
      73896786,
    ],
    machineSeeds: [
      398197754, 386720536, 316176388, 1806358582, 1501949241, 1734077082, 1374316395, 2092186050, 1393392374,
      1544979948,
    ],
  },
  {
    jobs: 20,
    machines: 15,
    timeSeeds: [
      533484900, 1894307698, 874340513, 1124986343, 1463788335, 1056908795, 195672285, 961965583, 1610169733,
      532794656,
    ],
    machineSeeds: [
      317419073, 1474268163, 509669280, 1209573668, 529048107, 25321885, 1717580117, 1353003786, 1734469503,
      998486810,
    ],
  },
  {
    jobs: 20,
    machines: 20,
    timeSeeds: [
      1035939303, 5997802, 1357503601, 806159563, 1902815253, 1503184031, 1032645967, 229894219, 823349822,
      1297900341,
    ],
    machineSeeds: [
      773961798, 1872541150, 722225039, 1166962073, 1879990068, 1850351876, 99711329, 1158117804, 108033225,
      489486403,
    ],
  },
  {
    jobs: 30,
    machines: 15,
    timeSeeds: [
      98640593, 1839268120, 573875290, 1670898570, 1118914567, 178750207, 1549372605, 798174738, 553410952,
      1661531649,
    ],
    machineSeeds: [
      1981283465, 248890888, 2081512253, 788294565, 1074349202, 294279708, 596993084, 151685779, 1329272528,
      1173386294,
    ],
  },
  {
    jobs: 30,
    machines: 20,
    timeSeeds: [
      1841414609, 2116959593, 796392706, 532496463, 2020525633, 524444252, 1569394691, 1460267840, 198324822,
      38071822,
    ],
    machineSeeds: [
      1357882888, 1546338557, 1230864158, 254174057, 978943053, 185526083, 487269855, 1631446539, 1937476577,
      1541985579,
    ],
  },
  {
    jobs: 50,
    machines: 15,
    timeSeeds: [
      17271, 660481279, 352229765, 1197518780, 1376020303, 2106639239, 1765352082, 1105092880, 907248070,
      2011630757,
    ],
    machineSeeds: [
      718939, 449650254, 949737911, 166840558, 483922052, 955932362, 1209982549, 1349003108, 919544535,
      1845447001,
    ],
  },
  {
    jobs: 50,
    machines: 20,
    timeSeeds: [
      8493988, 1991925010, 342093237, 1634043183, 341706507, 320167954, 1089696753, 433032965, 615974477,
      236150141,
    ],
    machineSeeds: [
      2738939, 709517751, 786960785, 973178279, 286513148, 1411193018, 298068750, 1589656152, 331205412,
      592292984,
    ],
  },
  {
    jobs: 100,
    machines: 20,
    timeSeeds: [
      302034063, 1437643198, 1792475497, 1647273132, 696480901, 1785569423, 117806902, 1639154709, 2007423389,
      682761130,
    ],
    machineSeeds: [
      1203569070, 1692025209, 1039908559, 1012841433, 1689682358, 1092647459, 739059626, 1319962509,
      749368241, 262763021,
    ],
  },
];

const flowShops: readonly FlowShops[] = [
  {
    jobs: 20,
    machines: 5,
    timeSeeds: [
      873654221, 379008056, 1866992158, 216771124, 495070989, 402959317, 1369363414, 2021925980, 573109518,
      88325120,
    ],
  },
  {
    jobs: 20,
    machines: 10,
    timeSeeds: [
      587595453, 1401007982, 873136276, 268827376, 1634173168, 691823909, 73807235, 1273398721, 2065119309,
      1672900551,
    ],
  },
  {
    jobs: 20,
    machines: 20,
    timeSeeds: [
      479340445, 268827376, 1958948863, 918272953, 555010963, 2010851491, 1519833303, 1748670931, 1923497586,
      1829909967,
    ],
  },
  {
    jobs: 50,
    machines: 5,
    timeSeeds: [
      1328042058, 200382020, 496319842, 1203030903, 1730708564, 450926852, 1303135678, 1273398721, 587288402,
      248421594,
    ],
  },
  {
    jobs: 50,
    machines: 10,
    timeSeeds: [
      1958948863, 575633267, 655816003, 1977864101, 93805469, 1803345551, 49612559, 1899802599, 2013025619,
      578962478,
    ],
  },
  {
    jobs: 50,
    machines: 20,
    timeSeeds: [
      1539989115, 691823909, 655816003, 1315102446, 1949668355, 1923497586, 1805594913, 1861070898, 715643788,
      464843328,
    ],
  },
  {
    jobs: 100,
    machines: 5,
    timeSeeds: [
      896678084, 1179439976, 1122278347, 416756875, 267829958, 1835213917, 1328833962, 1418570761, 161033112,
      304212574,
    ],
  },
  {
    jobs: 100,
    machines: 10,
    timeSeeds: [
      1539989115, 655816003, 960914243, 1915696806, 2013025619, 1168140026, 1923497586, 167698528, 1528387973,
      993794175,
    ],
  },
  {
    jobs: 100,
    machines: 20,
    timeSeeds: [
      450926852, 1462772409, 1021685265, 83696007, 508154254, 1861070898, 26482542, 444956424, 2115448041,
      118254244,
    ],
  },
  {
    jobs: 200,
    machines: 10,
    timeSeeds: [
      471503978, 1215892992, 135346136, 1602504050, 160037322, 551454346, 519485142, 383947510, 1968171878,
      540872513,
    ],
  },
  {
    jobs: 200,
    machines: 20,
    timeSeeds: [
      2013025619, 475051709, 914834335, 810642687, 1019331795, 2056065863, 1342855162, 1325809384, 1988803007,
      765656702,
    ],
  },
  {
    jobs: 500,
    machines: 20,
    timeSeeds: [
      1368624604, 450181436, 1927888393, 1759567256, 606425239, 19268348, 1298201670, 2041736264, 379756761,
      28837162,
    ],
  },
];

/** How many instances there are. */
export const taillardJobShopCount = 80;
export const taillardFlowShopCount = 120;

/**
 * `ta01` to `ta80`.
 * @param number 1 to 80
 * @throws LeptonError `invalid-value`
 */
export function taillardJobShop(number: number): Problem {
  checkNumber(number, taillardJobShopCount);
  const { jobs, machines, timeSeeds, machineSeeds } = jobShops[Math.floor((number - 1) / 10)];
  const times = new TaillardGenerator(timeSeeds[(number - 1) % 10]);
  const durations = matrix(jobs, machines, () => times.integer(1, 99)); // [J, M]
  const order = new TaillardGenerator(machineSeeds[(number - 1) % 10]);
  const routes = Array.from({ length: jobs }, () => shuffled(order, machines)); // [J, M]
  return shop(`ta${String(number).padStart(2, '0')}`, durations, routes);
}

/**
 * `tf001` to `tf120`, permutation flow shops. (Taillard called them ta001 to ta120.)
 * @param number 1 to 120
 * @throws LeptonError `invalid-value`
 */
export function taillardFlowShop(number: number): Problem {
  checkNumber(number, taillardFlowShopCount);
  const { jobs, machines, timeSeeds } = flowShops[Math.floor((number - 1) / 10)];
  const times = new TaillardGenerator(timeSeeds[(number - 1) % 10]);
  const byMachine = matrix(machines, jobs, () => times.integer(1, 99)); // [M, J]
  const durations = matrix(jobs, machines, (job, machine) => byMachine[machine][job]); // [J, M]
  const routes = matrix(jobs, machines, (_, machine) => machine); // [J, M]
  return { ...shop(`tf${String(number).padStart(3, '0')}`, durations, routes), permutation: true };
}

/** X <- 16807 X mod (2^31 - 1): below 2^53 in every step, so that doubles are exact. */
class TaillardGenerator {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** In [low, high]. */
  integer(low: number, high: number): number {
    this.#state = (16807 * this.#state) % 2147483647;
    return low + Math.floor((this.#state / 2147483647) * (high - low + 1));
  }
}

/** Each position is swapped with one that is drawn from itself to the last. */
function shuffled(random: TaillardGenerator, length: number): readonly number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let position = 0; position < length; position++) {
    const other = random.integer(position, length - 1);
    [order[position], order[other]] = [order[other], order[position]];
  }
  return order;
}

function shop(
  name: string,
  durations: readonly (readonly number[])[],
  routes: readonly (readonly number[])[],
): Problem {
  return {
    name,
    machines: durations[0].map((_, machine) => ({ name: `M${machine + 1}` })),
    jobs: routes.map((route, job) => ({
      name: `J${job + 1}`,
      operations: route.map((machine, index) => ({
        alternatives: [{ machine, duration: durations[job][index] }],
      })),
    })),
  };
}

const matrix = (
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): readonly (readonly number[])[] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => value(row, column)),
  );

function checkNumber(number: number, count: number): void {
  check(Number.isInteger(number) && number >= 1 && number <= count, {
    component: 'Taillard',
    parameter: 'number',
    value: number,
    requirement: `an integer from 1 to ${count}`,
  });
}

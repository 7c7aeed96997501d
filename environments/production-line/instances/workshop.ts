/** A plant of our own with everything that the format knows; `docs/production-line-files.md` shows it. */
export const workshop = `plant: workshop
unit: minute
origin: 2026-03-02T06:00 # a Monday
horizon: 28 d
families: [white, black]

shifts:
  early:
    days: [mon, tue, wed, thu, fri]
    from: '06:00'
    to: '14:00'
    breaks: [{ from: '10:00', to: '10:30' }]
  late: { days: [mon, tue, wed, thu], from: '14:00', to: '22:00' }
holidays: [2026-03-06]

machines:
  - { name: saw, shifts: [early, late] }
  - name: mill-1
    shifts: [early, late]
    buffer: 3
    maintenance:
      shape: 2
      scale: 40 h
      repair: { time: 3 h, cost: 15, effect: minimal }
      preventive: { time: 45 min, cost: 5, remainingAge: 0.1 }
      sensor: { deviation: 0.05 }
      initialAge: 6 h
    speeds: [{ rate: 1, wear: 1 }, { rate: 1.2, wear: 1.8 }]
  - name: mill-2
    shifts: [early]
    breakdowns: { meanTimeBetweenFailures: 50 h, meanTimeToRepair: 90 min }
  - name: paint
    shifts: [early, late]
    buffer: 2
    family: white
    setups:
      default: 20 min
      black: { white: 45 min }
    closed: [{ from: 2026-03-03T06:00, to: 2026-03-03T08:00 }]
  - name: pack
    breakdowns: [{ from: 2026-03-02T12:00, to: 2026-03-02T12:40 }]

transport: { saw: { mill-1: 5 min, mill-2: 8 min }, mill-1: { paint: 5 min }, mill-2: { paint: 5 min } }
durations: { kind: triangular, low: 0.9, high: 1.3 }
crews: 1

products:
  bracket:
    family: white
    route:
      - { name: cut, machine: saw, duration: 4 min, pausable: true }
      - { name: mill, machine: { mill-1: 10 min, mill-2: 12 min }, stress: 1.5, pausable: true, rework: 0.05 }
      - { name: paint, machine: paint, duration: 3 min, pausable: true }
      - { name: pack, machine: pack, duration: 15 min, perOrder: true }
  cover:
    family: black
    route:
      - { name: mill, machine: [mill-1, mill-2], duration: 8 min, pausable: true, scrap: 0.01 }
      - { name: paint, machine: paint, duration: 5 min, pausable: true }
      - { name: pack, machine: pack, duration: 10 min, perOrder: true }

orders:
  - { name: A-1, product: bracket, quantity: 10, due: 2026-03-02T18:00, weight: 2 }
  - { name: A-2, product: cover, quantity: 12, due: 2026-03-03T12:00 }
  - name: A-3
    product: bracket
    quantity: 6
    family: black
    release: 2026-03-02T08:00
    due: 2026-03-03T16:00
  - name: A-4
    product: cover
    quantity: 20
    release: 2026-03-03
    known: 2026-03-02T12:00
    due: 2026-03-04T14:00
    weight: 3
  - name: A-5
    due: 2026-03-05T14:00
    route:
      - { name: rinse, machine: paint, duration: 30 min, family: white }
      - { name: pack, machine: pack, duration: 20 min, after: rinse }
`;

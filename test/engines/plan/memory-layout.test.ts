import { describe, expect, it } from '@jest/globals';
import { fc, runs } from '../../fast-check.js';
import { aligned, alignment, MemoryLayout } from '../../../src/engines/plan/memory-layout.js';

describe('MemoryLayout', () => {
  it('gives aligned places that never overlap while they are taken, and none beyond its size', () => {
    const action = fc.record({ bytes: fc.nat({ max: 300 }), release: fc.boolean(), which: fc.nat() });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const layout = new MemoryLayout(32);
        const taken: { offset: number; bytes: number }[] = [];
        let greatest = 0;
        for (const { bytes, release, which } of actions) {
          if (release && taken.length > 0) {
            const [place] = taken.splice(which % taken.length, 1);
            if (place) layout.release(place.offset, place.bytes);
            continue;
          }
          const offset = layout.take(bytes);
          expect(offset % alignment).toBe(0);
          expect(offset).toBeGreaterThanOrEqual(32);
          expect(offset + bytes).toBeLessThanOrEqual(layout.size);
          for (const other of taken)
            expect(
              offset + bytes <= other.offset ||
                other.offset + other.bytes <= offset ||
                bytes * other.bytes === 0,
            ).toBe(true);
          taken.push({ offset, bytes });
          greatest = Math.max(
            greatest,
            taken.reduce((sum, place) => sum + aligned(place.bytes), 0),
          );
        }
        for (const { offset, bytes } of taken) layout.release(offset, bytes);
        const { size } = layout;
        expect(size).toBeGreaterThanOrEqual(32 + greatest);
        // Everything was given back: one place as large as all of it fits again.
        expect(layout.take(size - 32)).toBe(32);
        expect(layout.size).toBe(size);
      }),
      runs(200),
    );
  });

  it('takes the tightest place that fits', () => {
    const layout = new MemoryLayout();
    const places = [64, 16, 32, 16, 48, 16].map((bytes) => ({ offset: layout.take(bytes), bytes }));
    for (const at of [0, 2, 4]) layout.release(places[at]?.offset, places[at]?.bytes);
    expect(layout.take(40)).toBe(places[4]?.offset);
    expect(layout.take(20)).toBe(places[2]?.offset);
    expect(layout.take(33)).toBe(places[0]?.offset);
  });

  it('grows by what is missing only, where its end is free', () => {
    const layout = new MemoryLayout();
    layout.take(160);
    const last = layout.take(160);
    layout.release(last, 160);
    expect(layout.take(320)).toBe(last);
    expect(layout.size).toBe(480);
  });

  it('has room for nothing without taking any', () => {
    const layout = new MemoryLayout();
    expect([layout.take(0), layout.take(0), layout.size]).toEqual([0, 0, 0]);
    layout.release(0, 0);
    expect(layout.take(16)).toBe(0);
  });
});

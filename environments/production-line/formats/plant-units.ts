import type { LocatedYaml, YamlPath } from '../../../src/plain-yaml.js';
import { failUnknownName } from '../../../src/unknown-name.js';
import { parseMoment } from '../civil-time.js';
import { failSource } from './check-source.js';
import type { Plant } from './plant-schema.js';
import { durationForm, momentForm, parseDuration, parseTime, type FileCalendar } from './units.js';

/** Reads the values of a plant's file in its own units, and fails at their places. */
export class PlantUnits {
  readonly source: LocatedYaml;
  readonly calendar: FileCalendar;

  constructor(source: LocatedYaml, { unit, origin }: Plant) {
    this.source = source;
    if (origin === undefined) {
      this.calendar = { unit };
      return;
    }
    const moment = parseMoment(origin);
    if (moment === undefined) this.fail(['origin'], 'a date and time like 2026-03-02T06:00');
    this.calendar = { unit, origin: moment };
  }

  duration(value: string | number, path: YamlPath): number {
    return parseDuration(value, this.calendar.unit) ?? this.fail(path, durationForm);
  }

  time(value: string | number, path: YamlPath): number {
    const time = parseTime(value, this.calendar);
    if (time !== undefined) return time;
    if (typeof value === 'number' || parseMoment(value) === undefined) return this.fail(path, momentForm);
    const why = this.calendar.origin === undefined ? 'an origin' : 'an origin with an offset from UTC';
    return this.fail(path, `a number: for this date the plant needs ${why}`);
  }

  /** The index of a name in a list. */
  index(name: string, known: readonly string[], what: string, path: YamlPath): number {
    const index = known.indexOf(name);
    return index >= 0 ? index : failUnknownName(this.source.placeOf(path), what, name, known);
  }

  fail(path: YamlPath, requirement: string, hint?: string): never {
    return failSource(this.source, path, requirement, hint);
  }
}

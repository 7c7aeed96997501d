import { spawn } from 'node:child_process';
import { readSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fail } from '../../src/errors.js';
import { failPython, type Failure } from './failure.js';
import { closeAll, makePipes } from './named-pipes.node.js';

export interface ProcessSettings {
  /** Names the environment in errors. */
  readonly component: string;
  /** The executable: a path, or a name on the PATH. */
  readonly python: string;
  /** How long it may take until the environment is made. */
  readonly startSeconds: number;
  /** What bridge.py is told, as JSON. */
  readonly batch: object;
}

/** Kinds of messages and the size of their header, as in bridge.py. */
export const request = { reset: 0, step: 1 } as const;
const reply = { done: 0, failed: 1 } as const;
export const headerSize = 8;

/** Beside this file: in the sources, and in dist/, where the build puts a copy. */
const script = fileURLToPath(new URL('./bridge.py', import.meta.url));

/**
 * Runs Python and tells how it ended: a number, or `missing`. Node would tell so only when its event loop runs, and it does not
 * while a world is stepped.
 */
const shell = 'command -v "$1" >/dev/null || { echo missing >&3; exit; }; "$@" 3>&-; echo $? >&3';

/** A Python process that answers requests. Every call waits for the answer: the contract of environments is synchronous. */
export class PythonProcess {
  readonly #settings: ProcessSettings;
  readonly #requests: number;
  readonly #replies: number;
  readonly #status: number;
  /** How it ended, once it has. */
  #end: string | undefined;

  /** The description of the worlds, as bridge.py gives it. */
  readonly description: unknown;

  /** @throws LeptonError see `pythonEnvironment` */
  constructor(settings: ProcessSettings) {
    this.#settings = settings;
    const { requests, replies, status } = makePipes(['requests', 'replies', 'status']);
    const child = spawn(
      '/bin/sh',
      ['-c', shell, 'sh', settings.python, '-u', script, JSON.stringify(settings.batch)],
      {
        // A session of its own: a Ctrl-C is for this process, which then pauses and closes its worlds.
        detached: true,
        stdio: [requests.readAtOnce, replies.write, 2, status.write],
        // Sets of texts would have another order in each process.
        env: { PYTHONHASHSEED: '0', ...process.env },
      },
    );
    child.on('error', () => undefined); // the pipes say it, and they say it now
    child.unref();
    closeAll([requests.readAtOnce, requests.readWaiting, replies.write, status.write, status.readWaiting]);
    this.#requests = requests.write;
    this.#replies = replies.readWaiting;
    this.#status = status.readAtOnce;
    const header = new Uint8Array(headerSize);
    const first = readFirstByte(replies.readAtOnce, header, settings.startSeconds);
    if (first === undefined) abort(child.pid, replies.readAtOnce);
    closeAll([replies.readAtOnce]);
    if (first === undefined) this.#fail(tooSlow(settings.startSeconds));
    try {
      const message = this.receive(header, first);
      this.description = JSON.parse(new TextDecoder().decode(message.subarray(headerSize)));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Sends a message: its header and what follows. */
  send(message: Uint8Array): void {
    if (this.#end !== undefined) this.#failEnded(this.#end);
    try {
      for (let at = 0; at < message.length;) at += writeSync(this.#requests, message, at);
    } catch {
      this.#died(); // nobody reads any more
    }
  }

  /** The reply, header included, in `buffer` where it fits, else in a greater one; the first `begun` bytes are there already. */
  receive(buffer: Uint8Array, begun = 0): Uint8Array {
    let bytes = buffer;
    const have = this.#read(bytes, begun, headerSize);
    const header = new DataView(bytes.buffer, bytes.byteOffset, headerSize);
    const kind = header.getUint32(0, true);
    const whole = headerSize + header.getUint32(4, true);
    if (kind !== reply.done && kind !== reply.failed) this.#fail(notOurs(this.#settings.python));
    if (whole > bytes.length) {
      bytes = new Uint8Array(whole);
      bytes.set(buffer.subarray(0, have));
    }
    this.#read(bytes, have, whole);
    if (kind === reply.done) return bytes;
    const text = new TextDecoder().decode(bytes.subarray(headerSize, whole));
    const { component, python } = this.#settings;
    return failPython(component, python, JSON.parse(text) as Failure);
  }

  /** Ends the process: it sees the end of its input. */
  close(): void {
    if (this.#end !== undefined) return;
    this.#end = 'closed';
    closeAll([this.#requests, this.#replies, this.#status]);
  }

  /** Reads on from `have` until there are `wanted` bytes or more; how many there are then. */
  #read(into: Uint8Array, have: number, wanted: number): number {
    if (this.#end !== undefined) this.#failEnded(this.#end);
    let at = have;
    while (at < wanted) {
      const count = readSync(this.#replies, into, at, into.length - at, null);
      if (count === 0) this.#died();
      at += count;
    }
    return at;
  }

  #died(): never {
    const text = this.#readStatus();
    if (text === 'missing') this.#fail(noPython(this.#settings.python));
    this.#fail(text === '' ? 'ended' : endOf(Number(text)));
  }

  /** The shell has written it before the pipe of replies came to its end; nothing where the shell was killed too. */
  #readStatus(): string {
    const status = new Uint8Array(16);
    try {
      const length = readSync(this.#status, status, 0, status.length, null);
      return new TextDecoder().decode(status.subarray(0, length)).trim();
    } catch {
      return '';
    }
  }

  /** Closes, remembers why, and says so. */
  #fail(end: string | Mistake): never {
    this.close();
    if (typeof end !== 'string') return fail(end.code, { component: this.#settings.component, ...end.parts });
    this.#end = end;
    return this.#failEnded(end);
  }

  #failEnded(end: string): never {
    return fail('contract-broken', {
      component: this.#settings.component,
      parameter: 'Python process',
      value: end,
      requirement: 'alive until it is closed',
      hint: 'what it wrote last stands above; a run goes on from its last checkpoint with `lepton resume`',
    });
  }
}

interface Mistake {
  readonly code: 'file-not-found' | 'contract-broken';
  readonly parts: {
    readonly parameter: string;
    readonly value: unknown;
    readonly requirement: string;
    readonly hint: string;
  };
}

const noPython = (python: string): Mistake => ({
  code: 'file-not-found',
  parts: {
    parameter: 'Python executable',
    value: python,
    requirement: 'a program that can be run',
    hint: 'install Python 3, or name its executable in the environment variable LEPTON_PYTHON',
  },
});

const notOurs = (python: string): Mistake => ({
  code: 'contract-broken',
  parts: {
    parameter: 'Python executable',
    value: python,
    requirement: 'Python 3, whose first words are those of the bridge',
    hint: 'LEPTON_PYTHON names the executable',
  },
});

const tooSlow = (seconds: number): Mistake => ({
  code: 'contract-broken',
  parts: {
    parameter: 'Python process',
    value: `still silent after ${seconds} s`,
    requirement: 'ready, with the environment made',
    hint: 'where it stood is written above; if it only is slow, set LEPTON_PYTHON_START_SECONDS',
  },
});

function endOf(status: number): string {
  const names = Object.entries(constants.signals);
  const [signal] = names.find(([, number]) => number === status - 128) ?? [];
  return signal === undefined ? `ended with code ${status}` : `ended by ${signal}`;
}

const pollMilliseconds = 4;

/** Waits for the first byte: 1, or 0 where the pipe has ended; undefined where that takes too long. */
function readFirstByte(pipe: number, into: Uint8Array, seconds: number): number | undefined {
  for (let waited = 0; waited < seconds * 1000; waited += pollMilliseconds) {
    try {
      return readSync(pipe, into, 0, 1, null);
    } catch {
      sleep(pollMilliseconds); // nothing yet
    }
  }
  return undefined;
}

/** Makes Python say where it hangs, and ends it and whatever it has started. */
function abort(group: number | undefined, replies: number): void {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGABRT');
    readFirstByte(replies, new Uint8Array(1), 1); // up to its end, or a second
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

const cell = new Int32Array(new SharedArrayBuffer(4));
const sleep = (milliseconds: number): void => void Atomics.wait(cell, 0, 0, milliseconds);

// Both forms of @keel/json, and what the tests share.
import { createRequire } from 'node:module';
import { randomInt } from 'node:crypto';
import v8 from 'node:v8';
import vm from 'node:vm';
import { xorshift } from '../bench/workloads.mjs';

const require = createRequire(import.meta.url);
const { makeApi } = require('../packages/json/lib/api.js');

export const addon = require(process.env.KEEL_NATIVE_PATH);

const asBuffer = (value) => (value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value);
const backends = { native: addon.json, js: require('../packages/json/lib/fallback.js') };

/** [name, api] of the native form and of the JavaScript form. */
export const forms = Object.entries(backends).map(([kind, form]) => [kind, makeApi(() => ({ form, backend: { kind, why: 'test' } }), asBuffer)]);
export const [[, native], [, fallback]] = forms;

/** A seed that is printed where a test fails; KEEL_TEST_SEED brings it back. */
export const seed = Number(process.env.KEEL_TEST_SEED ?? randomInt(1, 2 ** 31));
export const random = xorshift(seed);
export const below = (bound) => Math.floor(random() * bound);
export const pick = (list) => list[below(list.length)];

/** How many random cases: `usual` times KEEL_TEST_SCALE. */
export const cases = (usual) => Math.ceil(usual * Number(process.env.KEEL_TEST_SCALE ?? 1));

/** What a call answers or throws, as one comparable object. */
export function outcome(call) {
  try {
    const value = call();
    return { value: Buffer.isBuffer(value) ? `bytes:${value.toString('latin1')}` : value };
  } catch (error) {
    const { name, message, code, what, place, mend, offset, line, column } = error;
    return { name, message, code, what, place, mend, offset, line, column };
  }
}

v8.setFlagsFromString('--expose-gc');
/** Collects all that can be collected. */
export const collect = vm.runInNewContext('gc');

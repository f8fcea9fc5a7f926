'use strict';
// What callers may ask for, checked once and turned into the plain numbers that both forms take.

/** The bits of `flags`; the addon's json.c has the same table. */
const FLAGS = { comments: 1, lines: 2, strict: 4, tabs: 8, ascii: 16 };

/** The ranges of src/skills/json/limits.def, by the name that the errors use. */
const NUMBERS = {
  maxDepth: { least: 1, most: 65536, standard: 1024 },
  maxSize: { least: 1, most: 2 ** 36, standard: 2 ** 30 },
  indent: { least: 1, most: 16, standard: 2 },
};

const DEFAULTS = Object.freeze({ flags: 0, maxDepth: undefined, maxSize: undefined, indent: undefined });

/** "a number", "null", "an array": how a message names what was given. */
function kindOf(value) {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return value.constructor?.name ? `a ${value.constructor.name}` : 'an object';
  return `a ${typeof value}`;
}

function mistake(what, mend) {
  const error = new TypeError(what);
  return Object.assign(error, { code: 'node.argument', what, mend });
}

function outOfRange(call, name, value, { least, most }) {
  const what = `${call}: options.${name} cannot be ${value}`;
  return Object.assign(new RangeError(what), { code: 'json.option', what, mend: `choose from ${least} to ${most}` });
}

function takeNumber(call, name, value) {
  if (typeof value !== 'number') {
    throw mistake(`${call}: options.${name} is ${kindOf(value)}, and should be a number`, 'give a whole number');
  }
  const range = NUMBERS[name];
  if (!Number.isInteger(value) || value < range.least || value > range.most) throw outOfRange(call, name, value, range);
  return value;
}

function takeFlag(call, name, value) {
  if (typeof value === 'boolean') return value ? FLAGS[name] : 0;
  throw mistake(`${call}: options.${name} is ${kindOf(value)}, and should be a boolean`, 'give true or false');
}

/** The options of a call, all of them known and in range; undefined ones are as if they were not there. */
function optionsOf(call, options) {
  if (options === undefined) return DEFAULTS;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw mistake(`${call}: options is ${kindOf(options)}, and should be an object`, 'give an object, or leave it out');
  }
  const taken = { flags: 0, maxDepth: undefined, maxSize: undefined, indent: undefined };
  for (const name of Object.keys(options)) {
    const value = options[name];
    if (value === undefined) continue;
    if (Object.hasOwn(FLAGS, name)) taken.flags |= takeFlag(call, name, value);
    else if (Object.hasOwn(NUMBERS, name)) taken[name] = takeNumber(call, name, value);
    else throw mistake(`${call}: unknown option '${name}'`, `the options are ${[...Object.keys(FLAGS), ...Object.keys(NUMBERS)].join(', ')}`);
  }
  return taken;
}

const isText = (value) => typeof value === 'string' || value instanceof Uint8Array;

function textOf(call, text) {
  if (isText(text)) return text;
  throw mistake(`${call}: text is ${kindOf(text)}, and should be a string or a Uint8Array`, 'give a string, a Buffer or a Uint8Array');
}

function bytesOf(call, bytes) {
  if (bytes instanceof Uint8Array) return bytes;
  throw mistake(`${call}: bytes is ${kindOf(bytes)}, and should be a Uint8Array`, 'give a Buffer or a Uint8Array');
}

module.exports = { FLAGS, NUMBERS, optionsOf, textOf, bytesOf };

'use strict';
// @keel/json on Node: the native form where there is one, else the JavaScript form; see README.md.

const { makeApi } = require('./lib/api.js');

let chosen; // at the first use, for the life of the thread

function formOf() {
  if (chosen === undefined) {
    const { addon, backend } = require('@keel/native').open('json');
    chosen = { form: addon === null ? require('./lib/fallback.js') : addon.json, backend };
  }
  return chosen;
}

const isForeignBytes = (value) => value instanceof Uint8Array && !Buffer.isBuffer(value);
const asBuffer = (value) => (isForeignBytes(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value);

const api = makeApi(formOf, asBuffer);

// One by one, so that an ESM import of this file finds the names.
exports.parse = api.parse;
exports.stringify = api.stringify;
exports.stableStringify = api.stableStringify;
exports.check = api.check;
exports.isValid = api.isValid;
exports.minify = api.minify;
exports.format = api.format;
exports.canonical = api.canonical;
exports.stable = api.stable;
exports.validUtf8 = api.validUtf8;
exports.backend = api.backend;

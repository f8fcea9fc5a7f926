'use strict';
// @keel/json where there is no Node: the JavaScript form alone. Bytes come out as Uint8Array.

const { makeApi } = require('./lib/api.js');
const form = require('./lib/fallback.js');

const chosen = { form, backend: { kind: 'js', why: 'this entry has no native form' } };
const api = makeApi(() => chosen, (value) => value);

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

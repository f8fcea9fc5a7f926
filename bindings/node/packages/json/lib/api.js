'use strict';
// The face of @keel/json over one of its two forms. Arguments are checked here, before a boundary is crossed.

const { optionsOf, textOf, bytesOf } = require('./options.js');
const stableStringify = require('./stable.js');

/**
 * `formOf()` answers { form, backend }, at each call: the form is chosen at the first use. `asBytes` makes the bytes
 * of the JavaScript form what callers of this entry expect.
 */
function makeApi(formOf, asBytes) {
  const fromTextToText = (name) => (text, options) => {
    const { flags, maxDepth, maxSize, indent } = optionsOf(name, options);
    return asBytes(formOf().form[name](textOf(name, text), flags, maxDepth, maxSize, indent));
  };

  return {
    parse: JSON.parse,
    stringify: JSON.stringify,
    stableStringify: (value) => stableStringify(value),
    check: fromTextToText('check'),
    isValid: fromTextToText('isValid'),
    minify: fromTextToText('minify'),
    format: fromTextToText('format'),
    canonical: fromTextToText('canonical'),
    stable: fromTextToText('stable'),
    validUtf8: (bytes) => formOf().form.validUtf8(bytesOf('validUtf8', bytes)),
    backend: () => formOf().backend,
  };
}

module.exports = { makeApi };

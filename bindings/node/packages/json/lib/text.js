'use strict';
// A text from a string or from bytes, as the reader wants it: UTF-16 up to the first fault, and the way back to the
// caller's measure.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The length of the well-formed sequence at `at`, 0 if there is none. Table 3-7 of the Unicode Standard. */
function sequenceLength(bytes, at) {
  const first = bytes[at];
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (bytes.length - at < length) return 0;
  const least = first === 0xE0 ? 0xA0 : first === 0xF0 ? 0x90 : 0x80; // else overlong
  const most = first === 0xED ? 0x9F : first === 0xF4 ? 0x8F : 0xBF; // else a surrogate, or above U+10FFFF
  if (bytes[at + 1] < least || bytes[at + 1] > most) return 0;
  for (let i = 2; i < length; i++) if ((bytes[at + i] & 0xC0) !== 0x80) return 0;
  return length;
}

function validPrefix(bytes) {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function isValidUtf8(bytes) {
  if (bytes.length === 0) return true; // also where the memory has gone, which the decoder refuses
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The first surrogate of a string without its partner, or its length. */
function wellFormedPrefix(text) {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit & 0xF800) !== 0xD800) continue;
    if (unit >= 0xDC00 || (text.charCodeAt(i + 1) & 0xFC00) !== 0xDC00) return i;
    i++;
  }
  return text.length;
}

/** How many bytes the units from `from` to `to` are as UTF-8; a lone surrogate is three. */
function utf8Length(text, from = 0, to = text.length) {
  let length = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    length += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xF800) === 0xD800 ? 2 : 3;
    // A pair is four bytes; half of one, three.
    if ((unit & 0xF800) === 0xD800 && !isPaired(text, i)) length++;
  }
  return length;
}

function isPaired(text, at) {
  const unit = text.charCodeAt(at);
  return unit < 0xDC00 ? (text.charCodeAt(at + 1) & 0xFC00) === 0xDC00 : (text.charCodeAt(at - 1) & 0xFC00) === 0xD800;
}

/**
 * `units`: the text up to its first fault. `badByte`: the byte that is no UTF-8, undefined if all is well.
 * `length`: in bytes. `offsetOf(index)`: an index of `units` in the caller's measure.
 */
function take(given) {
  if (typeof given === 'string') {
    const valid = wellFormedPrefix(given);
    return {
      units: valid === given.length ? given : given.slice(0, valid), badByte: valid === given.length ? undefined : 0xED,
      length: utf8Length(given), isString: true, offsetOf: (index) => index };
  }
  const valid = isValidUtf8(given) ? given.length : validPrefix(given);
  const units = given.length === 0 ? '' : decoder.decode(given.subarray(0, valid));
  return {
    units, badByte: valid === given.length ? undefined : given[valid],
    length: given.length, isString: false, offsetOf: (index) => utf8Length(units, 0, index) };
}

/** What was written, in the kind of what came in. */
const give = (taken, written) => (taken.isString ? written : encoder.encode(written));

/** The first bytes of a text, cut between two characters. */
function cutAt(text, bytes) {
  const encoded = encoder.encode(text);
  let end = bytes;
  while (end > 0 && (encoded[end] & 0xC0) === 0x80) end--;
  return decoder.decode(encoded.subarray(0, end));
}

module.exports = { take, give, isValidUtf8, utf8Length, cutAt };

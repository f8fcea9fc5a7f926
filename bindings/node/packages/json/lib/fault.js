'use strict';
// What is wrong with a text, on its way up to where it becomes an error.

const { cutAt } = require('./text.js');

/** A keel_error holds a sentence of so many bytes; what does not fit ends in dots. */
const WHAT_BYTES = 192;
const DOTS = '...';

function fitted(what) {
  if (what.length * 3 < WHAT_BYTES || new TextEncoder().encode(what).length < WHAT_BYTES) return what;
  return cutAt(what, WHAT_BYTES - DOTS.length - 1) + DOTS;
}

class Fault {
  constructor(code, what, at, mend) {
    this.code = code;
    this.what = fitted(what);
    this.at = at; // an index of the text's units; -1: no place in it
    this.mend = mend;
    this.ranOut = false; // what broke did so because the text ended
  }
}

module.exports = { Fault };

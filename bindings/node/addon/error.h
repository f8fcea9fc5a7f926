/* addon/error.h - private: a keel_error becomes what JavaScript throws.
 *
 * Malformed text is a SyntaxError, as of JSON.parse; past a bound is a RangeError; a wrong argument or setting is a
 * TypeError. All carry `code` (the error's own name), `what`, `place` and `mend`, and where a text is to blame `offset`,
 * `line` and `column`: the offset is an index into the string that was given, or a byte of the Buffer. */
#ifndef KEEL_NODE_ERROR_H
#define KEEL_NODE_ERROR_H

#include "text.h"

/* Always NULL, for `return error_throw(...)`. `in` may be NULL: no text is to blame. */
napi_value error_throw(napi_env env, const keel_error *given, const node_text *in);

#endif

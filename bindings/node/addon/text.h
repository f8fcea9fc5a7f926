/* addon/text.h - private: strings and bytes on their way in and out.
 *
 *     node_text in;
 *     if (!text_take(env, value, bytes_max, &in, &err)) return error_throw(env, &err, NULL);
 *     ... in.bytes ...
 *     return text_give(env, &in, &a->result);          a string for a string, a Buffer for bytes
 *
 * Asking V8 for UTF-8 is the slow road for all that is not ASCII; so a string is taken as UTF-16 and made UTF-8
 * here. On the way out ASCII goes as Latin-1 and all else as UTF-16, for the same reason. Bytes are not copied, unless
 * another thread could write to them meanwhile. */
#ifndef KEEL_NODE_TEXT_H
#define KEEL_NODE_TEXT_H

#include "addon.h"

typedef struct node_text {
    keel_str bytes; /* borrowed until the call returns */
    bool is_string;
} node_text;

/* A string or a Uint8Array. A lone surrogate of a string becomes the three bytes that are no UTF-8, so that whoever
 * reads the text refuses it at its place. `bytes_max` is a ceiling that the caller tells of by itself: a longer string
 * is not converted, and `out` holds only its length.
 * KEEL_E_USAGE ("node.argument"): neither of the two. */
keel_code text_take(napi_env env, napi_value value, uint64_t bytes_max, node_text *out, keel_error *err);

/* What was written, in the kind of what came in. */
napi_value text_give(napi_env env, const node_text *in, const keel_buf *written);

/* Gives back what the scratch holds above NODE_SCRATCH. Called when the borrowed bytes are no longer used. */
void text_release(addon *a);

/* How many UTF-16 units the first `offset` bytes of a text are, malformed or not: an index into the string. */
size_t text_index(keel_str bytes, size_t offset);

#endif

/* addon/addon.h - private: what the files of the addon share.
 *
 * keel.node is one addon for all parts. JavaScript sees, per part, a namespace of functions with plain arguments
 * (`json.check(text, flags, depthMax, bytesMax)`), which the packages wrap, and beside them, at the root, the names
 * that drop-in loaders ask for.
 *
 * The hand of every export: read the arguments; do the work on borrowed bytes; give out one string or Buffer, or throw.
 * A function returns NULL when an exception is pending. No export calls back into JavaScript while it holds borrowed
 * bytes, so the scratch of an environment is never used twice at once.
 * Threads: each worker loads the addon anew and has its own `addon`. */
#ifndef KEEL_NODE_ADDON_H
#define KEEL_NODE_ADDON_H

#include "ground/buf.h"
#include "ground/error.h"

#include <node_api.h>

typedef struct addon {
    keel_buf units;                            /* UTF-16 of a string on its way in or out */
    keel_buf bytes;                            /* UTF-8 of a string that came in */
    keel_buf result;                           /* what a call wrote */
    napi_ref json, json_parse, json_stringify; /* V8's own, taken before anyone could replace them */
    napi_ref syntax_error;                     /* the same of its SyntaxError */
} addon;

/* The addon of this environment. */
addon *addon_of(napi_env env);

/* Was the Node-API call done? If not, an exception is pending afterwards. */
bool node_done(napi_env env, napi_status status);

/* The arguments of a call; those not given are undefined. */
bool node_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *out);

/* Adds a function to `object` under `name`. */
bool node_export(napi_env env, napi_value object, const char *name, napi_callback function);

/* Adds the parts: one line each. */
bool json_exports(napi_env env, napi_value exports);

#endif

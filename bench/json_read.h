/* bench/json_read.h - a peer of the reader: what each can do, behind one face. */
#ifndef BENCH_JSON_READ_H
#define BENCH_JSON_READ_H

#include "bench.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct json_peer {
    const char *name;
    /* The text made ready beforehand, as the peer likes it best (padded, ended with NUL). Owned by the caller, who ends
     * it with `release`. */
    void *(*prepare)(keel_str text);
    void (*release)(void *ready);
    void (*read)(void *ready);           /* to a tree, which is given back */
    bench_digest (*digest)(void *ready); /* of that tree */
    void (*check)(void *ready);          /* NULL: the peer has no form without a tree */
    void (*minify)(void *ready);         /* NULL: the peer has none */
    size_t (*minified)(void *ready);     /* bytes that came out of it */
} json_peer;

extern const json_peer json_peer_simdjson, json_peer_rapidjson, json_peer_yajl, json_peer_jansson, json_peer_yyjson;

#ifdef __cplusplus
}
#endif

#endif

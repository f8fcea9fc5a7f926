/* bench/json_write.h - a peer of the writer. */
#ifndef BENCH_JSON_WRITE_H
#define BENCH_JSON_WRITE_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct json_write_peer {
    const char *name;
    void *(*prepare)(keel_str text); /* read to a tree. Owned by the caller, who ends it with `release` */
    void (*release)(void *ready);
    void (*write)(void *ready);     /* the tree to text, in one line; the text is given back */
    size_t (*written)(void *ready); /* the bytes of that text */
    void (*read)(void *ready);      /* the text to a tree once more */
    void (*format)(void *ready);    /* the text to an indented text, by way of a tree */
} json_write_peer;

extern const json_write_peer json_write_yyjson, json_write_rapidjson;

#ifdef __cplusplus
}
#endif

#endif

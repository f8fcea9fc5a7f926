#include "json_read.h"

#include <stdlib.h>
#include <yyjson.h>

static void *prepare(keel_str text)
{
    keel_str *ready = malloc(sizeof *ready);

    if (ready == NULL) abort();
    *ready = text;
    return ready;
}

static yyjson_doc *doc_of(void *ready)
{
    keel_str *text = ready;
    yyjson_doc *doc = yyjson_read(text->data, text->len, YYJSON_READ_NOFLAG);

    if (doc == NULL) abort();
    return doc;
}

static void read_doc(void *ready) { yyjson_doc_free(doc_of(ready)); }

static void add(bench_digest *d, yyjson_val *v)
{
    yyjson_val *name, *inner;
    size_t i, count;

    d->values++;
    if (yyjson_is_str(v)) d->bytes += yyjson_get_len(v);
    if (yyjson_is_num(v)) d->sum += yyjson_get_num(v);
    yyjson_arr_foreach(v, i, count, inner) add(d, inner);
    yyjson_obj_foreach(v, i, count, name, inner)
    {
        add(d, name);
        add(d, inner);
    }
}

static bench_digest digest(void *ready)
{
    yyjson_doc *doc = doc_of(ready);
    bench_digest d = { 0 };

    add(&d, yyjson_doc_get_root(doc));
    yyjson_doc_free(doc);
    return d;
}

static size_t minified(void *ready)
{
    yyjson_doc *doc = doc_of(ready);
    size_t len = 0;

    free(yyjson_write(doc, YYJSON_WRITE_NOFLAG, &len));
    yyjson_doc_free(doc);
    return len;
}

const json_peer json_peer_yyjson = { "yyjson", prepare, free, read_doc, digest, read_doc, NULL, minified };

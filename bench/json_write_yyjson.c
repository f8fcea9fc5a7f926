#include "json_write.h"

#include <stdlib.h>
#include <yyjson.h>

typedef struct ready {
    keel_str text;
    yyjson_doc *doc;
} ready;

static void *prepare(keel_str text)
{
    ready *r = malloc(sizeof *r);

    if (r == NULL) abort();
    *r = (ready){ text, yyjson_read(text.data, text.len, YYJSON_READ_NOFLAG) };
    if (r->doc == NULL) abort();
    return r;
}

static void release(void *ctx)
{
    ready *r = ctx;

    yyjson_doc_free(r->doc);
    free(r);
}

static size_t written(void *ctx)
{
    ready *r = ctx;
    size_t len = 0;

    free(yyjson_write(r->doc, YYJSON_WRITE_NOFLAG, &len));
    return len;
}

static void write_tree(void *ctx)
{
    if (written(ctx) == 0) abort();
}

static void read_tree(void *ctx)
{
    ready *r = ctx;

    yyjson_doc_free(yyjson_read(r->text.data, r->text.len, YYJSON_READ_NOFLAG));
}

static void format(void *ctx)
{
    ready *r = ctx;
    yyjson_doc *doc = yyjson_read(r->text.data, r->text.len, YYJSON_READ_NOFLAG);

    free(yyjson_write(doc, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL));
    yyjson_doc_free(doc);
}

const json_write_peer json_write_yyjson = { "yyjson", prepare, release, write_tree, written, read_tree, format };

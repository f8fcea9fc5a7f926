#include "json_read.h"

#include <stdlib.h>
#include <yajl/yajl_parse.h>
#include <yajl/yajl_tree.h>

typedef struct ready {
    char *text; /* ended with NUL */
    size_t len;
} ready;

static void *prepare(keel_str text)
{
    ready *r = malloc(sizeof *r);

    if (r == NULL || (r->text = malloc(text.len + 1)) == NULL) abort();
    memcpy(r->text, text.data, text.len);
    r->text[text.len] = '\0';
    r->len = text.len;
    return r;
}

static void release(void *ctx)
{
    free(((ready *)ctx)->text);
    free(ctx);
}

static yajl_val tree_of(void *ctx)
{
    char why[256];
    yajl_val tree = yajl_tree_parse(((ready *)ctx)->text, why, sizeof why);

    if (tree == NULL) abort();
    return tree;
}

static void read_tree(void *ctx) { yajl_tree_free(tree_of(ctx)); }

static void add(bench_digest *d, yajl_val v)
{
    d->values++;
    if (YAJL_IS_STRING(v)) d->bytes += strlen(v->u.string);
    if (YAJL_IS_NUMBER(v)) d->sum += strtod(v->u.number.r, NULL);
    for (size_t i = 0; YAJL_IS_ARRAY(v) && i < v->u.array.len; i++) add(d, v->u.array.values[i]);
    for (size_t i = 0; YAJL_IS_OBJECT(v) && i < v->u.object.len; i++) {
        d->values++;
        d->bytes += strlen(v->u.object.keys[i]);
        add(d, v->u.object.values[i]);
    }
}

static bench_digest digest(void *ctx)
{
    bench_digest d = { 0 };
    yajl_val tree = tree_of(ctx);

    add(&d, tree);
    yajl_tree_free(tree);
    return d;
}

static void check(void *ctx)
{
    ready *r = ctx;
    yajl_handle parser = yajl_alloc(NULL, NULL, NULL);

    if (yajl_parse(parser, (const unsigned char *)r->text, r->len) != yajl_status_ok ||
        yajl_complete_parse(parser) != yajl_status_ok)
        abort();
    yajl_free(parser);
}

const json_peer json_peer_yajl = { "yajl", prepare, release, read_tree, digest, check, NULL, NULL };

#include "json_read.h"

#include <jansson.h>
#include <stdlib.h>

static void *prepare(keel_str text)
{
    keel_str *ready = malloc(sizeof *ready);

    if (ready == NULL) abort();
    *ready = text;
    return ready;
}

static json_t *tree_of(void *ctx)
{
    keel_str *text = ctx;
    json_t *tree = json_loadb(text->data, text->len, JSON_DECODE_ANY, NULL);

    if (tree == NULL) abort();
    return tree;
}

static void read_tree(void *ctx) { json_decref(tree_of(ctx)); }

static void add(bench_digest *d, json_t *v)
{
    const char *name;
    json_t *inner;
    size_t i;

    d->values++;
    if (json_is_string(v)) d->bytes += json_string_length(v);
    if (json_is_number(v)) d->sum += json_number_value(v);
    json_array_foreach(v, i, inner) add(d, inner);
    json_object_foreach(v, name, inner)
    {
        d->values++;
        d->bytes += strlen(name);
        add(d, inner);
    }
}

static bench_digest digest(void *ctx)
{
    bench_digest d = { 0 };
    json_t *tree = tree_of(ctx);

    add(&d, tree);
    json_decref(tree);
    return d;
}

const json_peer json_peer_jansson = { "jansson", prepare, free, read_tree, digest, NULL, NULL, NULL };

/* Reading to a tree, checking, and minifying, against the peers that are installed. */
#include "json_read.h"
#include "workloads.h"
#include "skills/json/json.h"

#include <stdio.h>
#include <stdlib.h>

#define TEXT_BYTES_MAX  (64u << 20)
#define ARENA_BYTES_MAX (512u << 20)

static const json_peer *const peers[] = {
#ifdef HAVE_YYJSON
    &json_peer_yyjson,
#endif
#ifdef HAVE_SIMDJSON
    &json_peer_simdjson,
#endif
#ifdef HAVE_RAPIDJSON
    &json_peer_rapidjson,
#endif
#ifdef HAVE_YAJL
    &json_peer_yajl,
#endif
#ifdef HAVE_JANSSON
    &json_peer_jansson,
#endif
    NULL,
};

typedef struct ours {
    keel_str text;
    keel_buf out;
} ours;

static void must(bool fact)
{
    if (fact) return;
    fprintf(stderr, "a text of the workload was refused\n");
    exit(1);
}

static void read_ours(void *ctx)
{
    ours *o = ctx;
    keel_arena *arena = keel_arena_new(ARENA_BYTES_MAX, NULL);
    const keel_json *root;

    must(keel_json_parse(arena, o->text, NULL, &root, NULL) == KEEL_OK);
    keel_arena_free(arena);
}

static void check_ours(void *ctx)
{
    ours *o = ctx;

    must(keel_json_check(o->text, NULL, NULL) == KEEL_OK);
}

static void minify_ours(void *ctx)
{
    ours *o = ctx;

    keel_buf_clear(&o->out);
    must(keel_json_minify(o->text, NULL, &o->out, NULL) == KEEL_OK);
}

/* Names count as values: they are strings like all others. */
static void add_to_digest(bench_digest *d, const keel_json *v)
{
    const keel_json *inner;
    keel_str name;
    double real;

    d->values++;
    d->bytes += keel_json_kind_of(v) == KEEL_JSON_STRING ? keel_json_string(v).len : 0;
    if (keel_json_real(v, &real)) d->sum += real;
    for (keel_json_iter it = keel_json_each(v); keel_json_next(&it, &name, &inner);) {
        d->values += keel_json_kind_of(v) == KEEL_JSON_OBJECT;
        d->bytes += name.len;
        add_to_digest(d, inner);
    }
}

static bench_digest digest_ours(keel_str text)
{
    keel_arena *arena = keel_arena_new(ARENA_BYTES_MAX, NULL);
    bench_digest d = { 0 };
    const keel_json *root;

    must(keel_json_parse(arena, text, NULL, &root, NULL) == KEEL_OK);
    add_to_digest(&d, root);
    keel_arena_free(arena);
    return d;
}

static void against(const json_peer *peer, const char *row, ours *o)
{
    void *ready = peer->prepare(o->text);
    char name[64];

    if (bench_same(row, peer->name, digest_ours(o->text), peer->digest(ready)))
        bench_pair(row, o->text.len, (bench_work){ "keel", read_ours, o },
                   (bench_work){ peer->name, peer->read, ready });
    snprintf(name, sizeof name, "%s check", peer->name);
    if (peer->check != NULL)
        bench_pair(row, o->text.len, (bench_work){ "keel", check_ours, o }, (bench_work){ name, peer->check, ready });
    snprintf(name, sizeof name, "%s min", peer->name);
    minify_ours(o);
    if (peer->minify != NULL &&
        bench_same(row, name, (bench_digest){ .bytes = o->out.len }, (bench_digest){ .bytes = peer->minified(ready) }))
        bench_pair(row, o->text.len, (bench_work){ "keel", minify_ours, o }, (bench_work){ name, peer->minify, ready });
    peer->release(ready);
}

static void bench_text(const char *workload_name, const char *size, keel_str text)
{
    ours o = { text, keel_buf_init(TEXT_BYTES_MAX, NULL) };
    char row[64];

    snprintf(row, sizeof row, "%s %s", workload_name, size);
    for (const json_peer *const *peer = peers; *peer != NULL; peer++)
        if (bench_wanted(row, (*peer)->name)) against(*peer, row, &o);
    keel_buf_deinit(&o.out);
}

int main(int argc, char **argv)
{
    bench_begin(argc, argv, "JSON: read to a tree, check, minify");
#ifndef HAVE_YYJSON
    bench_absent("yyjson", "name the folder that holds yyjson/src: KEEL_BENCH_PEERS, or -Dbench_peers=");
#endif
    workloads_each(bench_text);
    return bench_end();
}

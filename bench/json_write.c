/* From a tree to text, from text to text (canonical, stable, indented), and single numbers. */
#include "bench.h"
#include "json_write.h"
#include "workloads.h"
#include "skills/json/json.h"
#include "skills/json/number.h"

#include <stdio.h>
#include <stdlib.h>

#define TEXT_BYTES_MAX  (64u << 20)
#define ARENA_BYTES_MAX (512u << 20)
#define NUMBER_COUNT    10000u

static const json_write_peer *const peers[] = {
#ifdef HAVE_YYJSON
    &json_write_yyjson,
#endif
#ifdef HAVE_RAPIDJSON
    &json_write_rapidjson,
#endif
    NULL,
};

static void must(bool fact)
{
    if (fact) return;
    fprintf(stderr, "a text of the workload was refused\n");
    exit(1);
}

/* ---- trees and texts -------------------------------------------------------------------------------------------- */

typedef struct ours {
    keel_str text;
    const keel_json *root;
} ours;

/* As the peers do: a new buffer each time, given back. */
static size_t written(void *ctx)
{
    const ours *o = ctx;
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);
    size_t len;

    must(keel_json_write(o->root, NULL, &out, NULL) == KEEL_OK);
    len = out.len;
    keel_buf_deinit(&out);
    return len;
}

static void write_ours(void *ctx) { must(written(ctx) > 0); }

static void canonical_ours(void *ctx)
{
    const ours *o = ctx;
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);

    must(keel_json_canonical(o->text, NULL, &out, NULL) == KEEL_OK);
    keel_buf_deinit(&out);
}

static void stable_ours(void *ctx)
{
    const ours *o = ctx;
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);

    must(keel_json_stable(o->text, NULL, &out, NULL) == KEEL_OK);
    keel_buf_deinit(&out);
}

static void format_ours(void *ctx)
{
    const ours *o = ctx;
    keel_buf out = keel_buf_init(TEXT_BYTES_MAX, NULL);

    must(keel_json_format(o->text, NULL, &out, NULL) == KEEL_OK);
    keel_buf_deinit(&out);
}

/* No peer has a canonical form: the measure is how fast each reads, which is where it begins. */
static void against(const json_write_peer *peer, const char *row, ours *o)
{
    void *ready = peer->prepare(o->text);
    char name[64];

    bench_pair(row, peer->written(ready), (bench_work){ "keel", write_ours, o },
               (bench_work){ peer->name, peer->write, ready });
    snprintf(name, sizeof name, "%s read : canon", peer->name);
    bench_pair(row, o->text.len, (bench_work){ "keel", canonical_ours, o }, (bench_work){ name, peer->read, ready });
    snprintf(name, sizeof name, "%s read : stable", peer->name);
    bench_pair(row, o->text.len, (bench_work){ "keel", stable_ours, o }, (bench_work){ name, peer->read, ready });
    snprintf(name, sizeof name, "%s : format", peer->name);
    bench_pair(row, o->text.len, (bench_work){ "keel", format_ours, o }, (bench_work){ name, peer->format, ready });
    peer->release(ready);
}

static void bench_text(const char *workload_name, const char *size, keel_str text)
{
    keel_arena *arena = keel_arena_new(ARENA_BYTES_MAX, NULL);
    ours o = { .text = text };
    char row[64];

    must(arena != NULL && keel_json_parse(arena, text, NULL, &o.root, NULL) == KEEL_OK);
    snprintf(row, sizeof row, "%s %s", workload_name, size);
    for (const json_write_peer *const *peer = peers; *peer != NULL; peer++)
        if (bench_wanted(row, (*peer)->name)) against(*peer, row, &o);
    keel_arena_free(arena);
}

/* ---- single numbers --------------------------------------------------------------------------------------------- */

typedef struct numbers {
    double values[NUMBER_COUNT];
    keel_buf text; /* each with a comma behind it */
    double sum;    /* of what was read */
} numbers;

static void print_ours(void *ctx)
{
    const numbers *n = ctx;
    char text[KEEL_JSON_REAL_BYTES_MAX];

    for (size_t i = 0; i < NUMBER_COUNT; i++) must(keel_json_real_text(text, n->values[i]) > 0);
}

static void print_c(void *ctx)
{
    const numbers *n = ctx;
    char text[64];

    for (size_t i = 0; i < NUMBER_COUNT; i++) must(snprintf(text, sizeof text, "%.17g", n->values[i]) > 0);
}

static void read_ours(void *ctx)
{
    numbers *n = ctx;
    const char *end = n->text.data + n->text.len;

    n->sum = 0;
    for (const char *p = n->text.data; p < end; p++) {
        number_fit fit;
        keel_json v;
        double value = 0;

        p = number_parse(p, end, &v, &fit);
        must(p != NULL && keel_json_real(&v, &value));
        n->sum += value;
    }
}

static void read_c(void *ctx)
{
    numbers *n = ctx;

    n->sum = 0;
    for (char *p = n->text.data; p < n->text.data + n->text.len; p++) n->sum += strtod(p, &p);
}

static void bench_numbers(const char *row, int digits)
{
    static numbers n;
    uint64_t state = 1;
    double sum;

    n.text = keel_buf_init(TEXT_BYTES_MAX, NULL);
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        char text[64];

        state = state * 6364136223846793005u + 1442695040888963407u;
        snprintf(text, sizeof text, "%.*g", digits, (double)(state >> 11) / (double)(1ull << 53) * 360 - 180);
        n.values[i] = strtod(text, NULL);
        keel_buf_add_format(&n.text, "%s,", text);
    }
    read_ours(&n);
    sum = n.sum;
    read_c(&n);
    if (bench_same(row, "strtod", (bench_digest){ .sum = sum }, (bench_digest){ .sum = n.sum }))
        bench_pair(row, n.text.len, (bench_work){ "keel", read_ours, &n }, (bench_work){ "strtod", read_c, &n });
    bench_pair(row, n.text.len, (bench_work){ "keel", print_ours, &n }, (bench_work){ "%.17g", print_c, &n });
    keel_buf_deinit(&n.text);
}

int main(int argc, char **argv)
{
    bench_begin(argc, argv, "JSON: write a tree, canonical and stable text, numbers");
#ifndef HAVE_YYJSON
    bench_absent("yyjson", "name the folder that holds yyjson/src: KEEL_BENCH_PEERS, or -Dbench_peers=");
#endif
    workloads_each(bench_text);
    if (bench_wanted("17 digits", "strtod")) bench_numbers("17 digits", 17);
    if (bench_wanted("6 digits", "strtod")) bench_numbers("6 digits", 6);
    return bench_end();
}

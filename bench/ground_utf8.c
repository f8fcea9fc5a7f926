/* Is it UTF-8, and the ways to UTF-16 and back, against simdjson, the C library's iconv, and our own plain form.
 *
 * "8>16" is from UTF-8, "16>8" to it; the bytes of a row are those of the UTF-8 in both. */
#include "ground_utf8.h"
#include "bench.h"
#include "workloads.h"
#include "ground/utf8.h"
#include "ground/utf8_forms.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_BYTES_MAX (8u << 20)
#define UTF16          (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "UTF-16LE" : "UTF-16BE")

typedef struct job {
    keel_str text;
    uint16_t *units; /* the same text */
    size_t unit_count;
    char *bytes_out;
    uint16_t *units_out;
    iconv_t to_utf16, from_utf16;
} job;

static void must(bool fact, const char *what)
{
    if (fact) return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

/* ---- is it UTF-8? ------------------------------------------------------------------------------------------- */

typedef bool valid_by(keel_str text);

static bool valid_by_plain(keel_str text)
{
    return utf8_plain.valid_prefix((const uint8_t *)text.data, text.len) == text.len;
}

static bool valid_by_face(keel_str text) { return keel_utf8_valid(text); }

static void check_ours(void *ctx) { must(valid_by_face(((job *)ctx)->text), "ours refuses the text"); }
static void check_plain(void *ctx) { must(valid_by_plain(((job *)ctx)->text), "plain refuses the text"); }
#ifdef HAVE_SIMDJSON
static void check_simdjson(void *ctx) { must(utf8_valid_simdjson(((job *)ctx)->text), "simdjson refuses the text"); }
#endif

/* How many of the text's beginnings are valid, those that cut a character and those that do not. */
static bench_digest verdicts(valid_by *valid, keel_str text)
{
    bench_digest d = { 0 };

    for (size_t cut = 0; cut < 200 && cut < text.len; cut++)
        d.values += valid((keel_str){ text.data, text.len - cut }) ? cut + 1 : 0;
    return d;
}

static void bench_valid(const char *row, job *j, const char *peer, valid_by *valid, void (*check)(void *ctx))
{
    if (bench_wanted(row, peer) && bench_same(row, peer, verdicts(valid_by_face, j->text), verdicts(valid, j->text)))
        bench_pair(row, j->text.len, (bench_work){ "keel", check_ours, j }, (bench_work){ peer, check, j });
}

/* ---- to UTF-16 and back -------------------------------------------------------------------------------------- */

static size_t decode_ours(job *j) { return keel_utf8_to_utf16(j->units_out, j->text); }

static size_t decode_plain(job *j)
{
    return utf8_plain.to_utf16(j->units_out, (const uint8_t *)j->text.data, j->text.len);
}

static size_t encode_ours(job *j) { return keel_utf8_from_utf16(j->bytes_out, j->units, j->unit_count); }

static size_t encode_plain(job *j) { return utf8_plain.from_utf16((uint8_t *)j->bytes_out, j->units, j->unit_count); }

/* Bytes written. iconv takes its input as not constant, and does not write to it. */
static size_t convert(iconv_t way, const void *in, size_t in_len, void *out, size_t room)
{
    char *from = (char *)(uintptr_t)in, *to = out;
    size_t left = room;

    iconv(way, NULL, NULL, NULL, NULL);
    must(iconv(way, &from, &in_len, &to, &left) == 0 && in_len == 0, "iconv refuses the text");
    return room - left;
}

static size_t decode_iconv(job *j)
{
    return convert(j->to_utf16, j->text.data, j->text.len, j->units_out, j->text.len * sizeof *j->units_out) /
           sizeof *j->units_out;
}

static size_t encode_iconv(job *j)
{
    return convert(j->from_utf16, j->units, j->unit_count * sizeof *j->units, j->bytes_out, 3 * j->unit_count);
}

/* FNV-1a, over what was written. */
static bench_digest digest_of(const void *written, size_t len)
{
    bench_digest d = { .values = 0xcbf29ce484222325u, .bytes = len };

    for (size_t i = 0; i < len; i++) d.values = (d.values ^ ((const uint8_t *)written)[i]) * 0x100000001b3u;
    return d;
}

static const struct way {
    const char *peer;
    bool to_utf16;
    size_t (*ours)(job *j), (*theirs)(job *j);
} ways[] = {
    { "plain 8>16", true, decode_ours, decode_plain },
    { "iconv 8>16", true, decode_ours, decode_iconv },
    { "plain 16>8", false, encode_ours, encode_plain },
    { "iconv 16>8", false, encode_ours, encode_iconv },
};

static bench_digest digest_of_way(const struct way *way, size_t (*convert_all)(job *j), job *j)
{
    size_t written = convert_all(j);

    return way->to_utf16 ? digest_of(j->units_out, written * sizeof *j->units_out) : digest_of(j->bytes_out, written);
}

typedef struct one_way {
    job *job;
    size_t (*convert_all)(job *j);
} one_way;

static void run_way(void *ctx)
{
    one_way *w = ctx;

    w->convert_all(w->job);
}

static void bench_way(const char *row, const struct way *way, job *j)
{
    one_way ours = { j, way->ours }, theirs = { j, way->theirs };

    if (bench_wanted(row, way->peer) &&
        bench_same(row, way->peer, digest_of_way(way, way->ours, j), digest_of_way(way, way->theirs, j)))
        bench_pair(row, j->text.len, (bench_work){ "keel", run_way, &ours },
                   (bench_work){ way->peer, run_way, &theirs });
}

/* ---- all of it ---------------------------------------------------------------------------------------------- */

static job job_of(keel_str text)
{
    job j = { .text = text,
              .units = malloc(text.len * sizeof *j.units),
              .units_out = malloc(text.len * sizeof *j.units_out),
              .bytes_out = malloc(3 * text.len),
              .to_utf16 = iconv_open(UTF16, "UTF-8"),
              .from_utf16 = iconv_open("UTF-8", UTF16) };

    must(j.units != NULL && j.units_out != NULL && j.bytes_out != NULL, "out of memory");
    must(j.to_utf16 != (iconv_t)-1 && j.from_utf16 != (iconv_t)-1, "iconv does not know UTF-16");
    j.unit_count = utf8_plain.to_utf16(j.units, (const uint8_t *)text.data, text.len);
    return j;
}

static void job_end(job *j)
{
    iconv_close(j->to_utf16);
    iconv_close(j->from_utf16);
    free(j->units);
    free(j->units_out);
    free(j->bytes_out);
}

static void bench_text(const char *row, keel_str text)
{
    job j = job_of(text);

    bench_valid(row, &j, "plain", valid_by_plain, check_plain);
#ifdef HAVE_SIMDJSON
    bench_valid(row, &j, "simdjson", utf8_valid_simdjson, check_simdjson);
#endif
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) bench_way(row, &ways[i], &j);
    job_end(&j);
}

int main(int argc, char **argv)
{
    keel_buf text = keel_buf_init(TEXT_BYTES_MAX, NULL);
    char row[64];

    bench_begin(argc, argv, "UTF-8: checked, to UTF-16, from UTF-16");
#ifndef HAVE_SIMDJSON
    bench_absent("simdjson", "scripts/setup bench");
#endif
    for (size_t size = 0; size < WORKLOAD_SIZE_COUNT; size++) {
        for (size_t i = 0; i < TEXT_WORKLOAD_COUNT; i++) {
            keel_buf_clear(&text);
            text_workloads[i].put(&text, workload_sizes[size].bytes);
            must(text.failed == KEEL_OK, "out of memory");
            snprintf(row, sizeof row, "%s %s", text_workloads[i].name, workload_sizes[size].name);
            bench_text(row, keel_buf_str(&text));
        }
    }
    keel_buf_deinit(&text);
    return bench_end();
}

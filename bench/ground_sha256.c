/* SHA-256 in pieces of three lengths, against OpenSSL, as it is found on this system, and our own plain form. */
#include "bench.h"
#include "ground/cpu.h"
#include "ground/os/openssl.h"
#include "ground/sha256.h"

#include <stdio.h>
#include <stdlib.h>

#define DATA_BYTES 65536u

/* All pieces of the data, each with a digest of its own: so that a run takes long enough to be timed. */
typedef struct job {
    keel_str data;
    size_t piece;
    uint64_t sum; /* of the digests */
} job;

static void must(bool fact, const char *what)
{
    if (fact) return;
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void add_digest(job *j, const uint8_t digest[KEEL_SHA256_BYTES])
{
    uint64_t word;

    for (size_t at = 0; at < KEEL_SHA256_BYTES; at += sizeof word) {
        memcpy(&word, digest + at, sizeof word);
        j->sum = j->sum * 31 + word;
    }
}

static void run_ours(void *ctx)
{
    job *j = ctx;
    uint8_t digest[KEEL_SHA256_BYTES];

    j->sum = 0;
    for (size_t at = 0; at < j->data.len; at += j->piece) {
        keel_sha256_of((keel_str){ j->data.data + at, j->piece }, digest);
        add_digest(j, digest);
    }
}

static void run_plain(void *ctx)
{
    keel_cpu_level level = keel_cpu();

    must(keel_cpu_force(KEEL_STR("scalar"), NULL) == KEEL_OK, "the plain form cannot be had");
    run_ours(ctx);
    must(keel_cpu_force(keel_str_from(keel_cpu_name(level)), NULL) == KEEL_OK, "the level cannot be had again");
}

static void run_openssl(void *ctx)
{
    job *j = ctx;
    uint8_t digest[OPENSSL_SHA256_BYTES];

    j->sum = 0;
    for (size_t at = 0; at < j->data.len; at += j->piece) {
        must(openssl_sha256((keel_str){ j->data.data + at, j->piece }, digest, NULL) == KEEL_OK, "OpenSSL refuses");
        add_digest(j, digest);
    }
}

static const struct peer {
    const char *name;
    void (*run)(void *ctx);
} peers[] = { { "openssl", run_openssl }, { "plain", run_plain } };

static bench_digest digest_of(void (*run)(void *ctx), job *j)
{
    run(j);
    return (bench_digest){ .values = j->sum, .bytes = j->data.len };
}

static void bench_piece(const char *row, job *j, const struct peer *peer)
{
    keel_error err = KEEL_ERROR_INIT;

    if (!bench_wanted(row, peer->name)) return;
    if (peer->run == run_openssl && openssl_load(&err) != KEEL_OK)
        bench_absent(peer->name, err.mend);
    else if (bench_same(row, peer->name, digest_of(run_ours, j), digest_of(peer->run, j)))
        bench_pair(row, j->data.len, (bench_work){ "keel", run_ours, j }, (bench_work){ peer->name, peer->run, j });
}

int main(int argc, char **argv)
{
    static const struct {
        const char *row;
        size_t bytes;
    } pieces[] = { { "64 B", 64 }, { "1 KB", 1024 }, { "64 KB", DATA_BYTES } };
    static char data[DATA_BYTES];

    for (uint32_t i = 0; i < DATA_BYTES; i++) data[i] = (char)(i * 2654435761u >> 24);
    bench_begin(argc, argv, "SHA-256 of 64 KB, whole and in pieces");
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        job j = { { data, sizeof data }, pieces[i].bytes, 0 };
        for (size_t k = 0; k < sizeof peers / sizeof peers[0]; k++) bench_piece(pieces[i].row, &j, &peers[k]);
    }
    return bench_end();
}

/* bench/bench.h - two ways to do the same work, timed side by side in one process.
 *
 *     bench_begin(argc, argv, "read to tree");
 *     if (bench_same("posts 100 KB", "yyjson", ours_digest, peers_digest))
 *         bench_pair("posts 100 KB", text.len, (bench_work){ "keel", read_ours, &job }, (bench_work){ "yyjson", ... });
 *
 * Both are warmed, then run in turn, A B A B; a sample is as many runs as take a few milliseconds. A line tells the
 * median of all samples of each, the median of A/B over the pairs (above 1: the first is faster) and its spread, the
 * middle half of the pairs in percent; past BENCH_SPREAD_MAX it says so, and the figure is worth nothing.
 * `PROGRAM WORD` runs the rows whose workload or peer contains WORD. BENCH_SAMPLES=N takes N pairs instead of 11.
 * KEEL_CPU=avx2 holds us at that level of the processor (ground/cpu.h); peers know nothing of it.
 * Run nothing else beside it. */
#ifndef BENCH_H
#define BENCH_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define BENCH_SPREAD_MAX 25 /* percent */

typedef struct bench_work {
    const char *name;
    void (*run)(void *ctx);
    void *ctx;
} bench_work;

/* What a result was, so that results are compared before times are: the same for the same values. */
typedef struct bench_digest {
    uint64_t values, bytes; /* how many; of all strings */
    double sum;             /* of all numbers */
} bench_digest;

void bench_begin(int argc, char **argv, const char *job);

/* Does the row run? */
bool bench_wanted(const char *workload, const char *peer);

/* Are both results the same? Tells when they are not: the row is then not timed, and the program will fail. */
bool bench_same(const char *workload, const char *peer, bench_digest ours, bench_digest theirs);

/* Times one row; `bytes` is what each run takes in. */
void bench_pair(const char *workload, uint64_t bytes, bench_work a, bench_work b);

/* A row that cannot run, and why. */
void bench_absent(const char *peer, const char *why);

/* The status of the program: 0, or 1 if results differed. */
int bench_end(void);

#ifdef __cplusplus
}
#endif

#endif

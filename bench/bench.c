#include "bench.h"
#include "ground/cpu.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SAMPLES_STANDARD 11u
#define SAMPLES_MAX      1001u
#define SAMPLE_NS_MIN    4e6
#define WARM_NS          2e7

static const char *only;
static size_t samples = SAMPLES_STANDARD;
static bool differed;

static void hold_level(const char *name)
{
    keel_error err = KEEL_ERROR_INIT;

    if (name == NULL || name[0] == '\0' || keel_cpu_force(keel_str_from(name), &err) == KEEL_OK) return;
    fprintf(stderr, "%s\n", err.what);
    exit(2);
}

void bench_begin(int argc, char **argv, const char *job)
{
    const char *asked = getenv("BENCH_SAMPLES");

    hold_level(getenv("KEEL_CPU"));
    if (argc > 1) only = argv[1];
    if (asked != NULL) samples = strtoul(asked, NULL, 10);
    if (samples < 3 || samples > SAMPLES_MAX) samples = SAMPLES_STANDARD;
    printf("%s, %s, %zu pairs\n%-16s %-10s %9s %11s %11s %9s %8s\n", job, keel_cpu_name(keel_cpu()), samples,
           "workload", "peer", "bytes", "ours MB/s", "peer MB/s", "ratio", "spread");
}

bool bench_wanted(const char *workload, const char *peer)
{
    return only == NULL || strstr(workload, only) != NULL || strstr(peer, only) != NULL;
}

bool bench_same(const char *workload, const char *peer, bench_digest ours, bench_digest theirs)
{
    bool same = ours.values == theirs.values && ours.bytes == theirs.bytes &&
                fabs(ours.sum - theirs.sum) <= 1e-9 * (1 + fabs(ours.sum)); /* some peers round carelessly */

    if (same) return true;
    differed = true;
    printf("%-16s %-10s differ: %llu values, %llu bytes, sum %.17g; the peer's %llu, %llu, %.17g\n", workload, peer,
           (unsigned long long)ours.values, (unsigned long long)ours.bytes, ours.sum, (unsigned long long)theirs.values,
           (unsigned long long)theirs.bytes, theirs.sum);
    return false;
}

/* Of this thread alone: what else the machine does costs it caches, but not time. */
static double now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double run_ns(bench_work w, size_t times)
{
    double start = now_ns();

    for (size_t i = 0; i < times; i++) w.run(w.ctx);
    return now_ns() - start;
}

/* Warms, and tells how many runs make a sample. */
static size_t runs_of_a_sample(bench_work w)
{
    double ns = 0, runs = 0, wanted;

    while (ns < WARM_NS) {
        ns += run_ns(w, 1);
        runs++;
    }
    wanted = SAMPLE_NS_MIN / (ns / runs);
    return wanted < 1 ? 1 : (size_t)wanted;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double at_part(double *list, double part)
{
    qsort(list, samples, sizeof *list, by_size);
    return list[(size_t)((double)(samples - 1) * part + 0.5)];
}

void bench_pair(const char *workload, uint64_t bytes, bench_work a, bench_work b)
{
    static double ns_a[SAMPLES_MAX], ns_b[SAMPLES_MAX], ratios[SAMPLES_MAX];
    size_t runs_a = runs_of_a_sample(a), runs_b = runs_of_a_sample(b);
    double ratio, spread;

    for (size_t i = 0; i < samples; i++) {
        ns_a[i] = run_ns(a, runs_a) / (double)runs_a;
        ns_b[i] = run_ns(b, runs_b) / (double)runs_b;
        ratios[i] = ns_b[i] / ns_a[i];
    }
    ratio = at_part(ratios, 0.5);
    spread = 100 * (at_part(ratios, 0.75) - at_part(ratios, 0.25)) / ratio;
    printf("%-16s %-10s %9llu %11.0f %11.0f %8.2fx %7.1f%%%s\n", workload, b.name, (unsigned long long)bytes,
           (double)bytes * 1e3 / at_part(ns_a, 0.5), (double)bytes * 1e3 / at_part(ns_b, 0.5), ratio, spread,
           spread > BENCH_SPREAD_MAX ? "  too wide" : "");
    fflush(stdout);
}

void bench_absent(const char *peer, const char *why) { printf("%-16s %-10s absent: %s\n", "", peer, why); }

int bench_end(void) { return differed ? 1 : 0; }

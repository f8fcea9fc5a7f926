/* How long does a person wait for the command to begin? 'keel --version' against an empty program, both linked to the
 * C library, from spawn to reap and in turn.
 *
 * Targets: 1.2 ms, 2.5 times the empty program, 4 MB when stripped. BENCH_SAMPLES=N takes N pairs instead of 301.
 * Run nothing else beside it. The build says where the programs are: START_KEEL, START_EMPTY, START_STRIP. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES_USUAL 301
#define SAMPLES_MAX   10001
#define WARM_RUNS     20
#define NS_PER_MS     1e6

static double now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void stop(const char *what)
{
    fprintf(stderr, "bench-start: %s\n", what);
    exit(EXIT_FAILURE);
}

/* Nanoseconds from spawn to reap; what the program says goes nowhere. It must end well. */
static double run_ns(char *const argv[])
{
    static char *const empty_environment[] = { NULL };
    posix_spawn_file_actions_t actions;
    double start, end;
    int status;
    pid_t child;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    start = now_ns();
    if (posix_spawn(&child, argv[0], &actions, NULL, argv, empty_environment) != 0) stop("cannot start a program");
    if (waitpid(child, &status, 0) != child) stop("cannot wait for a program");
    end = now_ns();
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) stop("a program did not end well");
    return end - start;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double at_part(double *list, size_t count, double part)
{
    qsort(list, count, sizeof *list, by_size);
    return list[(size_t)((double)(count - 1) * part)];
}

static void time_starts(char *keel, char *empty, size_t count)
{
    static double ours[SAMPLES_MAX], floor_ns[SAMPLES_MAX], ratios[SAMPLES_MAX];
    char version[] = "--version";
    char *const keel_argv[] = { keel, version, NULL }, *const empty_argv[] = { empty, NULL };
    double ratio;

    for (size_t i = 0; i < WARM_RUNS; i++) run_ns(i % 2 == 0 ? keel_argv : empty_argv);
    for (size_t i = 0; i < count; i++) {
        ours[i] = run_ns(keel_argv);
        floor_ns[i] = run_ns(empty_argv);
        ratios[i] = ours[i] / floor_ns[i];
    }
    ratio = at_part(ratios, count, 0.5);
    printf("start  keel --version  %.2f ms   empty program  %.2f ms   %.2fx  +-%.1f%%   (targets 1.2 ms, 2.5x)\n",
           at_part(ours, count, 0.5) / NS_PER_MS, at_part(floor_ns, count, 0.5) / NS_PER_MS, ratio,
           50 * (at_part(ratios, count, 0.75) - at_part(ratios, count, 0.25)) / ratio);
}

static void weigh(char *keel, char *strip)
{
    char out[] = "/tmp/keel-stripped-XXXXXX", flag[] = "-o";
    char *const argv[] = { strip, flag, out, keel, NULL };
    int fd = mkstemp(out);
    struct stat st;

    if (fd < 0) stop("cannot make a file in /tmp");
    close(fd);
    run_ns(argv);
    if (stat(out, &st) != 0) stop("cannot look at the stripped program");
    unlink(out);
    printf("size   keel, stripped  %lld bytes   (target 4 MB)\n", (long long)st.st_size);
}

int main(void)
{
    static char keel[] = START_KEEL, empty[] = START_EMPTY, strip[] = START_STRIP;
    const char *asked = getenv("BENCH_SAMPLES");
    size_t count = asked == NULL ? SAMPLES_USUAL : strtoul(asked, NULL, 10);

    if (count < 1 || count > SAMPLES_MAX) stop("BENCH_SAMPLES is out of its range");
    time_starts(keel, empty, count);
    weigh(keel, strip);
    return EXIT_SUCCESS;
}

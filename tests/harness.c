/* Runs what was registered. */
#include "harness.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static test *first, **last = &first;
static const char *program;
static size_t checks_failed; /* of the running test */
static uint64_t seed, random_state;

void test_register(test *t)
{
    *last = t;
    last = &t->next;
}

bool test_check(bool held, const char *file, int line, const char *format, ...)
{
    va_list args;

    if (held) return true;
    checks_failed++;
    if (checks_failed > 20) return false; /* a broken loop should not bury the first words */
    printf("    %s:%d: ", file, line);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    printf("\n");
    return false;
}

bool test_check_str(keel_str got, const char *wanted, const char *expression, const char *file, int line)
{
    return test_check(keel_str_equal(got, keel_str_from(wanted)), file, line, "%s is\n      '%.*s', wanted\n      '%s'",
                      expression, KEEL_STR_ARG(got), wanted);
}

/* splitmix64: every seed is a good one. */
uint64_t test_random(void)
{
    uint64_t z = (random_state += 0x9E3779B97F4A7C15u);

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

uint64_t test_random_below(uint64_t bound) { return bound == 0 ? 0 : test_random() % bound; }

size_t test_cases(size_t usual)
{
    const char *scale = getenv("KEEL_TEST_SCALE");
    double factor = scale == NULL ? 1.0 : strtod(scale, NULL);

    return factor <= 0 ? 1 : (size_t)((double)usual * factor) + 1;
}

static void *refusing_resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
    test_memory *m = ctx;
    void *block;

    if (new_size == 0) {
        m->bytes -= old_size;
        free(old);
        return NULL;
    }
    if (m->asked++ == m->refuse_at) return NULL;
    block = realloc(old, new_size);
    if (block != NULL) m->bytes += new_size - old_size;
    return block;
}

test_memory *test_memory_refusing(test_memory *m, size_t nth)
{
    *m = (test_memory){ .memory = { refusing_resize, m }, .refuse_at = nth };
    return m;
}

static bool run_one(test *t)
{
    checks_failed = 0;
    random_state = seed;
    t->run();
    if (checks_failed == 0) return true;
    printf("  failed  %s (%s:%d), %zu checks; again: KEEL_TEST_SEED=%llu %s %s\n", t->name, t->file, t->line,
           checks_failed, (unsigned long long)seed, program, t->name);
    return false;
}

int main(int argc, char **argv)
{
    const char *asked = getenv("KEEL_TEST_SEED");
    size_t passed = 0, failed = 0;

    program = argv[0];
    seed = asked != NULL ? strtoull(asked, NULL, 10) : (uint64_t)time(NULL);
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    for (test *t = first; t != NULL; t = t->next) {
        if (argc > 1 && strstr(t->name, argv[1]) == NULL) continue;
        if (run_one(t))
            passed++;
        else
            failed++;
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

/* tests/harness.h - the tests' own ground: no setjmp, no fork, so that it runs wherever the skills do.
 *
 *     TEST(a_bare_name_matches_at_any_depth) {
 *         CHECK(matches("build", "a/b/build"));
 *         CHECK_STR(keel_buf_str(&out), "[1,2]");
 *     }
 *
 * Tests of one program run in the order of their files; each file's in the order of its lines. A failed CHECK is
 * told with its place and the test goes on; REQUIRE leaves the test. The program ends with "N passed, N failed" and
 * a status that says the same. `PROGRAM WORD` runs the tests whose names contain WORD. */
#ifndef KEEL_HARNESS_H
#define KEEL_HARNESS_H

#include "ground/base.h"
#include "ground/error.h"
#include "ground/memory.h"

typedef struct test {
    const char *name, *file;
    int line;
    void (*run)(void);
    struct test *next;
} test;

void test_register(test *t);

#define TEST(test_name)                                                                                           \
    static void test_run_##test_name(void);                                                                       \
    static test test_row_##test_name = { #test_name, __FILE__, __LINE__, test_run_##test_name, NULL };            \
    __attribute__((constructor)) static void test_add_##test_name(void) { test_register(&test_row_##test_name); } \
    static void test_run_##test_name(void)

/* Counts the check; tells it when it failed. Returns `held`. */
bool test_check(bool held, const char *file, int line, const char *format, ...) KEEL_PRINTF(4, 5);

#define CHECK(fact)           test_check((fact), __FILE__, __LINE__, "%s", #fact)
#define CHECK_SAYS(fact, ...) test_check((fact), __FILE__, __LINE__, __VA_ARGS__)
#define REQUIRE(fact)             \
    do {                          \
        if (!CHECK(fact)) return; \
    } while (0)

#define CHECK_INT(got, wanted)                                                                               \
    test_check((long long)(got) == (long long)(wanted), __FILE__, __LINE__, "%s is %lld, wanted %lld", #got, \
               (long long)(got), (long long)(wanted))
#define CHECK_STR(got, wanted) test_check_str((got), (wanted), #got, __FILE__, __LINE__)

bool test_check_str(keel_str got, const char *wanted, const char *expression, const char *file, int line);

/* Random numbers that come back: the seed is KEEL_TEST_SEED or of the clock, and is printed when a test fails. */
uint64_t test_random(void);
uint64_t test_random_below(uint64_t bound);

/* How many random cases a property test tries: `usual` times KEEL_TEST_SCALE. */
size_t test_cases(size_t usual);

/* Memory that refuses one request: the nth from now (0 is the next), or none for SIZE_MAX. `asked` counts on. */
typedef struct test_memory {
    keel_memory memory;
    size_t refuse_at, asked;
    size_t bytes; /* now held */
} test_memory;

test_memory *test_memory_refusing(test_memory *m, size_t nth);

#endif

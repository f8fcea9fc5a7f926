/* Asks the processor once and remembers. */
#include "ground/cpu.h"

#include <stdatomic.h>
#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

static const char *const level_names[] = { "scalar", "sse42", "avx2", "avx512", "neon" };

#define LEVEL_COUNT (sizeof level_names / sizeof level_names[0])
#define UNDECIDED   (-1)

static atomic_int level_in_use = UNDECIDED, sha256_known = UNDECIDED;

#if defined(__x86_64__)
/* The builtins of the oldest compilers we support do not know these two. */
static bool has_lzcnt(void)
{
    unsigned a, b, c, d;

    return __get_cpuid(0x80000001u, &a, &b, &c, &d) != 0 && (c & bit_LZCNT) != 0;
}

static bool has_sha256(void)
{
    unsigned a, b, c, d;

    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

static bool has_sse42(void)
{
    return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
}

static bool has_avx2(void)
{
    return has_sse42() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && has_lzcnt();
}

static bool has_avx512(void)
{
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}
#elif defined(__aarch64__) && defined(__linux__)
static bool has_sha256(void) { return (getauxval(AT_HWCAP) & HWCAP_SHA2) != 0; }
#elif defined(__aarch64__) && defined(__APPLE__)
static bool has_sha256(void) { return true; } /* since the first of them */
#else
static bool has_sha256(void) { return false; }
#endif

bool keel_cpu_can(keel_cpu_level level)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    switch (level) {
    case KEEL_CPU_SCALAR: return true;
    case KEEL_CPU_SSE42: return has_sse42();
    case KEEL_CPU_AVX2: return has_avx2();
    case KEEL_CPU_AVX512: return has_avx512();
    case KEEL_CPU_NEON: return false;
    }
    return false;
#elif defined(__aarch64__)
    return level == KEEL_CPU_SCALAR || level == KEEL_CPU_NEON;
#else
    return level == KEEL_CPU_SCALAR;
#endif
}

static keel_cpu_level best(void)
{
    for (int level = LEVEL_COUNT - 1; level > 0; level--)
        if (keel_cpu_can((keel_cpu_level)level)) return (keel_cpu_level)level;
    return KEEL_CPU_SCALAR;
}

keel_cpu_level keel_cpu(void)
{
    int level = atomic_load_explicit(&level_in_use, memory_order_relaxed);

    if (level == UNDECIDED) {
        level = best();
        atomic_store_explicit(&level_in_use, level, memory_order_relaxed);
    }
    return (keel_cpu_level)level;
}

/* Remembered too: within a virtual machine the instruction that asks takes as long as hashing some ten kilobytes. */
bool keel_cpu_sha256(void)
{
    int known = atomic_load_explicit(&sha256_known, memory_order_relaxed);

    if (known == UNDECIDED) {
        known = has_sha256();
        atomic_store_explicit(&sha256_known, known, memory_order_relaxed);
    }
    return known && keel_cpu() != KEEL_CPU_SCALAR;
}

const char *keel_cpu_name(keel_cpu_level level) { return (size_t)level < LEVEL_COUNT ? level_names[level] : "?"; }

keel_code keel_cpu_force(keel_str name, keel_error *err)
{
    for (size_t i = 0; i < LEVEL_COUNT; i++) {
        if (!keel_str_equal(name, keel_str_from(level_names[i]))) continue;
        if (!keel_cpu_can((keel_cpu_level)i)) {
            keel_error_set(err, KEEL_E_UNSUPPORTED, "cpu.lacking", "this processor cannot run '%s'", level_names[i]);
            keel_error_place(err, "KEEL_CPU");
            return keel_error_mend(err, "unset KEEL_CPU"), KEEL_E_UNSUPPORTED;
        }
        atomic_store_explicit(&level_in_use, (int)i, memory_order_relaxed);
        return KEEL_OK;
    }
    keel_error_set(err, KEEL_E_USAGE, "cpu.unknown", "unknown level of the processor '%.*s'", KEEL_STR_ARG(name));
    keel_error_place(err, "KEEL_CPU");
    keel_error_mend(err, "unset KEEL_CPU, or set it to scalar, sse42, avx2, avx512 or neon");
    return KEEL_E_USAGE;
}

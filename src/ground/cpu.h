/* ground/cpu.h - which instructions this machine has, decided in one place.
 *
 *     switch (keel_cpu()) { case KEEL_CPU_AVX2: return &scan_avx2; ... }
 *
 * Every fast path asks here which of its forms to take. The answer is the best of the machine, unless
 * keel_cpu_force lowered it (the shells do so from KEEL_CPU, so that every path can be tested anywhere).
 * The one value that is shared by the whole process; forcing it while other threads compute is harmless, since
 * all forms give the same results. */
#ifndef KEEL_CPU_H
#define KEEL_CPU_H

#include "ground/base.h"
#include "ground/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum keel_cpu_level {
    KEEL_CPU_SCALAR,
    KEEL_CPU_SSE42,  /* SSE4.2, PCLMUL, POPCNT */
    KEEL_CPU_AVX2,   /* the former and AVX2, BMI1, BMI2, LZCNT */
    KEEL_CPU_AVX512, /* the former and AVX-512 F, BW, DQ, VL, VBMI, VBMI2 */
    KEEL_CPU_NEON
} keel_cpu_level;

/* The level in use. */
KEEL_API keel_cpu_level keel_cpu(void);

/* Can this machine run that level? */
KEEL_API bool keel_cpu_can(keel_cpu_level level);

/* May the instructions for SHA-256 be used? No level of their own: they come with any but scalar, where the machine
 * has them. */
KEEL_API bool keel_cpu_sha256(void);

/* "scalar", "sse42", "avx2", "avx512", "neon". Static. */
KEEL_API const char *keel_cpu_name(keel_cpu_level level);

/* From now on use the level of that name. KEEL_E_USAGE: no such name. KEEL_E_UNSUPPORTED: not on this machine. */
KEEL_API KEEL_MUST_USE keel_code keel_cpu_force(keel_str name, keel_error *err);

#ifdef __cplusplus
}
#endif

#endif

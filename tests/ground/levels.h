/* tests/ground/levels.h - each level of instructions that this machine has, one after the other.
 *
 *     FOR_EACH_LEVEL(level) CHECK_SAYS(..., "%s", keel_cpu_name(level));
 *
 * After the loop the best level is in use again. A loop is left by its end only. */
#ifndef KEEL_TEST_LEVELS_H
#define KEEL_TEST_LEVELS_H

#include "ground/assert.h"
#include "ground/cpu.h"

/* Takes the first level from `level` on that can be had; KEEL_CPU_NEON + 1 if none is left. */
static inline int level_take(int level)
{
    while (level <= KEEL_CPU_NEON && !keel_cpu_can((keel_cpu_level)level)) level++;
    if (level <= KEEL_CPU_NEON)
        KEEL_ASSERT(keel_cpu_force(keel_str_from(keel_cpu_name((keel_cpu_level)level)), NULL) == KEEL_OK);
    return level;
}

#define FOR_EACH_LEVEL(level) \
    for (int level = level_take(KEEL_CPU_SCALAR); level <= KEEL_CPU_NEON; level = level_take(level + 1))

#endif

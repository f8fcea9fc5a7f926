/* ground/limits.h - every bound of Keel: its name, its default, its range, and what lies past it.
 *
 *     uint32_t depth_max = keel_limit_of(KEEL_LIMIT_JSON_DEPTH)->standard;
 *
 * Each room keeps its rows in its own limits.def:
 *
 *     KEEL_LIMIT(JSON_DEPTH, "json.depth", KEEL_UNIT_COUNT, 1024, 1, 65536, "the text is refused with 'json.depth'")
 *                id          name          unit             standard least most  past it
 *
 * The build gathers them; the enum here, 'keel limits', the manual and the boundary tests come from the rows. */
#ifndef KEEL_LIMITS_H
#define KEEL_LIMITS_H

#include "ground/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum keel_unit { KEEL_UNIT_COUNT, KEEL_UNIT_BYTES } keel_unit;

typedef struct keel_limit {
    const char *name;
    keel_unit unit;
    uint64_t standard, least, most;
    const char *past;
} keel_limit;

typedef enum keel_limit_id {
#define KEEL_LIMIT(id, name, unit, standard, least, most, past) KEEL_LIMIT_##id,
#include "limits-all.def"
#undef KEEL_LIMIT
    KEEL_LIMIT_COUNT
} keel_limit_id;

/* The most that a row allows, as a constant: for what has room for so many. */
enum {
#define KEEL_LIMIT(id, name, unit, standard, least, most, past) KEEL_MOST_##id = (most),
#include "limits-all.def"
#undef KEEL_LIMIT
};

/* The row of one limit. Static. */
const keel_limit *keel_limit_of(keel_limit_id id);

#ifdef __cplusplus
}
#endif

#endif

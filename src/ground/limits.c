/* The gathered rows. */
#include "ground/limits.h"
#include "ground/assert.h"

static const keel_limit limits[] = {
#define KEEL_LIMIT(id, name, unit, standard, least, most, past) { name, unit, standard, least, most, past },
#include "limits-all.def"
#undef KEEL_LIMIT
};

const keel_limit *keel_limit_of(keel_limit_id id)
{
    KEEL_ASSERT(id < KEEL_LIMIT_COUNT);
    return &limits[id];
}

#include "guarded.h"
#include "ground/assert.h"

#include <stdlib.h>

guarded guarded_new(size_t size_min)
{
    char *data = malloc(size_min);

    KEEL_ASSERT(data != NULL);
    return (guarded){ data, size_min };
}

void guarded_free(guarded *room) { free(room->data); }

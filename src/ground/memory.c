/* Memory from the C library, unless the caller brought its own. */
#include "ground/memory.h"

#include <stdlib.h>

void *keel_memory_resize(const keel_memory *memory, void *old, size_t old_size, size_t new_size)
{
    if (memory != NULL) return memory->resize(memory->ctx, old, old_size, new_size);
    if (new_size == 0) {
        free(old);
        return NULL;
    }
    return realloc(old, new_size);
}

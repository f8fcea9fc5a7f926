#include "guarded.h"
#include "ground/assert.h"

#include <sys/mman.h>
#include <unistd.h>

guarded guarded_new(size_t size_min)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = (size_min + page - 1) / page * page;
    char *all = mmap(NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    KEEL_ASSERT(all != MAP_FAILED);
    KEEL_ASSERT(mprotect(all + page, size, PROT_READ | PROT_WRITE) == 0);
    return (guarded){ all + page, size };
}

void guarded_free(guarded *room)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    munmap(room->data - page, room->size + 2 * page);
}

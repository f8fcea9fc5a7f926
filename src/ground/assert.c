/* The last words of a program that found itself in the wrong. */
#include "ground/assert.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void keel_assert_failed(const char *fact, const char *file, int line)
{
    fprintf(stderr, "keel: a bug of ours: '%s' is not true at %s:%d\n", fact, file, line);
    fflush(stderr);
    abort();
}

/* The version of the library that is linked. */
#include "ground/base.h"

const char *keel_version(void) { return KEEL_VERSION; }

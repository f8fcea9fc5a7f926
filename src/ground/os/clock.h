/* ground/os/clock.h - what time it is. Only shells ask; what decides is handed the answer. */
#ifndef KEEL_OS_CLOCK_H
#define KEEL_OS_CLOCK_H

#include "ground/base.h"

/* Nanoseconds since some moment of this boot; never runs backwards. For measuring. */
uint64_t clock_now_ns(void);

#endif

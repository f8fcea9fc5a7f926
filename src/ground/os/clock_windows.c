/* The clock as Windows has it. */
#include "ground/os/clock.h"

#include <windows.h>

#define NS_PER_SECOND 1000000000u

uint64_t clock_now_ns(void)
{
    LARGE_INTEGER ticks, per_second;
    uint64_t whole, rest;

    QueryPerformanceFrequency(&per_second); /* neither can fail since Windows XP */
    QueryPerformanceCounter(&ticks);
    whole = (uint64_t)(ticks.QuadPart / per_second.QuadPart);
    rest = (uint64_t)(ticks.QuadPart % per_second.QuadPart);
    return whole * NS_PER_SECOND + rest * NS_PER_SECOND / (uint64_t)per_second.QuadPart;
}

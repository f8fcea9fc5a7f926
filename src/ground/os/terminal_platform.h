/* ground/os/terminal_platform.h - what terminal.c asks of each platform. Private to this folder. */
#ifndef KEEL_OS_TERMINAL_PLATFORM_H
#define KEEL_OS_TERMINAL_PLATFORM_H

#include "ground/os/terminal.h"

/* What the environment says, from terminal.c; NULL if it is unset or empty. */
const char *terminal_set_to(const char *name);

/* Columns of the terminal behind that stream, 0: nothing tells. */
size_t terminal_platform_columns(terminal_stream stream);

/* Why that terminal does not understand the sequences for colour and movement, in words; NULL: it does. */
const char *terminal_platform_dumb(terminal_stream stream);

#endif

/* ground/os/terminal.h - who reads what we print: a person at a terminal, or a program.
 *
 *     bool colour = terminal_colour(TERMINAL_STDERR, cli_colour_flag);
 *
 * stdout is the answer, stderr the talk: each stream is asked for itself. */
#ifndef KEEL_OS_TERMINAL_H
#define KEEL_OS_TERMINAL_H

#include "ground/base.h"

typedef enum terminal_stream { TERMINAL_STDIN, TERMINAL_STDOUT, TERMINAL_STDERR } terminal_stream;

typedef enum terminal_choice { TERMINAL_AUTO, TERMINAL_ALWAYS, TERMINAL_NEVER } terminal_choice;

#define TERMINAL_WIDTH_STANDARD 80

bool terminal_is(terminal_stream stream);

/* Columns of the terminal; COLUMNS where it is set, TERMINAL_WIDTH_STANDARD where nothing tells. */
size_t terminal_width(terminal_stream stream);

/* The flag beats NO_COLOR beats FORCE_COLOR and CLICOLOR_FORCE beats "a terminal, and TERM is not dumb". */
bool terminal_colour(terminal_stream stream, terminal_choice flag);

/* Does the locale (LC_ALL, LC_CTYPE, LANG) speak UTF-8? Else signs are ASCII. */
bool terminal_utf8(void);

#endif

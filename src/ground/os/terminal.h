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

/* Sees to it that the three streams are open, so that no file of ours takes the place of a closed one. Reading or
 * writing a stream that was closed fails as before. Called once, at the start. */
void terminal_keep_streams(void);

/* Columns of the terminal; COLUMNS where it is set, TERMINAL_WIDTH_STANDARD where nothing tells. */
size_t terminal_width(terminal_stream stream);

/* Waits until standard input has something to read, its end included, but no longer than `ms`. False: not yet. */
bool terminal_input_ready(unsigned ms);

/* Lines of the terminal that stdout is, 0 where nothing tells. */
size_t terminal_height(void);

/* Shows `text` through the pager, a line for the shell: all of it was shown or the person went away. False: it could
 * not be started, and nothing was shown. */
bool terminal_page(const char *pager, keel_str text);

/* The flag beats NO_COLOR beats FORCE_COLOR and CLICOLOR_FORCE beats "a terminal, and TERM is not dumb". */
bool terminal_colour(terminal_stream stream, terminal_choice flag);

/* What decided that: "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "--color", or words such as "a terminal". Static. */
const char *terminal_colour_why(terminal_stream stream, terminal_choice flag);

/* May a line be drawn again over itself? Only on a terminal that is not dumb. */
bool terminal_redraws(terminal_stream stream);

/* Does the locale (LC_ALL, LC_CTYPE, LANG) speak UTF-8? Else signs are ASCII. */
bool terminal_utf8(void);

#endif

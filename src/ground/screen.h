/* ground/screen.h - text for a terminal: its width, its lines, its tables. Pure.
 *
 *     screen_look look = { .width = 80, .person = true };
 *     screen_wrap(KEEL_STR("A paragraph of any length."), 4, 0, look.width, &out);
 *     screen_table(KEEL_STR("a\t1\nbee\t2\n"), headings, &look, &out);        as a program reads it, or a person
 *
 * Columns are those of a terminal: a combining mark takes none, an East Asian or pictographic character two.
 * Not here: asking the terminal (ground/os/terminal.h). */
#ifndef KEEL_SCREEN_H
#define KEEL_SCREEN_H

#include "ground/base.h"
#include "ground/buf.h"

/* For whom a text is laid out. All of it is decided by the caller. */
typedef struct screen_look {
    size_t width; /* columns */
    bool person;  /* a person at a terminal reads it, not a program */
    bool colour;
    bool utf8; /* signs beyond ASCII may be shown */
} screen_look;

/* The columns that `text` takes. What is not UTF-8 counts one a byte. */
size_t screen_width(keel_str text);

/* Would `c` move the cursor, end the line or turn the direction of what is shown around? */
bool screen_steers(uint32_t c);

/* Appends `text` with nothing in it that could steer a terminal: each character of screen_steers becomes '.', tabs
 * and line ends included, each byte that is not UTF-8 the replacement character. */
void screen_clean(keel_str text, keel_buf *out);

void screen_blanks(size_t count, keel_buf *out);

/* Appends paragraphs, each line behind `indent` blanks and no wider than `width` where its words allow. A line end in
 * the text begins a line. `column` says where the first line already stands; pass 0 at the start of a line. */
void screen_wrap(keel_str text, size_t indent, size_t column, size_t width, keel_buf *out);

/* `on` in bold where colour is allowed. */
void screen_heading(const char *on, const screen_look *look, keel_buf *out);

/* Appends a table whose `rows` come as a program reads them: cells end with a tab, lines with \n. For a program they
 * stay so; for a person the columns are aligned below their headings ("NAME\tDEFAULT") and the last one is wrapped. */
void screen_table(keel_str rows, const char *headings, const screen_look *look, keel_buf *out);

#endif

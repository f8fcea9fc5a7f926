#!/usr/bin/env python3
"""Writes powers.inc: 10^FIRST .. 10^LAST as 128-bit numbers, for powers.c.

Each is scaled by a power of two into 2^127 .. 2^128 and rounded down; python's integers make that exact.
"""
import sys

FIRST, LAST = -342, 324  # what powers.h says


def scaled(exponent):
    over, under = (10**exponent, 1) if exponent >= 0 else (1, 10**-exponent)
    shift = 128 + under.bit_length() - over.bit_length()
    value = (over << shift) // under if shift >= 0 else over // (under << -shift)
    return value >> (value.bit_length() - 128)


with open(sys.argv[1], "w") as out:
    for exponent in range(FIRST, LAST + 1):
        value = scaled(exponent)
        out.write("{ 0x%016x, 0x%016x }, /* 10^%d */\n" % (value >> 64, value & (1 << 64) - 1, exponent))

# SPDX-License-Identifier: GPL-2.0-only
"""What the semantic patches of this folder do in Python.

A script finds its words and what happens to them in SmPL, and hands the places
over (session.py). From these and the text of the file (lexer.py, source.py) the
modules decide what is said. Nothing is kept from one file to the next.
"""

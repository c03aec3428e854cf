"""Makes a file from outside harmless, or refuses it. Loads no Django: `examine` runs it in a process without keys.

What a file is, its content decides: neither its name nor what the browser says of it. Pictures are drawn anew. PDF and
office files lose their properties and everything that could act. This is no virus scanner, and none is promised.
"""

"""The embedded offline illustrator: prompt in, picture out.

A wing of its own. It knows nothing of HTTP, money, keys or dialects and can be used as a plain library.
"""

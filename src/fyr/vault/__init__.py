"""Sealed fields, keys and blind indexes. The only room that encrypts and decrypts.

A *subject* (a case) has one data key. The data key is wrapped for each *holder* (a unit) that may read
the subject, and each holder's key is wrapped by the node's key. Subjects and holders are opaque ids.
"""

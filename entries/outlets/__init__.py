"""Every way out of the library beside its pages: one module for each, from the library's shapes to bytes or shapes.

An outlet asks `entries.library` and never touches a model; views, the desk and commands ask an outlet.
"""

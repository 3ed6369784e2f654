"""The rules on how this code hangs together, as functions: a project's folder in, a list of `file:line: fault` out.

tests/test_architecture.py holds the project to them, and shows that each can find a fault.
"""

"""Drives a real Chromium through the pages. What a page must not do is in `looking`, what opens it in `conftest`.

axe.min.js is axe-core 4.14.1, unchanged, under the Mozilla Public License 2.0 (axe-LICENSE.txt).
"""

"""Documents on paper by GB/T 9704-2012 (党政机关公文格式): one plain model, written as Word or PDF.

`paper.py` is the model, `geometry.py` the standard's numbers, `word.py` and `typesetting.py` write
it; `documents/` makes papers from records.
"""

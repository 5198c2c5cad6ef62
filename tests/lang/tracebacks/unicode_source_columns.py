# exit: 1
# Columns count characters, not bytes, and wide ones take two cells.
größe = "é"
print("日本語", größe + 1)

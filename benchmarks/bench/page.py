"""Markdown: tables, and the part of a page that a command writes."""


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def put(path, begin, end, text):
    """Writes the text into a page, between the two marks that stand there."""
    with open(path, encoding="utf-8") as file:
        page = file.read()
    head, found, rest = page.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{path} has no {begin} … {end}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}{begin}\n\n{text.strip()}\n\n{end}{tail}")

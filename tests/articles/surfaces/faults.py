"""Faults that no verb would make: rows changed past them, pages that answer something else."""

from django.urls import get_resolver


def odd(rows, **values):
    """Change rows past every verb, as a fault would."""
    assert rows.update(**values)


def show(monkeypatch, name, view):
    """Have another view answer for a page of the paper, until the end of the test."""
    paper = next(p for p in get_resolver().url_patterns if getattr(p, "app_name", "") == "paper")
    page = next(pattern for pattern in paper.url_patterns if pattern.name == name)
    monkeypatch.setattr(page, "callback", view)

"""
Text that is searched: rows of plain words with an index over them, behind one method,
`search`. On SQLite the index is a table of FTS5 that triggers keep, on PostgreSQL a tsvector.
Words are parted in one place, `text.terms`: both find the same.
"""

# ruff: noqa: S608 (the names in this SQL are those of models; what people type are parameters)

from django.db import models

from articles.text.terms import terms

#: What the index is called: of the column on PostgreSQL, with the table's name on SQLite.
INDEX = "words"


class SearchedQuerySet(models.QuerySet):
    """For a model whose table has an index that `lay` made, with `key` among its fields."""

    key = "pk"

    def search(self, text):
        """
        Find the rows that have all words of a search, the last one as the beginning of a word;
        a "phrase" word by word; and none of the -words. Nothing where it names no word.
        """
        wanted = tuple(terms(text))
        return self.filter(Answers(self.key, wanted)) if wanted else self.none()


class Answers(models.Func):
    """The condition that a row has what a search asks for (a tuple of text.terms.Term)."""

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, key, wanted, **extra):
        super().__init__(key, **extra)
        self.wanted = wanted

    def as_sqlite(self, compiler, connection, **_context):
        [key] = self.source_expressions
        column, params = compiler.compile(key)
        index = f'"{key.target.model._meta.db_table}_{INDEX}"'
        sql = f"{column} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"
        return sql, [*params, fts5(self.wanted)]

    def as_postgresql(self, compiler, connection, **_context):
        column, params = compiler.compile(self.source_expressions[0])
        table, _dot, _name = column.rpartition(".")  # by the name that this query gives it
        sql = f'{table}."{INDEX}" @@ to_tsquery(%s, %s)'
        return sql, [*params, "simple", tsquery(self.wanted)]


def fts5(wanted):
    """Write what is asked for as FTS5 has it. Words are letters and digits: nothing to escape."""
    said = {term: f'"{" ".join(term.words)}"{" *" if term.goes_on else ""}' for term in wanted}
    inside = " AND ".join(said[term] for term in wanted if not term.is_out)
    return " NOT ".join([f"({inside})", *(said[term] for term in wanted if term.is_out)])


def tsquery(wanted):
    """Write what is asked for as PostgreSQL's to_tsquery has it."""
    return " & ".join(map(operand, wanted))


def operand(term):
    phrase = " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.goes_on else "")
    return f"!({phrase})" if term.is_out else f"({phrase})"


# --- The index itself ------------------------------------------------------------------------


def lay(schema_editor, table, *, key, columns):
    """
    Make the index of a table's columns of words: for migrations. `key` is a column of unique
    numbers. What is written to the table later is indexed by the database itself. Whatever
    makes the table anew on SQLite, as most changes of it do, drops the triggers: lift before,
    lay after.
    """
    vendor = schema_editor.connection.vendor
    for sql in LAYING[vendor](table, key, columns):
        schema_editor.execute(sql)


def lift(schema_editor, table):
    """Take the index away again."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("added", "changed", "gone"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{table}_{INDEX}_{name}"')
        schema_editor.execute(f'DROP TABLE "{table}_{INDEX}"')
    else:
        schema_editor.execute(f'ALTER TABLE "{table}" DROP COLUMN "{INDEX}"')


def on_sqlite(table, key, columns):
    index, names = f"{table}_{INDEX}", ", ".join(columns)
    new, old = (", ".join(f"{row}.{name}" for name in [key, *columns]) for row in ("new", "old"))
    add = f'INSERT INTO "{index}" (rowid, {names}) VALUES ({new});'
    # The rows are kept elsewhere: the index has to be told the words that go.
    drop = f'INSERT INTO "{index}" ("{index}", rowid, {names}) VALUES (\'delete\', {old});'
    # Words come here parted and folded (text.terms): this tokenizer parts at blanks alone.
    yield (
        f'CREATE VIRTUAL TABLE "{index}" USING fts5('
        f"{names}, content='{table}', content_rowid='{key}', tokenize='ascii')"
    )
    for name, event, does in [
        ("added", "INSERT", add),
        ("gone", "DELETE", drop),
        ("changed", "UPDATE", f"{drop} {add}"),
    ]:
        yield f'CREATE TRIGGER "{index}_{name}" AFTER {event} ON "{table}" BEGIN {does} END'
    yield f'INSERT INTO "{index}" ("{index}") VALUES (\'rebuild\')'


def on_postgresql(table, key, columns):
    weighed = " || ".join(
        f"setweight(to_tsvector('simple'::regconfig, \"{name}\"), '{weight}')"
        for name, weight in zip(columns, weights(columns), strict=True)
    )
    made = f"GENERATED ALWAYS AS ({weighed}) STORED"
    yield f'ALTER TABLE "{table}" ADD COLUMN "{INDEX}" tsvector {made}'
    yield f'CREATE INDEX "{table}_{INDEX}" ON "{table}" USING gin ("{INDEX}")'


def weights(columns):
    """PostgreSQL has four weights, A the heaviest: the last columns share the lightest."""
    return ("ABCD" + "D" * len(columns))[: len(columns)]


LAYING = {"sqlite": on_sqlite, "postgresql": on_postgresql}


def forget(model, connection):
    """
    Have the index let go of words that no row has any more: SQLite's keeps them until its
    parts are merged (seconds in a large one). PostgreSQL's own clean-up does, as of all tables.
    """
    if connection.vendor == "sqlite":
        index = f"{model._meta.db_table}_{INDEX}"
        with connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{index}" ("{index}") VALUES (\'optimize\')')

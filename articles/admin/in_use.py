from collections import Counter

from django.contrib.admin.utils import NestedObjects
from django.utils.text import capfirst

from articles.permissions import EVERYWHERE


class StaysInUse:
    """For a model's screen: what is in use is not deleted, and that is what people are told."""

    def users(self, rows):
        """What uses these rows beside what protects them by a foreign key: a list."""
        return []

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        users = self.users(objs)
        if request.user.has_perm(EVERYWHERE):
            protected = protected + [str(user) for user in users]
        else:
            # By number: each may be a story, or name one, that this person may not see.
            deleted = [str(row) for row in objs]
            protected = numbered([*protectors(objs, using=self.model.objects.db), *users])
        # Nobody may delete a story; but that is not why its section stays.
        return deleted, counts, set() if protected else needed, protected


def protectors(rows, *, using):
    """List what a foreign key to these rows protects."""
    collector = NestedObjects(using=using, origin=rows)
    collector.collect(rows)
    return list(collector.protected)


def numbered(rows):
    """Say of which kind rows are, and how many of each: a list of texts."""
    kinds = Counter(row._meta for row in rows)
    return [
        f"{capfirst(kind.verbose_name if number == 1 else kind.verbose_name_plural)}: {number}"
        for kind, number in kinds.items()
    ]

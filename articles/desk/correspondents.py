"""Two correspondents who are one become one, and can be two again."""

from articles.desk.merges import BATCH, Merging
from articles.models import Byline, Correspondent, CorrespondentMerge, EditionCredit


class MergingCorrespondents(Merging):
    """
    Bylines stay as they are printed; they lead to the one that stays. That one has the account
    of the other, if it has none itself.
    """

    model, record, column = Correspondent, CorrespondentMerge, "correspondent"
    uses = {"editions": (EditionCredit, "edition_id")}

    def remembered(self, row):
        details = {name: getattr(row, name) for name in Correspondent.detail_fields()}
        return super().remembered(row) | details | {"account": row.account}

    def restored(self, merge, into):
        details = {name: getattr(merge, name) for name in Correspondent.detail_fields()}
        if merge.account is not None and into.account_id == merge.account_id:
            into.account = None
            into.save(update_fields=["account"])
        is_free = not Correspondent.objects.filter(account=merge.account).exists()
        account = merge.account if is_free else None
        return Correspondent(name=merge.name, slug=merge.slug, account=account, **details)

    def settle(self, merge, into):
        if merge.account is not None and into.account is None:
            into.account = merge.account
            into.save(update_fields=["account"])

    def moved(self, row, into):
        """Beside the editions: {"bylines": {name as printed: [numbers of stories]}}."""
        bylines = Byline.objects.filter(correspondent=row)
        named: dict[str, list[int]] = {}
        for name, story in bylines.values_list("name", "article_id"):
            named.setdefault(name, []).append(story)
        bylines.update(correspondent=into)
        return super().moved(row, into) | {"bylines": named}

    def give_back(self, merge, row, into):
        super().give_back(merge, row, into)
        for name, stories in merge.uses["bylines"].items():
            bylines = Byline.objects.filter(correspondent=into, name=name)
            for start in range(0, len(stories), BATCH):
                theirs = bylines.filter(article_id__in=stories[start : start + BATCH])
                theirs.update(correspondent=row)


merging = MergingCorrespondents()
merge, undo, may_merge = merging.merge, merging.undo, merging.may

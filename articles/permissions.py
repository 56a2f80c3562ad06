"""Which people may use which verbs. Asked by the verbs themselves, so that no door avoids it."""

#: verb: the one whose right it is used by, where it has none of its own.
# The admin schedules on the page of `publish`: to do so there needs both rights.
RIGHT_OF = {"fix": "publish", "reschedule": "schedule"}


def may(user, verb, article=None):
    """
    Tell whether `user` may use `verb`. The story is passed along because a right can hold
    for some stories only; today's rights hold for all.
    """
    right = f"articles.{RIGHT_OF.get(verb, verb)}_article"
    return user is not None and user.is_active and user.has_perm(right)


#: role: the permissions (codenames of this app) that its group is made with.
ROLES = {
    "Reporter": [
        *("add_article", "change_article", "view_article"),
        *("view_correspondent", "view_publication", "view_section", "view_tag", "add_tag"),
    ],
    "Editor": [
        *("add_article", "change_article", "view_article"),
        *("publish_article", "schedule_article", "unschedule_article", "correct_article"),
        *("expire_article", "withdraw_article", "kill_article", "reinstate_article"),
        *("embargo_article", "lift_article", "readdress_article"),
        *("repress_article", "erase_article"),
        *("add_correspondent", "change_correspondent", "view_correspondent"),
        *("add_publication", "change_publication", "view_publication"),
        *("add_section", "change_section", "delete_section", "view_section"),
        *("add_tag", "change_tag", "delete_tag", "view_tag"),
        *("change_masthead", "view_masthead", "view_edition", "view_act"),
    ],
}

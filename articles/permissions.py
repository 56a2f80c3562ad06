"""Which people may use which verbs. Asked by the verbs themselves, so that no door avoids it."""

#: verb: the one whose right it is used by, where it has none of its own.
# The admin schedules on the page of `publish`: to do so there needs both rights.
RIGHT_OF = {"fix": "publish", "reschedule": "schedule"}

#: What people may do with copy of their own, or that is shared with them, in any section.
OWN = frozenset({"add", "view", "change", "submit", "share"})

#: The right to use one's other rights in every section.
EVERYWHERE = "articles.reach_every_article"


def may(user, verb, article=None):
    """
    Tell whether `user` may use `verb` on a story; without one, whether on any at all. A right
    holds in the sections that a person edits, in all with `reach_every_article`; those in
    `OWN` hold for a person's own copy too, wherever it is.
    """
    if not has_right(user, verb):
        return False
    if article is None or user.has_perm(EVERYWHERE) or article.is_in_section_of(user):
        return True
    return verb in OWN and article.is_own(user)


def has_right(user, verb):
    right = f"articles.{RIGHT_OF.get(verb, verb)}_article"
    return user is not None and user.is_active and user.has_perm(right)


#: verb of a picture: the one whose right it is used by, where it has none of its own.
PICTURE_RIGHT_OF = {"release": "withdraw", "license": "change", "reprint": "change"}


def may_picture(user, verb):
    """Tell whether `user` may use a verb of the press on the pictures of the library."""
    right = f"articles.{PICTURE_RIGHT_OF.get(verb, verb)}_picture"
    return user is not None and user.is_active and user.has_perm(right)


#: What everybody on the desk needs to write a story.
WRITING = [
    *("add_article", "change_article", "view_article", "submit_article", "share_article"),
    *("view_correspondent", "view_publication", "view_section", "view_tag", "add_tag"),
    *("add_picture", "view_picture"),
]
SUBBING = ["sub_article", "approve_article", "send_back_article", "take_over_article"]

#: role: the permissions (codenames of this app) that its group is made with.
ROLES = {
    "Reporter": WRITING,
    "Sub-editor": [*WRITING, *SUBBING, "change_picture", "reach_every_article"],
    "Picture editor": [
        *("view_article", "reach_every_article"),
        *("view_correspondent", "view_publication", "view_section", "view_tag"),
        *("add_picture", "view_picture", "change_picture", "delete_picture", "withdraw_picture"),
    ],
    "Section editor": [
        *WRITING,
        *SUBBING,
        *("spike_article", "unspike_article", "assign_article", "proof_article"),
        *("publish_article", "schedule_article", "unschedule_article", "correct_article"),
        *("expire_article", "withdraw_article", "embargo_article"),
        *("view_edition", "view_act", "change_picture"),
    ],
    "Editor": [
        *WRITING,
        *SUBBING,
        *("spike_article", "unspike_article", "assign_article", "proof_article"),
        *("clear_article", "overrule_article", "reach_every_article"),
        *("publish_article", "schedule_article", "unschedule_article", "correct_article"),
        *("expire_article", "withdraw_article", "kill_article", "reinstate_article"),
        *("embargo_article", "lift_article", "readdress_article"),
        *("repress_article", "erase_article"),
        *("add_correspondent", "change_correspondent", "delete_correspondent"),
        *("add_publication", "change_publication"),
        *("add_section", "change_section", "delete_section"),
        *("change_tag", "delete_tag"),
        *("change_picture", "delete_picture", "withdraw_picture", "erase_picture"),
        *("change_masthead", "view_masthead", "view_edition", "view_act"),
        *("add_houserule", "change_houserule", "delete_houserule", "view_houserule"),
    ],
}

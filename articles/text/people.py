"""People, as screens, letters and refusals name them."""


def named(person) -> str:
    """Name somebody: in full, or by the name of the account."""
    return person.get_full_name() or person.get_username()

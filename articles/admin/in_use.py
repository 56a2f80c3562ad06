class StaysInUse:
    """For a model's screen: what is in use is not deleted, and that is what people are told."""

    def users(self, rows):
        """What uses these rows beside what protects them by a foreign key: a list."""
        return []

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        protected = protected + [str(user) for user in self.users(objs)]
        # Nobody may delete a story; but that is not why its section stays.
        return deleted, counts, set() if protected else needed, protected

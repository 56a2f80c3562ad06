from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group

from articles.admin.in_use import StaysInUse
from articles.admin.queries import StandsAnyQuery
from newsroom.models import User

# Django registers its own screen of groups.
admin.site.unregister(Group)


@admin.register(User)
class Accounts(StaysInUse, StandsAnyQuery, UserAdmin):
    pass


@admin.register(Group)
class Roles(StandsAnyQuery, GroupAdmin):
    pass

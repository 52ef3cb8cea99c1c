"""Organisations, officers, the posts they hold, and the accounts they sign in with."""

from baolian.records.people.models.liaisons import Liaison, LiaisonEnded
from baolian.records.people.models.officers import Officer, new_salt
from baolian.records.people.models.organisations import Founding, Organisation
from baolian.records.people.models.posts import Appointment, Post, PostEnded
from baolian.records.people.models.users import Undated, User

__all__ = [
    "Appointment", "Founding", "Liaison", "LiaisonEnded", "Officer", "Organisation", "Post",
    "PostEnded", "Undated", "User", "new_salt",
]  # fmt: skip

"""Organisations, officers, their posts, the accounts they sign in with, and their habits."""

from baolian.records.people.models.liaisons import Liaison, LiaisonEnded
from baolian.records.people.models.officers import Officer, new_salt
from baolian.records.people.models.organisations import Founding, Organisation, place_marks
from baolian.records.people.models.posts import Appointment, Post, PostEnded
from baolian.records.people.models.users import Undated, User
from baolian.records.people.preferences import Preference

__all__ = [
    "Appointment", "Founding", "Liaison", "LiaisonEnded", "Officer", "Organisation", "Post",
    "PostEnded", "Preference", "Undated", "User", "new_salt", "place_marks",
]  # fmt: skip

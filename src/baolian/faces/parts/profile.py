"""The account's own page: who one is here, for whom one acts, how the pages look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from baolian.faces.parts.acts import act_of
from baolian.faces.parts.words import label_words


class Profile(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        me = act_of(request).by
        posts = [(post, label_words(post.get_role_display())) for post in me.posts]
        return render(request, "parts/profile.html", {"posts": posts})

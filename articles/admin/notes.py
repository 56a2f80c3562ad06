"""The notes of a story, after its form: threads, and a box to write the next one into."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.desk import notes
from articles.refusals import NotPermitted, Undeliverable
from articles.text.plain import is_number


def paths(model_admin):
    view = model_admin.admin_site.admin_view(note)
    mine = {"model_admin": model_admin}
    return [path("<int:pk>/note/", view, mine, "articles_article_note")]


def board(article, *, written=None, refused=None):
    """
    What `_notes.html` shows: the threads of a story, oldest first; the note just `written`; and
    the one just `refused`: {"thread", "text", "why"}.
    """
    answers, threads = {}, []
    for each in article.notes.select_related("by"):
        answers.setdefault(each.thread_id, []).append(each)
    for begun in answers.get(None, []):
        threads.append({"note": begun, "answers": answers.get(begun.pk, [])})
    return {"threads": threads, "written": written, "refused": refused, "longest": notes.LONGEST}


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, model_admin, pk):
    """Write a note on a story (POST), or give its notes again (GET)."""
    article = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return answer(request, model_admin, article)
    text, answers = request.POST.get("text", ""), answered(request, article)
    try:
        written = notes.write(article, text, by=request.user, answers=answers)
    except NotPermitted:
        raise PermissionDenied from None
    except Undeliverable as refusal:
        thread = answers and (answers.thread_id or answers.pk)
        refused = {"thread": thread, "text": text, "why": str(refusal)}
        return answer(request, model_admin, article, refused=refused)
    return answer(request, model_admin, article, written=written)


def answered(request, article):
    """Give the note that is answered, or None. Raises Http404 for one of another story."""
    if not (number := request.POST.get("answers", "")):
        return None
    if not is_number(number):
        raise Http404
    return get_object_or_404(article.notes, pk=number)


def answer(request, model_admin, article, *, written=None, refused=None):
    """Answer with the notes alone if the form asks so; else lead back to it, or say why not."""
    shown = {"original": article, "notes": board(article, written=written, refused=refused)}
    status = 400 if refused else 200
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        template = "admin/articles/article/_notes.html"
        return TemplateResponse(request, template, shown, status=status)
    if not refused:
        form = reverse("admin:articles_article_change", args=[article.pk])
        return redirect(f"{form}#note-{written.pk}" if written else f"{form}#notes")
    page = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("The note was not sent"),
        "media": model_admin.media,
        "has_view_permission": True,
    }
    template = "admin/articles/article/note.html"
    return TemplateResponse(request, template, page | shown, status=status)

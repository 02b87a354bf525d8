"""What people fill in about tasks: find, words of a row, how far it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core import files
from txng.planning import queries
from txng.planning.forms.plan import Year
from txng.planning.models import Task
from txng.planning.services.task import Progress, TaskWords
from txng.planning.vocab import Part, TaskState
from txng.ui.widgets import Day


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FindTasks(forms.Form):
    """What the list of tasks is narrowed to."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    whose = forms.ChoiceField(
        label=_("Của ai"), required=False,
        choices=[("", _("Mọi cơ quan tôi được xem")), ("own", _("Cơ quan của tôi"))],
    )  # fmt: skip
    part = forms.ChoiceField(
        label=_("Vai trò"), required=False, choices=[("", _("Mọi vai trò")), *Part.choices]
    )
    state = forms.ChoiceField(
        label=_("Tiến độ"), required=False, choices=[("", _("Mọi tiến độ")), *TaskState.choices]
    )
    year = Year(_("Năm"), required=False)

    def filter(self) -> queries.TaskFilter:
        """Return what was asked; wrong values ask nothing."""
        self.is_valid()
        told = getattr(self, "cleaned_data", {})
        return queries.TaskFilter(
            text=told.get("q") or "", year=told.get("year"), state=told.get("state") or "",
            part=told.get("part") or "", whose=told.get("whose") or "",
        )  # fmt: skip


class TellTask(forms.Form):
    """The words of a row; `version` is the one that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)
    number = forms.CharField(label=_("TT"), max_length=20, required=False)
    group = forms.CharField(label=_("Nhóm nhiệm vụ"), max_length=300, required=False)
    content = forms.CharField(label=_("Nội dung"), max_length=4000, widget=_text(3))
    lead_text = forms.CharField(
        label=_("Chủ trì"), max_length=1000, required=False, widget=_text(2),
        help_text=_("Nhiều cơ quan thì cách nhau bằng dấu chấm phẩy."),
    )  # fmt: skip
    partners_text = forms.CharField(
        label=_("Phối hợp"), max_length=2000, required=False, widget=_text(2)
    )
    time_text = forms.CharField(
        label=_("Thời gian"), max_length=500, required=False,
        help_text=_("Ví dụ: Hằng năm; Quý IV/2026; Trước ngày 30/9/2026."),
    )  # fmt: skip
    result = forms.CharField(
        label=_("Kết quả cần đạt"), max_length=4000, required=False, widget=_text(3)
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=1000, required=False, widget=_text(2))

    def words(self) -> TaskWords:
        """Return what was filled in."""
        told = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return TaskWords(**told)

    @classmethod
    def of(cls, task: Task, data: Any = None) -> "TellTask":
        """Return the form of a row as it stands."""
        return cls(data, initial={name: getattr(task, name) for name in cls.base_fields})


class UpdateTask(forms.Form):
    """How far a task is."""

    version = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    state = forms.ChoiceField(label=_("Tiến độ"), choices=TaskState.choices)
    done_date = forms.DateField(
        label=_("Ngày hoàn thành"), required=False, widget=Day(),
        help_text=_("Chỉ ghi khi đã xong."),
    )  # fmt: skip
    progress = forms.CharField(
        label=_("Đã làm được gì"), max_length=4000, required=False, widget=_text(3)
    )
    delay_reason = forms.CharField(
        label=_("Lý do chậm"), max_length=2000, required=False, widget=_text(2),
        help_text=_("Cần ghi khi nhiệm vụ quá hạn mà chưa xong."),
    )  # fmt: skip
    evidence = forms.FileField(
        label=_("Minh chứng"), required=False,
        help_text=_("Tệp PDF, Word, Excel hoặc ảnh chụp giấy tờ, tối đa 20 MB."),
        widget=forms.FileInput(attrs={"accept": files.ATTRIBUTE[files.Accept.DOCUMENT]}),
    )  # fmt: skip

    def told(self) -> Progress:
        """Return what was filled in."""
        told = self.cleaned_data
        return Progress(
            state=TaskState(told["state"]), progress=told["progress"],
            delay_reason=told["delay_reason"], done_date=told["done_date"],
            evidence=told["evidence"],
        )  # fmt: skip

    @classmethod
    def of(cls, task: Task, data: Any = None, sent: Any = None) -> "UpdateTask":
        """Return the form of a task as far as it is."""
        names = ("version", "state", "done_date", "progress", "delay_reason")
        return cls(data, sent, initial={name: getattr(task, name) for name in names})

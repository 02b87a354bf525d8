"""What people fill in on pages of the frame."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadSheet(forms.Form):
    """A file of rows."""

    file = forms.FileField(
        label=_("Tệp bảng tính"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsm,.ods,.csv,.txt"}),
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV; nhiều nhất 200.000 dòng."),
        error_messages={"empty": _("Tệp trống. Hãy chọn tệp có dữ liệu.")},
    )

"""Files sent to registers as a person sends them, and what is answered."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.core.books import xlsx
from txng.core.models import Work


def send(client: Client, address: str, rows: Any) -> Any:
    """Upload a workbook and return the page that shows what was found."""
    file = SimpleUploadedFile("ds.xlsx", xlsx(rows))
    return client.post(address, {"file": file}, follow=True)


def confirm(client: Client, page: Any) -> Work:
    client.post(f"{page.request['PATH_INFO']}ghi/")
    return Work.objects.latest("id")


def counts(work: Work) -> dict[str, int]:
    return {name: number for name, number in work.summary["counts"].items() if number}

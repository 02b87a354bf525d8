"""`txng person`: the first lead officer of an empty portal, and a new password for anybody."""

import secrets
import sys
from argparse import Namespace

from config.commands.database import django_ready, tables_ready
from config.commands.words import CouldNotRun


def main(asked: Namespace) -> int:
    """Give a person a new password and print it once; add a lead officer if `--agency` is told."""
    with django_ready() as url:
        tables_ready(url)
        password = secrets.token_urlsafe(12)
        _give(asked, password)
    sys.stdout.write(f"{asked.login}\t{password}\n")
    return 0


def _give(asked: Namespace, password: str) -> None:
    from txng.core.clock import now  # noqa: PLC0415  Django must be ready first
    from txng.core.errors import Refused  # noqa: PLC0415  Django must be ready first
    from txng.parties import services  # noqa: PLC0415  Django must be ready first
    from txng.parties.actor import Actor  # noqa: PLC0415  Django must be ready first
    from txng.parties.login import normal_login  # noqa: PLC0415  Django must be ready first
    from txng.parties.models import User  # noqa: PLC0415  Django must be ready first

    user = User.objects.filter(login=normal_login(asked.login)).first()
    try:
        if user is not None:
            services.set_password(user=user, password=password, actor=Actor(), now=now())
        elif asked.agency and asked.name:
            services.add_lead_officer(
                login=asked.login,
                full_name=asked.name,
                agency=asked.agency,
                password=password,
                now=now(),
            )
        else:
            raise CouldNotRun(
                "Nobody signs in with that name; a new lead officer needs --name and --agency. "
                "/ Chưa có ai đăng nhập bằng tên này; cán bộ đầu mối mới cần --name và --agency."
            )
    except Refused as refusal:
        raise CouldNotRun(str(refusal)) from refusal

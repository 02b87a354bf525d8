"""One real row of each kind in the demonstration, by the name that addresses give its number."""

import uuid
from typing import Any

from django.db.models import Q

from tests import factories
from txng.capture.models import Attachment, CaptureJob, LotMoney, Material, Shipment, Step
from txng.capture.vocab import AttachmentKind, MoneyKind
from txng.catalogue.models import (
    Certificate,
    ChainTemplate,
    PriorityEntry,
    PriorityList,
    PriorityProposal,
    Product,
    ProductImage,
)
from txng.core.files import Accept, store
from txng.core.models import StoredFile, Work
from txng.identify.models import DrawnNumber, LogisticUnit
from txng.library.models import Communication, Document, DocumentFile, DocumentRelation, News
from txng.parties import models as parties
from txng.parties.models import Invitation, Membership, Organisation
from txng.planning import models as planning
from txng.reporting import models as reporting
from txng.stamps.models import Batch

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def cooperative() -> Organisation:
    """Return the demonstration's co-operative, whose rows everybody else tries to reach."""
    return Membership.objects.get(user__login="htx@trinhdien.example").organisation


def numbers() -> dict[str, Any]:
    """Return a number for each name; what the demonstration lacks is made here."""
    home = cooperative()
    return {**_words(), **_registers(home), **_diary(home), **_people(home), **_programme(home)}


def _words() -> dict[str, Any]:
    return {
        "step_code": "thu-hoach", "kind": "dia-diem", "slug": "khong-co", "name": "khong-co",
        "form": "pdf", "code": reporting.Indicator.objects.order_by("pk")[0].code,
        "subject": "organisation", "step": "loai-hinh", "token": "khong-co",
        "catalogue.position": 1, "catalogue.place": 1, "position": 1, "place": 1, "number": 1,
        "capture.file_id": uuid.UUID(int=7), "event_id": "khong-co", "factor_id": 1,
        "catalogue.number": 1,
    }  # fmt: skip


def _registers(home: Organisation) -> dict[str, Any]:
    product = Product.objects.filter(organisation=home).order_by("pk")[0]
    lists = PriorityList.objects.order_by("pk")
    chains = ChainTemplate.objects.order_by("pk")
    document = Document.objects.order_by("pk")[0]
    file = DocumentFile.objects.create(document=document, stored=_pdf(), title="Bản chụp")
    certificate = Certificate.objects.filter(organisation=home).order_by("pk")[0]
    Certificate.objects.filter(pk=certificate.pk).update(scan=_pdf())
    prefix = home.prefixes.order_by("pk")[0]
    return {
        "product_id": product.pk,
        "image_id": ProductImage.objects.filter(product__organisation=home)[0].pk,
        "certificate_id": certificate.pk,
        "list_id": lists[0].pk,
        "catalogue.other_id": lists[1].pk,
        "entry_id": PriorityEntry.objects.order_by("pk")[0].pk,
        "proposal_id": PriorityProposal.objects.order_by("pk")[0].pk,
        "template_id": chains[0].pk,
        "prefix_id": prefix.pk,
        "number_id": DrawnNumber.objects.filter(organisation=home).order_by("pk")[0].pk,
        "document_id": document.pk,
        "library.file_id": file.pk,
        "relation_id": DocumentRelation.objects.order_by("pk")[0].pk,
        "news_id": News.objects.order_by("pk")[0].pk,
        "communication_id": Communication.objects.order_by("pk")[0].pk,
    }


def _diary(home: Organisation) -> dict[str, Any]:
    step = Step.objects.filter(organisation=home, lot__product__organisation=home).latest("pk")
    voice = store(body=b"OggS" + bytes(60), name="ghi.ogg", kind=Accept.AUDIO, at=factories.THEN)
    attachment = Attachment.objects.create(
        step=step, kind=AttachmentKind.VOICE, file=voice, added_at=factories.THEN
    )
    money = LotMoney.objects.create(
        organisation=home, lot=step.lot, kind=MoneyKind.OTHER, amount=1,
        on_date=factories.THEN.date(), recorded_at=factories.THEN,
    )  # fmt: skip
    material = Material.objects.filter(organisation=home, purchases__isnull=False)[0]
    purchase = material.purchases.all()[0]
    type(purchase).objects.filter(pk=purchase.pk).update(invoice=_pdf())
    batch = Batch.objects.filter(organisation=home, print_jobs__isnull=False)[0]
    return {
        "lot_id": step.lot_id,
        "step_id": step.pk,
        "attachment_id": attachment.pk,
        "money_id": money.pk,
        "material_id": material.pk,
        "purchase_id": purchase.pk,
        "unit_id": LogisticUnit.objects.filter(organisation=home).order_by("pk")[0].pk,
        "shipment_id": Shipment.objects.filter(Q(sender=home)).order_by("pk")[0].pk,
        "batch_id": batch.pk,
        "stamps.job_id": batch.print_jobs.all()[0].pk,
        "capture.job_id": CaptureJob.objects.filter(organisation=home)[0].pk,
        "work_id": Work.objects.filter(organisation_id=home.pk)[0].pk,
    }


def _people(home: Organisation) -> dict[str, Any]:
    application = parties.Application.objects.order_by("pk")[0]
    others = Organisation.objects.exclude(pk=home.pk)
    return {
        "organisation_id": home.pk,
        "first_id": home.pk,
        "second_id": others.filter(kind=home.kind, unit__parent=home.unit and home.unit.parent)[
            0
        ].pk,
        "place_id": home.places.order_by("pk")[0].pk,
        "membership_id": home.memberships.order_by("pk")[1].pk,
        "invitation_id": Invitation.objects.filter(organisation=home)[0].pk,
        "row_id": home.households.order_by("pk")[0].pk,
        "mandate_id": home.mandates_given.all()[0].pk,
        "key_id": home.api_keys.all()[0].pk,
        "notice_id": parties.Notice.objects.filter(organisation=home)[0].pk,
        "parties.application_id": application.pk,
        "proof_id": application.proofs.all()[0].pk,
    }


def _programme(home: Organisation) -> dict[str, Any]:
    task = planning.Task.objects.order_by("pk")[0]
    planning.Task.objects.filter(pk=task.pk).update(evidence=_pdf())
    request = reporting.DataRequest.objects.filter(snapshots__isnull=False)[0]
    return {
        "plan_id": task.plan_id,
        "task_id": task.pk,
        "source_id": planning.PlanSource.objects.all()[0].pk,
        "line_id": planning.BudgetLine.objects.order_by("pk")[0].pk,
        "policy_id": planning.Policy.objects.all()[0].pk,
        "planning.application_id": planning.Application.objects.get(organisation=home).pk,
        "pilot_id": planning.Pilot.objects.order_by("pk")[0].pk,
        "report_id": reporting.Report.objects.order_by("pk")[0].pk,
        "request_id": request.pk,
        "field_id": request.fields.order_by("pk")[0].pk,
        "submission_id": reporting.Submission.objects.filter(request__state="open")[0].pk,
        "agency_id": request.organisation_id,
        "reporting.number": request.snapshots.all()[0].number,
    }


def _pdf() -> StoredFile:
    return store(body=PDF, name="giay.pdf", kind=Accept.PAPER, at=factories.THEN)

"""What people fill in to record a step: a form made from the step's fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.capture import chain, diary, supplies
from txng.capture.forms.amounts import AmountField
from txng.capture.queries import SafeHarvest
from txng.capture.told import MOST_TEXT, Input, ToldWrong, Used, examine, unit_text
from txng.capture.vocab import ErrorReason
from txng.core.files import ATTRIBUTE, Accept
from txng.core.search import tidy
from txng.gs1.identifiers import Kind, classify
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place
from txng.parties.place_field import PlaceField
from txng.parties.vocab import PlaceKind
from txng.ui.widgets import Day, Figure, Moment

_FEW: Final = 6
_YES_NO: Final = (("yes", _("Có")), ("no", _("Không")))


class NameOrCode(forms.TextInput):
    """A text with names to choose from, offered by the browser itself."""

    template_name = "capture/name_or_code.html"

    def __init__(self, offered: Sequence[str] = ()) -> None:
        """Offer names; any other may be typed."""
        super().__init__(attrs={"autocomplete": "off"})
        self.offered = offered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tie the names to the box."""
        context = super().get_context(name, value, attrs)
        if self.offered:
            context["widget"]["attrs"]["list"] = context["names"] = f"names-{name}"
            context["offered"] = self.offered
        return context


class AmountIfAny(forms.DecimalField):
    """An amount that may be left out; the label does not say so again for each of many."""

    def __init__(self, *, unit: object, **options: Any) -> None:
        """Understand figures as people write them."""
        super().__init__(localize=True, widget=Figure(unit), **options)
        self.widget.use_required_attribute = lambda _initial: False

    def validate(self, value: Any) -> None:
        """Nothing is missing when it is empty."""
        if value is not None:
            super().validate(value)


class PartyField(forms.CharField):
    """An organisation of the portal by name or tax code, or any name."""

    def clean(self, value: Any) -> Any:
        """Return the organisation if there is one of that name or tax code, else the name."""
        text = tidy(super().clean(value))
        found = diary.parties_named(text) if text else []
        if len(found) > 1:
            raise forms.ValidationError(
                _("Có nhiều đơn vị cùng tên này: hãy nhập mã số thuế của đơn vị.")
            )
        return found[0] if found else text


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the form lets a person choose from, and what stands in it already."""

    step: chain.Step
    lot: Lot
    places: Sequence[Place]
    inputs: Sequence[Lot] = ()
    partners: Sequence[str] = ()
    initial: dict[str, Any] = field(default_factory=dict)
    waits: SafeHarvest | None = None
    """What this step has to wait for; the actor may answer for not waiting if `may_early`."""
    may_early: bool = False
    organisation: Organisation | None = None
    """Who records; the lot's holder unless told otherwise."""

    @property
    def own(self) -> Organisation:
        """Return who records."""
        return self.organisation or self.lot.product.organisation


class RecordStep(forms.Form):
    """One step: its own fields, then where and when, and a photo."""

    def __init__(self, data: Any = None, files: Any = None, *, offer: Offer) -> None:
        """Make a box for every field of the step."""
        super().__init__(data, files, initial=offer.initial)
        self.offer = offer
        for one in offer.step.fields:
            if one.type == "lot":
                self._add_lots(one)
            elif one.type == "input":
                self._add_input(one)
            elif one.type != chain.PHOTO:
                self.fields[one.code] = _MAKERS[one.type](one, offer)
        self.fields["place"] = _place(offer)
        self.fields["happened_at"] = forms.DateTimeField(
            label=_("Lúc nào"),
            widget=Moment(),
            help_text=_("Lúc việc xảy ra. Nếu vừa làm xong thì để nguyên."),
        )
        self.fields["photo"] = _photo(self.photo_field)
        if offer.waits and offer.may_early:
            self.fields["early_reason"] = forms.CharField(
                label=_("Lý do thu hoạch trước ngày an toàn"),
                required=False,
                max_length=300,
                help_text=_("Chỉ ghi khi vẫn phải thu hoạch. Lần này sẽ mang dấu ở mọi nơi."),
            )

    def _add_input(self, one: chain.Field) -> None:
        """A box for the material, by its name in the store or any other; one for the amount."""
        names = supplies.offered(self.offer.own, one.kinds)
        shown = _shown(one)
        shown["help_text"] = shown["help_text"] or _("Chọn trong kho vật tư, hoặc ghi tên khác.")
        self.fields[one.code] = forms.CharField(**shown, max_length=160, widget=NameOrCode(names))
        self.fields[f"{one.code}_amount"] = AmountField(
            label=_("Lượng đã dùng"),
            required=one.required and bool(one.unit),
            help_text=_("Theo đơn vị của vật tư trong kho, hoặc ghi cả đơn vị: 20 ml, 1,5 kg."),
        )

    def _add_lots(self, one: chain.Field) -> None:
        """A box for the amount of each own lot, then one for a lot by its code."""
        first = next(iter(self.offer.inputs), None)
        for lot in self.offer.inputs:
            self.fields[f"{one.code}_{lot.pk}"] = AmountIfAny(
                label=_("Lấy từ lô %(code)s – %(product)s")
                % {"code": lot.code, "product": lot.product.name},
                unit=lot.get_unit_display(),
                help_text=_("Lô nào không lấy thì để trống.") if lot == first else "",
            )
        self.fields[one.code] = forms.CharField(
            label=_("Lô khác, theo mã") if self.offer.inputs else one.name,
            required=False,
            max_length=MOST_TEXT,
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
            help_text=_("Lô mua của đơn vị khác: nhập hoặc quét mã trên tem, trên phiếu."),
        )
        amount = self.offer.step.field_of.get("quantity")
        self.fields[f"{one.code}_amount"] = AmountIfAny(
            label=_("Lượng lấy từ lô khác"),
            unit=unit_text(amount.unit if amount else self.offer.lot.unit),
        )

    @property
    def asked(self) -> list[forms.BoundField]:
        """What always stands open: what is required, the lots that go in, where and when."""
        return [bound for bound in self.visible_fields() if not self._is_more(bound)]

    @property
    def more(self) -> list[forms.BoundField]:
        """What may be told besides."""
        return [bound for bound in self.visible_fields() if self._is_more(bound)]

    @property
    def tells_more(self) -> bool:
        """Say whether any of the rest is filled in, or wrong."""
        return any(bound.errors or bound.value() not in (None, "") for bound in self.more)

    def _is_more(self, bound: forms.BoundField) -> bool:
        one = self.offer.step.field_of.get(bound.name.removesuffix("_amount"))
        return one is not None and not one.required and one.type != "lot"

    @property
    def photo_field(self) -> chain.Field | None:
        """The field of the step that asks for a photo, if one does."""
        return next((one for one in self.offer.step.fields if one.type == chain.PHOTO), None)

    @property
    def place_hint(self) -> str:
        """Say which kinds of places fit the step."""
        kinds = ", ".join(str(PlaceKind(kind).label) for kind in self.offer.step.place_kinds)
        return _("Bước này diễn ra ở: %s. Đơn vị chưa khai nơi nào thuộc loại đó.") % kinds

    def clean(self) -> dict[str, Any]:
        """Find the lot that was typed by its code."""
        told: dict[str, Any] = super().clean() or {}
        for one in self.offer.step.fields:
            if one.type == "lot" and told.get(one.code):
                found = diary.own_lot_named(self.offer.lot, told[one.code])
                if isinstance(found, Lot) or (found and classify(found).kind is Kind.LOT):
                    told[one.code] = found
                else:
                    self.add_error(
                        one.code, _("Chưa đọc được mã lô này: hãy nhập lại hoặc quét mã trên tem.")
                    )
        self._examine(told)
        return told

    def _examine(self, told: dict[str, Any]) -> None:
        """Say at once what else is wrong, not one thing after the other."""
        step = self.offer.step
        given = {
            one.code: self._given(one)
            for one in step.fields
            if one.code in told and one.type not in {"lot", chain.PHOTO}
        }
        product = self.offer.lot.product
        try:
            given = supplies.with_materials(
                step, given, organisation=self.offer.own, group=product.group
            )
            examine(step, given)
        except ToldWrong as refusal:
            for code in refusal.fields.keys() & given.keys():
                self.add_error(code, str(refusal.fields[code]))

    def values(self) -> dict[str, Any]:
        """Return what was told, by field code, as the service takes it."""
        told = {
            one.code: self._inputs(one) if one.type == "lot" else self._given(one)
            for one in self.offer.step.fields
            if one.type != chain.PHOTO
        }
        if self.photo_field and self.cleaned_data.get("photo"):
            told[self.photo_field.code] = True
        return told

    def _given(self, one: chain.Field) -> Any:
        told = self.cleaned_data
        if one.type != "input" or not told.get(one.code):
            return _answer(told.get(one.code))
        amount = told.get(f"{one.code}_amount")
        return Used(told[one.code], None, *amount) if amount else Used(told[one.code])

    def _inputs(self, one: chain.Field) -> list[Input]:
        told = self.cleaned_data
        amounts = [(lot, told.get(f"{one.code}_{lot.pk}")) for lot in self.offer.inputs]
        inputs = [Input(lot, amount, lot.unit) for lot, amount in amounts if amount is not None]
        other = told[one.code]
        if other:
            quantity = self.offer.step.field_of.get("quantity")
            unit = other.unit if isinstance(other, Lot) else quantity.unit if quantity else ""
            inputs.append(Input(other, told[f"{one.code}_amount"], unit))
        return inputs


def _answer(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _text(one: chain.Field, _offer: Offer) -> forms.Field:
    return forms.CharField(**_shown(one), max_length=MOST_TEXT)


def _number(one: chain.Field, _offer: Offer) -> forms.Field:
    widget = Figure(unit_text(one.unit))
    return forms.DecimalField(**_shown(one), localize=True, widget=widget)


def _date(one: chain.Field, _offer: Offer) -> forms.Field:
    return forms.DateField(**_shown(one), widget=Day())


def _choice(one: chain.Field, _offer: Offer) -> forms.Field:
    choices = [(choice.code, choice.name) for choice in one.choices]
    if len(choices) <= _FEW:
        return forms.ChoiceField(**_shown(one), choices=choices, widget=forms.RadioSelect())
    return forms.ChoiceField(**_shown(one), choices=[("", "–"), *choices])


def _bool(one: chain.Field, _offer: Offer) -> forms.Field:
    return forms.ChoiceField(**_shown(one), choices=_YES_NO, widget=forms.RadioSelect())


def _party(one: chain.Field, offer: Offer) -> forms.Field:
    shown = _shown(one)
    shown["help_text"] = shown["help_text"] or _("Tên hoặc mã số thuế.")
    return PartyField(**shown, max_length=250, widget=NameOrCode(offer.partners))


def _own_place(one: chain.Field, offer: Offer) -> forms.Field:
    own = Place.objects.filter(organisation=offer.own, is_active=True)
    return PlaceField(own.order_by("name", "id"), **_shown(one))


def _place(offer: Offer) -> forms.Field:
    fit = Place.objects.filter(pk__in=[place.pk for place in offer.places]).order_by("name", "id")
    return PlaceField(fit, label=_("Ở đâu"), empty_label=None)


def _photo(one: chain.Field | None) -> forms.FileField:
    marks = {"accept": ATTRIBUTE[Accept.PICTURE], "capture": "environment"}
    return forms.FileField(
        label=one.name if one else _("Ảnh"),
        required=bool(one and one.required),
        widget=forms.FileInput(attrs=marks),
        help_text=_("Ảnh được thu nhỏ; nơi chụp và tên máy trong ảnh bị bỏ đi."),
    )


def _shown(one: chain.Field) -> dict[str, Any]:
    return {"label": one.name, "required": one.required, "help_text": one.hint}


_MAKERS: Final[dict[str, Callable[[chain.Field, Offer], forms.Field]]] = {
    "text": _text,
    "number": _number,
    "quantity": _number,
    "date": _date,
    "choice": _choice,
    "bool": _bool,
    "party": _party,
    "place": _own_place,
}


class PreviewStep(RecordStep):
    """The same form for whoever makes the template: filled in to try it, never stored."""

    def __init__(self, data: Any = None, *, offer: Offer) -> None:
        """Name the kinds of places, for there is no organisation whose places to offer."""
        super().__init__(data, offer=offer)
        known = [kind for kind in offer.step.place_kinds if kind in PlaceKind.values]
        kinds = [(kind, PlaceKind(kind).label) for kind in known]
        self.fields["place"] = forms.ChoiceField(label=_("Ở đâu"), choices=kinds)


class DeclareStepWrong(forms.Form):
    """Why a recorded step is wrong."""

    reason = forms.ChoiceField(
        label=_("Vì sao sai?"), choices=ErrorReason.choices, widget=forms.RadioSelect()
    )

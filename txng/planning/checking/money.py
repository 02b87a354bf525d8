"""Money of a plan checked: products, notes, groups, totals, parts named, words, text and table."""

import re
from collections.abc import Iterator
from decimal import Decimal

from txng.core.money import NotWords, dong_in_words, figures, from_words
from txng.planning.checking.formulas import Formula, count_of_units, formula_in
from txng.planning.checking.subtotals import check_subtotals, named_parts
from txng.planning.checking.sums import Node, every, total_of, tree
from txng.planning.checking.telling import dong, short, told
from txng.planning.reading.budgets import rank_of
from txng.planning.reading.values import Budget, Finding, Line, PlanPaper, Words


def check_money(plan: PlanPaper) -> Iterator[Finding]:
    """Yield what disagrees in the budgets of a plan."""
    for budget in plan.budgets:
        nodes = tree(budget.lines)
        for node in every(nodes):
            yield from _check_line(node, budget)
        yield from _check_total(budget)
        yield from _check_parts(budget)
        yield from check_subtotals(budget)
        if budget.is_table and budget.words is not None:
            figure = budget.rounded or budget.total or total_of(budget)
            yield from check_words(budget.words, figure)
    for words in plan.words:
        yield from check_words(words, words.figure)
    yield from _check_text_and_tables(plan)


def _check_line(node: Node, budget: Budget) -> Iterator[Finding]:
    line, computed = node.line, node.computed
    name = f"{line.number} {short(line.content)}".strip()
    if line.amount is None and computed is not None:
        kind = "group" if node.children else "line"
        peers = any(o.amount is not None for o in budget.lines if o.rank == line.rank)
        yield told(
            f"{kind}_amount_missing", "error" if peers or kind == "line" else "notice", line.where,
            values=("", figures(computed)),
            vi=f"“{name}” không ghi thành tiền; tính ra {dong(computed)}.",
            en=f"“{name}” has no amount; computed {figures(computed)} đồng.",
        )  # fmt: skip
    elif computed is not None and not node.is_right:
        yield (
            _group_differs(line, name, computed)
            if node.children
            else _product_differs(line, name, computed)
        )
    yield from _check_note(line, name, budget)


def _group_differs(line: Line, name: str, computed: int) -> Finding:
    amount = line.amount or 0
    return told(
        "group_sum_differs", "error", line.where, values=(figures(amount), figures(computed)),
        vi=f"Nhóm “{name}” ghi {dong(amount)} nhưng các dòng cộng lại là {dong(computed)}.",
        en=f"Group “{name}” says {figures(amount)} đồng; its lines add up to {figures(computed)}.",
    )  # fmt: skip


def _product_differs(line: Line, name: str, computed: int) -> Finding:
    amount, price = line.amount or 0, line.price or 0
    quantity = figures(line.quantity or Decimal(0)) + ("%" if line.unit == "%" else "")
    quantity = " × ".join([quantity, *(figures(factor) for factor in line.factors)])
    return told(
        "line_amount_differs", "error", line.where, values=(figures(amount), figures(computed)),
        vi=f"“{name}”: {quantity} × {figures(price)} = {dong(computed)} nhưng ghi {dong(amount)}.",
        en=f"“{name}”: {quantity} × {figures(price)} = {figures(computed)} đồng; it says"
        f" {figures(amount)}.",
    )  # fmt: skip


def _check_note(line: Line, name: str, budget: Budget) -> Iterator[Finding]:
    """Compare what a note computes with what is booked."""
    formula = formula_in(line.content) or formula_in(line.note)
    formula = formula or next(filter(None, map(formula_in, line.others.values())), None)
    if formula is not None and len(formula.factors) > 1:
        yield from _check_formula(line, name, formula, budget)
        return
    counted = count_of_units(line.content, line.unit) or count_of_units(line.note, line.unit)
    if counted and line.quantity is not None and counted[1] != line.quantity:
        written, count = counted
        yield told(
            "note_quantity_differs", "error", line.where,
            values=(figures(line.quantity), figures(count)),
            vi=f"“{name}”: ghi chú {written} = {figures(count)} nhưng số lượng ghi"
            f" {figures(line.quantity)}.",
            en=f"“{name}”: the note {written} = {figures(count)}; the quantity says"
            f" {figures(line.quantity)}.",
        )  # fmt: skip


def _check_formula(line: Line, name: str, formula: Formula, budget: Budget) -> Iterator[Finding]:
    product = round(formula.product)
    if formula.stated is not None and formula.stated != product:
        yield told(
            "formula_result_differs", "error", line.where,
            values=(figures(formula.stated), figures(product)),
            vi=f"“{name}”: {formula.text} = {dong(product)} nhưng ghi chú viết"
            f" {dong(formula.stated)}.",
            en=f"“{name}”: {formula.text} = {figures(product)}; the note says"
            f" {figures(formula.stated)}.",
        )  # fmt: skip
    if formula.price is None:
        if line.quantity is not None and formula.counts(line.quantity, line.unit) is False:
            yield _count_differs(line, name, formula)
        return
    is_plain = not any(
        re.match(r"(đồng|đ\b|vn)", factor.unit.lower()) for factor in formula.factors
    )
    sizes = (1, 1_000, 1_000_000) if is_plain else (1,)
    if line.amount is None or any(_comes_to(line, formula, size) for size in sizes):
        return
    yield _formula_differs(line, name, formula, budget)


def _comes_to(line: Line, formula: Formula, size: int) -> bool:
    """Say whether a note explains the amount: alone, as its price, or with a further count.

    "Thuê xe (2 xe x 1.000.000)" beside 3 ngày × 2.000.000 tells the price; "40.000 x 60 người; 02
    lớp" tells a count beside its product.
    """
    product, amount = formula.product * size, line.amount or 0
    whole = product == product.to_integral_value()
    if abs(product - amount) <= (0 if whole else 1):
        return True
    if (
        line.price is not None
        and line.price == product
        and amount == (line.quantity or 0) * product
    ):
        return True
    rest = f"{line.content} {line.note}".replace(formula.text, " ")
    counts = re.findall(r"(?<![\w.,])(\d{1,4})(?=\s*[^\W\d_])", rest)
    return amount in {product * int(count) for count in counts if int(count) > 1}


def _count_differs(line: Line, name: str, formula: Formula) -> Finding:
    quantity = line.quantity or Decimal(0)
    return told(
        "note_quantity_differs", "error", line.where,
        values=(figures(quantity), figures(formula.quantity)),
        vi=f"“{name}”: {formula.text} = {figures(formula.quantity)} nhưng số lượng ghi"
        f" {figures(quantity)}.",
        en=f"“{name}”: {formula.text} = {figures(formula.quantity)}; the quantity says"
        f" {figures(quantity)}.",
    )  # fmt: skip


def _formula_differs(line: Line, name: str, formula: Formula, budget: Budget) -> Finding:
    product, booked = round(formula.product), line.amount or 0
    quantity, price = line.quantity, line.price
    stands = f"{figures(quantity)} × {figures(price)} = " if quantity and price is not None else ""
    total = total_of(budget)
    after_vi = after_en = ""
    if total is not None:
        changed = total + product - booked
        after_vi = f" Nếu ghi chú đúng thì tổng cộng là {dong(changed)}."
        after_en = f" If the note is right, the total is {figures(changed)} đồng."
    return told(
        "formula_differs", "error", line.where,
        values=(f"{stands}{figures(booked)}", f"{formula.text} = {figures(product)}"),
        vi=f"“{name}”: ghi chú {formula.text} = {dong(product)} (số lượng"
        f" {figures(formula.quantity)}) nhưng bảng ghi {stands}{dong(booked)}.{after_vi}",
        en=f"“{name}”: the note {formula.text} = {figures(product)} đồng (quantity"
        f" {figures(formula.quantity)}), but the table books {stands}{figures(booked)}.{after_en}",
    )  # fmt: skip


def _check_total(budget: Budget) -> Iterator[Finding]:
    computed = total_of(budget)
    if computed is None:
        return
    if budget.total is None and budget.total_text:
        if not budget.total_said:
            yield told(
                "total_missing", "error", budget.where, values=("", figures(computed)),
                vi=f"Dòng tổng cộng không ghi số tiền; các dòng cộng lại là {dong(computed)}.",
                en=f"The row of the total has no amount; its lines add up to {figures(computed)}"
                " đồng.",
            )  # fmt: skip
    elif budget.total is None:
        yield told(
            "total_missing", "notice" if budget.is_tasks else "error", budget.where,
            values=("", figures(computed)),
            vi=f"Bảng kinh phí không có dòng tổng cộng; các dòng cộng lại là {dong(computed)}.",
            en=f"The budget has no total; its lines add up to {figures(computed)} đồng.",
        )  # fmt: skip
    elif budget.total is not None and budget.total != computed:
        yield told(
            "total_differs", "error", budget.where,
            values=(figures(budget.total), figures(computed)),
            vi=f"Tổng cộng ghi {dong(budget.total)} nhưng các phần cộng lại là {dong(computed)}.",
            en=f"The total says {figures(budget.total)} đồng; its parts add up to"
            f" {figures(computed)}.",
        )  # fmt: skip


def _check_parts(budget: Budget) -> Iterator[Finding]:
    """Compare the parts that a total names, (I+II+III), with those that stand above it."""
    named_text = named_parts(budget.total_text)
    if not named_text:
        return
    named = named_text.split("+")
    there = [line.number.strip("().") for line in budget.lines]
    absent = [part for part in named if part not in there]
    rank = min((rank_of(part) for part in named), default=1)
    groups = [line.number.strip("().") for line in budget.lines if line.rank == rank]
    left_out = [part for part in groups if part not in named]
    if absent:
        stands, above = ", ".join(groups) or "–", "+".join(groups)
        yield told(
            "total_names_missing_parts", "error", budget.where, values=(named_text, above),
            vi=f"Dòng tổng cộng ghi ({named_text}) nhưng bảng không có phần {', '.join(absent)};"
            f" bảng chỉ có {stands}.",
            en=f"The total names ({named_text}), but there is no part {', '.join(absent)};"
            f" the table has only {stands}.",
        )  # fmt: skip
    if left_out:
        yield told(
            "total_leaves_out_parts", "error", budget.where,
            values=(named_text, "+".join(groups)),
            vi=f"Dòng tổng cộng ghi ({named_text}), bỏ sót phần {', '.join(left_out)}.",
            en=f"The total names ({named_text}) and leaves out {', '.join(left_out)}.",
        )  # fmt: skip


def check_words(words: Words, figure: int | None) -> Iterator[Finding]:
    """Compare an amount in words with its figure."""
    try:
        said = from_words(words.text)
    except NotWords:
        yield told(
            "words_unreadable", "error", words.where, values=(words.text, ""),
            vi=f"Không đọc được số tiền bằng chữ “{short(words.text)}”.",
            en=f"The amount in words “{short(words.text)}” cannot be read.",
        )  # fmt: skip
        return
    if figure is not None and said != figure:
        yield told(
            "words_differ", "error", words.where, values=(words.text, dong_in_words(figure)),
            vi=f"Bằng chữ là {dong(said)} (“{short(words.text)}”) nhưng bằng số là {dong(figure)}.",
            en=f"In words it is {figures(said)} đồng (“{short(words.text)}”), in figures"
            f" {figures(figure)}.",
        )  # fmt: skip


def _check_text_and_tables(plan: PlanPaper) -> Iterator[Finding]:
    tables = [budget for budget in plan.budgets if budget.is_table]
    texts = [budget for budget in plan.budgets if not budget.is_table]
    counted = [budget for budget in tables if not budget.is_tasks] or tables
    totals = [t for budget in counted if (t := budget.total or total_of(budget)) is not None]
    others = [t for budget in tables for t in (budget.total, budget.rounded)]
    for text in texts:
        if text.total is None or not totals or text.total in {*totals, *others, sum(totals)}:
            continue
        yield told(
            "totals_disagree", "error", text.where,
            values=(figures(text.total), figures(sum(totals))),
            vi=f"Phần lời ghi {dong(text.total)} nhưng bảng ghi {dong(sum(totals))}.",
            en=f"The text says {figures(text.total)} đồng, the table {figures(sum(totals))}.",
        )  # fmt: skip

-- Looks at an organisation's stamps and lots since a moment: a row a day, a row a lot, and a row a
-- commune where one is known. A look is the first of its stamp, or of its lot's own code, when the
-- tally that outlives looks says so.
with own as materialized (
    select lot.id, lot.code, product.name
    from catalogue_product product
    join identify_lot lot on lot.product_id = product.id
    where product.organisation_id = %(organisation)s
), looks as (
    select (scan.at at time zone 'Asia/Ho_Chi_Minh')::date as day, own.id, own.code, own.name,
        scan.unit_id,
        stamp.first_at is not null or lot.first_at is not null as is_first,
        scan.verdict in ('suspicious', 'consumed', 'inactive', 'unprinted', 'void') as is_odd
    from verify_scan scan
    join own on own.id = scan.lot_id
    left join verify_tally stamp on stamp.batch_id = scan.batch_id
        and stamp.position = scan.position and stamp.first_at = scan.at
    left join verify_lot_tally lot on lot.lot_id = scan.lot_id and scan.batch_id is null
        and lot.first_at = scan.at
    where scan.at >= %(since)s
)
select looks.day, looks.id, coalesce(looks.code, ''), coalesce(looks.name, ''),
    coalesce(unit.name, ''), count(*), count(*) filter (where is_first),
    count(*) filter (where is_odd)
from looks
left join parties_administrative_unit unit on unit.id = looks.unit_id
group by grouping sets ((looks.day), (looks.id, looks.code, looks.name), (unit.name))
having grouping(unit.name) = 1 or unit.name is not null

-- Looks at an organisation's lots since a moment, and since another (today's first), most first.
select lot.id, lot.code, product.name, count(*),
       count(*) filter (where scan.at >= %(today)s),
       count(*) filter (where scan.verdict in ('suspicious', 'consumed', 'inactive', 'void'))
from catalogue_product product
join identify_lot lot on lot.product_id = product.id
join verify_scan scan on scan.lot_id = lot.id and scan.at >= %(since)s
where product.organisation_id = %(organisation)s
group by lot.id, product.id
order by count(*) desc, lot.id
limit %(limit)s

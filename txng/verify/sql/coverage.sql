-- Of each product: its lots that are not recalled, which of them are full, and the stamps that stand
-- active on their goods: activated, neither used up nor void.
select lot.product_id, count(*), count(*) filter (where lot.id = any(%(full)s::int8[])),
       coalesce(sum(stamps.active), 0),
       coalesce(sum(stamps.active) filter (where lot.id = any(%(full)s::int8[])), 0)
from identify_lot lot
left join lateral (
    select sum(upper(part) - lower(part)) as active
    from stamps_activation activation
    join stamps_batch batch on batch.id = activation.batch_id
    cross join lateral unnest(
        int8multirange(activation.positions) * batch.activated - batch.consumed - batch.voided
    ) as part
    where activation.lot_id = lot.id
) stamps on true
where lot.product_id = any(%(products)s::int8[]) and lot.state <> 'recalled'
group by lot.product_id

-- One stamp: its batch, its state and the lot it is bound to. Two index probes, no row per stamp.
select batch.id, batch.product_id, batch.organisation_id, batch.planned_lot_id,
       activation.lot_id, activation.activated_at,
       batch.printed @> %(position)s::int8,
       batch.activated @> %(position)s::int8,
       batch.consumed @> %(position)s::int8,
       batch.voided @> %(position)s::int8
from stamps_batch batch
left join stamps_activation activation
       on activation.batch_id = batch.id and activation.positions @> %(position)s::int8
where batch.id = %(batch)s and batch.scope = %(scope)s and batch.size > %(position)s

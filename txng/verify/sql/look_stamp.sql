-- One look at a stamp: batch, state and lot as in stamps/sql/stamp.sql, and what the verdict needs
-- beside them, in one round trip: recall and expiry of the lot, past looks.
select batch.id, batch.product_id, batch.organisation_id, batch.planned_lot_id,
       activation.lot_id, activation.activated_at,
       batch.printed @> %(position)s::int8,
       batch.activated @> %(position)s::int8,
       batch.consumed @> %(position)s::int8,
       batch.voided @> %(position)s::int8,
       lot.state, lot.expires_date, lot.recalled_at, lot.recall_reason,
       coalesce(tally.scans, 0), coalesce(tally.devices, 0), tally.first_at
from stamps_batch batch
left join stamps_activation activation
       on activation.batch_id = batch.id and activation.positions @> %(position)s::int8
left join identify_lot lot on lot.id = activation.lot_id
left join verify_tally tally on tally.batch_id = batch.id and tally.position = %(position)s
where batch.id = %(batch)s and batch.scope = %(scope)s and batch.size > %(position)s

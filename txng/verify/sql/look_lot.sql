-- The same for a lot's own code, by its canonical identifier.
select lot.id, lot.state, lot.expires_date, lot.recalled_at, lot.recall_reason,
       coalesce(tally.scans, 0), 0, tally.first_at
from identify_lot lot
left join verify_lot_tally tally on tally.lot_id = lot.id
where lot.identifier = %(identifier)s

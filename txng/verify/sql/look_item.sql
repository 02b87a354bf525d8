-- The same for a registered item, whose looks are not counted.
select lot.id, lot.state, lot.expires_date, lot.recalled_at, lot.recall_reason, 0, 0, null
from identify_item item
join identify_lot lot on lot.id = item.lot_id
where item.identifier = %(identifier)s

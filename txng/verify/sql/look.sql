-- What a verdict needs beside the stamp, read afresh at every look: lot, recall, expiry, past looks.
select lot.state, lot.expires_date, lot.recalled_at, lot.recall_reason,
       coalesce(tally.scans, 0), coalesce(tally.devices, 0), tally.first_at
from (select %(lot)s::bigint as id) asked
left join identify_lot lot on lot.id = asked.id
left join verify_tally tally on tally.batch_id = %(batch)s and tally.position = %(position)s

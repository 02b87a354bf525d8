-- Lots without a grade, then lots of which something was recorded since, then those graded long ago.
select l.id
from identify_lot l
left join reporting_lot_grade g on g.lot_id = l.id
where g.lot_id is null
   or exists (
       select 1 from capture_link k join capture_event e on e.id = k.event_id
       where k.epc = l.key and e.record_time > g.graded_at
   )
   or g.graded_at < %(older_than)s::timestamptz
order by g.graded_at nulls first, l.id
limit %(most)s

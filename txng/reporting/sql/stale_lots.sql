-- Lots without a grade, then lots of which something was recorded since, then those graded long ago;
-- all, or only those made between two days.
select l.id
from identify_lot l
left join reporting_lot_grade g on g.lot_id = l.id
where (
    g.lot_id is null
    or exists (
        select 1 from capture_link k join capture_event e on e.id = k.event_id
        where k.epc = l.key and e.record_time > g.graded_at
    )
    or g.graded_at < %(older_than)s::timestamptz
)
and (
    %(starts)s::date is null
    or l.produced_date between %(starts)s::date and %(ends)s::date
    or l.produced_date is null and l.created_at >= %(first)s and l.created_at < %(after)s
)
order by g.graded_at nulls first, l.id
limit %(most)s

-- Those of some events in which one of the children stands as an amount of a class.
select distinct event_id
from capture_link
where epc = any(%(children)s::int8[])
  and role = 5
  and event_id = any(%(events)s::int8[])
order by event_id

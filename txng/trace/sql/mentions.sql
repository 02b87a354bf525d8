-- Every event that names one of the things, for the story of a lot.
select distinct l.epc, e.id, (extract(epoch from e.event_time) * 1000000)::int8,
       e.organisation_id
from capture_link l
join capture_event e on e.id = l.event_id
where l.epc = any(%(keys)s::int8[]) and l.role <> 11
order by 2

-- DELETE events that name a parent and no child: whatever was in the parent is out.
select l.epc, l.role, e.id, (extract(epoch from e.event_time) * 1000000)::int8,
       e.type, e.action, e.ins, e.outs
from capture_link l
join capture_event e on e.id = l.event_id
where l.epc = any(%(keys)s::int8[])
  and l.role = 3
  and e.action = 3
  and e.type in (2, 5)
  and e.ins = '{}'
  and e.error_declared_at is null
  and not exists (
      select from capture_event d
      where d.event_key in (
              e.event_key, encode(substring(e.event_hash from 1 for 16), 'hex')::uuid)
        and d.organisation_id = e.organisation_id
        and d.error_declared_at is not null
  )

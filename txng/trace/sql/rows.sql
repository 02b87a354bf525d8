-- Links of a frontier's keys with what the walk needs of their events. Events declared in error by
-- the organisation that stated them, and the declarations themselves, prove nothing.
select l.epc, l.role, e.id, (extract(epoch from e.event_time) * 1000000)::int8,
       e.type, e.action, e.ins, e.outs
from capture_link l
join capture_event e on e.id = l.event_id
where l.epc = any(%(keys)s::int8[])
  and l.role = any(%(roles)s::int2[])
  and (e.ins <> '{}' or e.outs <> '{}')
  and e.error_declared_at is null
  and not exists (
      select from capture_event d
      where d.event_key in (
              e.event_key, encode(substring(e.event_hash from 1 for 16), 'hex')::uuid)
        and d.organisation_id = e.organisation_id
        and d.error_declared_at is not null
  )

-- Events that name a frontier's keys in the roles, each once, with what a walk needs of it and the
-- keys it names with their roles. Events declared in error by the organisation that stated them, and
-- the declarations themselves, prove nothing.
select e.id, (extract(epoch from e.event_time) * 1000000)::int8, e.type, e.action, e.ins, e.outs,
       l.keys, l.roles
from (
    select event_id, array_agg(epc) as keys, array_agg(role) as roles
    from capture_link
    where epc = any(%(keys)s::int8[]) and role = any(%(roles)s::int2[])
    group by event_id
) l
join capture_event e on e.id = l.event_id
where (e.ins <> '{}' or e.outs <> '{}')
  and e.error_declared_at is null
  and not exists (
      select from capture_event d
      where d.event_key in (
              e.event_key, encode(substring(e.event_hash from 1 for 16), 'hex')::uuid)
        and d.organisation_id = e.organisation_id
        and d.error_declared_at is not null
  )

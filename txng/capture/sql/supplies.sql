-- What came in and went out of each material: bought, used, its cost, how much of it has a cost.
-- A use counts no more when the event of its step was declared in error by its organisation.
select m.id,
       coalesce(p.bought, 0), coalesce(u.used, 0),
       p.cost, coalesce(p.priced, 0), p.next_expiry
from capture_material m
left join lateral (
    select sum(quantity) as bought, sum(cost) as cost,
           sum(quantity) filter (where cost is not null) as priced,
           min(expires_date) filter (where expires_date >= %(today)s) as next_expiry
    from capture_purchase
    where material_id = m.id
) p on true
left join lateral (
    select sum(x.quantity) as used
    from capture_input_use x
    left join capture_step s on s.id = x.step_id
    left join capture_event e on e.id = s.event_row
    where x.material_id = m.id
      and not exists (
          select from capture_event d
          where d.event_key in (
                  e.event_key, encode(substring(e.event_hash from 1 for 16), 'hex')::uuid)
            and d.organisation_id = e.organisation_id
            and d.error_declared_at is not null)
) u on true
where m.id = any(%(materials)s)
order by m.id

-- Scans of one interval: rows, and the tallies that outlive them, in one statement.
with fresh as (
    select * from unnest(
        %(at)s::timestamptz[], %(batch)s::bigint[], %(position)s::integer[], %(lot)s::bigint[],
        %(verdict)s::text[], %(device)s::bytea[]
    ) as row(at, batch_id, position, lot_id, verdict, device)
), new_devices as (
    select f.batch_id, f.position, count(*) as devices
    from (select distinct batch_id, position, device from fresh where batch_id is not null) f
    where not exists (
        select from verify_scan s
        where s.batch_id = f.batch_id and s.position = f.position and s.device = f.device)
    group by f.batch_id, f.position
), stored as (
    insert into verify_scan (at, batch_id, position, lot_id, verdict, device)
    select at, batch_id, position, lot_id, verdict, device from fresh
), stamps as (
    insert into verify_tally as t (batch_id, position, scans, devices, first_at, last_at)
    select f.batch_id, f.position, count(*), coalesce(max(n.devices), 0), min(f.at), max(f.at)
    from fresh f
    left join new_devices n using (batch_id, position)
    where f.batch_id is not null
    group by f.batch_id, f.position
    order by f.batch_id, f.position
    on conflict (batch_id, position) do update set
        scans = t.scans + excluded.scans,
        devices = t.devices + excluded.devices,
        first_at = least(t.first_at, excluded.first_at),
        last_at = greatest(t.last_at, excluded.last_at)
)
insert into verify_lot_tally as t (lot_id, scans, first_at, last_at)
select lot_id, count(*), min(at), max(at)
from fresh
where batch_id is null and lot_id is not null
group by lot_id
order by lot_id
on conflict (lot_id) do update set
    scans = t.scans + excluded.scans,
    first_at = least(t.first_at, excluded.first_at),
    last_at = greatest(t.last_at, excluded.last_at)

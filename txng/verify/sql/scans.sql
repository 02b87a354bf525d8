-- Scans by month: a month whose time is over is dropped whole. No foreign keys: a scan outlives nothing.
create table verify_scan (
    id bigint generated always as identity,
    at timestamptz not null,
    batch_id bigint,
    position integer,
    lot_id bigint,
    verdict varchar(20) not null,
    device bytea not null check (octet_length(device) = 8),
    unit_id bigint,
    primary key (id, at)
) partition by range (at);
create index scan_of_stamp on verify_scan (batch_id, position, device);
create index scan_of_lot on verify_scan (lot_id, at);

-- Today's salt of device hashes: unlogged, so that no log or backup keeps it; yesterday's is deleted.
create unlogged table verify_salt (
    day date primary key,
    salt bytea not null
);

-- Two processes may want the same month at once: the lock lets one make it, the other finds it.
create function verify_make_month(month date) returns void language plpgsql as $$
declare
    name text := 'verify_scan_' || to_char(month, 'YYYY_MM');
    start timestamptz := date_trunc('month', month::timestamp) at time zone 'Asia/Ho_Chi_Minh';
    stop timestamptz := (date_trunc('month', month::timestamp) + interval '1 month')
        at time zone 'Asia/Ho_Chi_Minh';
begin
    if to_regclass(name) is not null then return; end if;
    perform pg_advisory_xact_lock(hashtext('verify_make_month'));
    if to_regclass(name) is not null then return; end if;
    execute format('create table %I partition of verify_scan for values from (%L) to (%L)',
                   name, start, stop);
end $$;

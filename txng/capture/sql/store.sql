-- What Django's models cannot say of the event store: raw tables, storage, append-only triggers.
-- Measured reasons stand in docs/decisions/0003-event-schema.md.

-- Event numbers grow by arrival; a batch takes blocks of 100, so that it costs one round trip.
create sequence capture_event_id increment by 100 minvalue 100 start with 100;
create sequence capture_job_number;

-- Bodies come compressed and keys are random: pglz would only burn time on them.
alter table capture_event
    alter column body set storage external,
    alter column event_hash set storage plain,
    alter column ins set storage external,
    alter column outs set storage external;

-- One narrow row for each identifier in each event. No primary key: the one covering index is all.
create table capture_link (
    epc bigint not null,
    event_id bigint not null,
    role smallint not null
);
create index link_of_epc on capture_link (epc) include (event_id, role);

-- What the query interface filters on beyond the columns, for the few events that carry it.
create table capture_field (
    event_id bigint not null,
    name_key bigint not null,
    value_key bigint,
    number double precision,
    time timestamptz,
    kind smallint not null
);
create index field_value on capture_field (name_key, kind, value_key) include (event_id);
create index field_number on capture_field (name_key, kind, number) include (event_id)
    where number is not null;
create index field_time on capture_field (name_key, kind, time) include (event_id)
    where time is not null;

-- Index-only probes of links need a fresh visibility map, and these tables only ever grow.
alter table capture_link set (autovacuum_vacuum_insert_scale_factor = 0.05);
alter table capture_event set (autovacuum_vacuum_insert_scale_factor = 0.05);

-- What was captured stays as it was captured.
create trigger append_only before update or delete on capture_event
    for each statement execute function core_refuse_change();
create trigger append_only before update or delete on capture_link
    for each statement execute function core_refuse_change();
create trigger append_only before update or delete on capture_field
    for each statement execute function core_refuse_change();
create trigger append_only before update or delete on capture_context
    for each statement execute function core_refuse_change();
create trigger append_only before update or delete on capture_job
    for each statement execute function core_refuse_change();
create trigger append_only before update or delete on capture_step
    for each statement execute function core_refuse_change();

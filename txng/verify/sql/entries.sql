-- What everybody may find (verify_entry), kept by the database in the transaction of the change.
-- A household without consent stands here without its name; its places do not stand here at all.
-- Plots are nobody else's business. An organisation that is not active takes all it has with it.

create function verify_is_named(kind text, may_show_name boolean) returns boolean
language sql immutable as $$ select kind <> 'household' or may_show_name $$;

create function verify_is_shown(kind text, state text) returns boolean
language sql immutable as
$$ select state = 'active' and kind in ('company', 'cooperative', 'group', 'household') $$;

-- A function, not a view: a view would forbid lower rooms to change their columns.
create function verify_entry_source(asked_kind text, asked bigint[])
returns table (kind text, subject_id bigint, organisation_id bigint, unit_id bigint,
    group_id bigint, stars smallint, stars_until date, sort_key text, name text,
    plain text, words tsvector)
language sql stable as $$
select 'product' as kind, p.id as subject_id, o.id as organisation_id, o.unit_id, p.group_id,
    p.ocop_stars as stars, p.ocop_until as stars_until, p.sort_key,
    lower(concat_ws(' ', p.name, p.brand)) as name,
    core_plain(concat_ws(' ', p.name, p.brand)) as plain,
    core_words(concat_ws(' ', p.name, p.name_en, p.brand, p.model, p.gtin, g.name, g.name_en,
        case when o.kind <> 'household' then o.name end, u.name, h.name)) as words
from catalogue_product p
join parties_organisation o on o.id = p.organisation_id
join catalogue_product_group g on g.id = p.group_id
left join parties_administrative_unit u on u.id = o.unit_id
left join parties_administrative_unit h on h.id = u.parent_id
where asked_kind = 'product' and p.id = any (asked) and p.is_active
    and verify_is_shown(o.kind, o.state)
union all
select 'producer', o.id, o.id, o.unit_id, null, null, null,
    case when verify_is_named(o.kind, o.may_show_name) then o.sort_key else 'HO' end,
    case when verify_is_named(o.kind, o.may_show_name)
        then lower(concat_ws(' ', o.name, o.short_name)) else 'hộ sản xuất' end,
    case when verify_is_named(o.kind, o.may_show_name)
        then core_plain(concat_ws(' ', o.name, o.short_name)) else 'ho san xuat' end,
    core_words(concat_ws(' ',
        case when verify_is_named(o.kind, o.may_show_name)
            then concat_ws(' ', o.name, o.short_name) else 'ho san xuat' end, u.name, h.name))
from parties_organisation o
left join parties_administrative_unit u on u.id = o.unit_id
left join parties_administrative_unit h on h.id = u.parent_id
where asked_kind = 'producer' and o.id = any (asked) and verify_is_shown(o.kind, o.state)
union all
select 'place', l.id, o.id, l.unit_id, null, null, null, left(core_plain(l.name), 240),
    lower(l.name),
    core_plain(l.name),
    core_words(concat_ws(' ', l.name, l.gln, l.growing_area_code, l.packing_house_code, o.name,
        u.name, h.name))
from parties_place l
join parties_organisation o on o.id = l.organisation_id
left join parties_administrative_unit u on u.id = l.unit_id
left join parties_administrative_unit h on h.id = u.parent_id
where asked_kind = 'place' and l.id = any (asked) and l.is_active and l.kind <> 'plot' and verify_is_shown(o.kind, o.state)
    and verify_is_named(o.kind, o.may_show_name)
$$;

create function verify_enter(asked_kind text, asked bigint[]) returns void
language plpgsql as $$
begin
    delete from verify_entry e where e.kind = asked_kind and e.subject_id = any (asked)
        and e.subject_id not in (
            select s.subject_id from verify_entry_source(asked_kind, asked) s);
    insert into verify_entry (kind, subject_id, organisation_id, unit_id, group_id, stars,
        stars_until, sort_key, name, plain, words)
    select s.kind, s.subject_id, s.organisation_id, s.unit_id, s.group_id, s.stars, s.stars_until,
        s.sort_key, s.name, s.plain, s.words
    from verify_entry_source(asked_kind, asked) s order by s.subject_id
    on conflict (kind, subject_id) do update set organisation_id = excluded.organisation_id,
        unit_id = excluded.unit_id, group_id = excluded.group_id, stars = excluded.stars,
        stars_until = excluded.stars_until, sort_key = excluded.sort_key,
        name = excluded.name, plain = excluded.plain,
        words = excluded.words
    where (verify_entry.organisation_id, verify_entry.unit_id, verify_entry.group_id,
        verify_entry.stars, verify_entry.stars_until, verify_entry.sort_key, verify_entry.name,
        verify_entry.plain, verify_entry.words)
        is distinct from (excluded.organisation_id, excluded.unit_id, excluded.group_id,
        excluded.stars, excluded.stars_until, excluded.sort_key, excluded.name, excluded.plain,
        excluded.words);
end $$;

create function verify_enter_fresh() returns trigger language plpgsql as $$
begin
    perform verify_enter(tg_argv[0], (select array_agg(id) from fresh));
    return null;
end $$;

create function verify_enter_gone() returns trigger language plpgsql as $$
begin
    delete from verify_entry e using gone where e.kind = tg_argv[0] and e.subject_id = gone.id;
    return null;
end $$;

create function verify_enter_organisations() returns trigger language plpgsql as $$
declare
    touched bigint[] := (
        select array_agg(n.id) from fresh n join gone o using (id)
        where (n.name, n.short_name, n.kind, n.state, n.may_show_name, n.unit_id, n.sort_key)
            is distinct from
            (o.name, o.short_name, o.kind, o.state, o.may_show_name, o.unit_id, o.sort_key));
begin
    if touched is not null then
        perform verify_enter('producer', touched);
        perform verify_enter('product', (
            select array_agg(id) from catalogue_product where organisation_id = any (touched)));
        perform verify_enter('place', (
            select array_agg(id) from parties_place where organisation_id = any (touched)));
    end if;
    return null;
end $$;

create trigger verify_enter_new after insert on catalogue_product
    referencing new table as fresh for each statement execute function verify_enter_fresh('product');
create trigger verify_enter_changed after update on catalogue_product
    referencing new table as fresh for each statement execute function verify_enter_fresh('product');
create trigger verify_enter_gone after delete on catalogue_product
    referencing old table as gone for each statement execute function verify_enter_gone('product');
create trigger verify_enter_new after insert on parties_place
    referencing new table as fresh for each statement execute function verify_enter_fresh('place');
create trigger verify_enter_changed after update on parties_place
    referencing new table as fresh for each statement execute function verify_enter_fresh('place');
create trigger verify_enter_gone after delete on parties_place
    referencing old table as gone for each statement execute function verify_enter_gone('place');
create trigger verify_enter_new after insert on parties_organisation
    referencing new table as fresh for each statement execute function verify_enter_fresh('producer');
create trigger verify_enter_changed after update on parties_organisation
    referencing old table as gone new table as fresh
    for each statement execute function verify_enter_organisations();
create trigger verify_enter_gone after delete on parties_organisation
    referencing old table as gone for each statement execute function verify_enter_gone('producer');

create function verify_enter_all() returns void language plpgsql as $$
begin
    perform verify_enter('producer', (select array_agg(id) from parties_organisation));
    perform verify_enter('place', (select array_agg(id) from parties_place));
    perform verify_enter('product', (select array_agg(id) from catalogue_product));
end $$;
select verify_enter_all();

-- A name without the words that half of all names share, as likeness.bare has it, and the indexes by
-- which names that begin or end alike stand side by side: a look at likeness reads a few neighbours of
-- a row and never a whole commune.
create function catalogue_bare(name text) returns text
language plpgsql immutable strict parallel safe as $$
declare
    flat text := public.core_plain(name);
    bare text := trim(regexp_replace(regexp_replace(flat,
        '\y(?:hop tac xa|hop tac|to hop tac|htx|tht|cong ty|trach nhiem huu han|tnhh'
        '|mot thanh vien|mtv|co phan|cp|doanh nghiep tu nhan|dntn'
        '|ho kinh doanh|ho san xuat|ho ong|ho ba|ho'
        '|nong nghiep'
        '|nong san|dich vu|thuong mai|san xuat|tong hop|va|xa|phuong|tinh)\y', ' ', 'g'),
        '[^a-z0-9]+', ' ', 'g'));
begin
    if bare = '' then
        return trim(regexp_replace(flat, '[^a-z0-9]+', ' ', 'g'));
    end if;
    return bare;
end $$;

create index organisation_bare on parties_organisation
    (unit_id, catalogue_bare(name) collate "C", id);
create index organisation_bare_back on parties_organisation
    (unit_id, reverse(catalogue_bare(name)) collate "C", id);
create index organisation_phone on parties_organisation (phone, id) where phone <> '';
create index organisation_email on parties_organisation (email, id) where email <> '';
create index organisation_tax_head on parties_organisation (left(tax_code, 10), id)
    where tax_code <> '';

create index place_bare on parties_place
    (organisation_id, catalogue_bare(name) collate "C", id);
create index place_bare_back on parties_place
    (organisation_id, reverse(catalogue_bare(name)) collate "C", id);
create index place_growing_area on parties_place (growing_area_code, id)
    where growing_area_code <> '';
create index place_packing_house on parties_place (packing_house_code, id)
    where packing_house_code <> '';
create index place_point on parties_place (latitude, longitude, id) where latitude is not null;
create index place_outlined on parties_place (unit_id, id) where outline is not null;

create index product_bare on catalogue_product
    (organisation_id, catalogue_bare(name) collate "C", id);
create index product_bare_back on catalogue_product
    (organisation_id, reverse(catalogue_bare(name)) collate "C", id);

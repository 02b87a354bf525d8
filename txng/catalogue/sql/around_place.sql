-- The few places that each one examined is compared with, so many of each mark at most: names that
-- begin or end alike in the organisation, the same codes, points close by, outlines in the commune.
select one.id, other.id
from parties_place one
cross join lateral (
    (select other.id from parties_place other
     where other.organisation_id = one.organisation_id and other.is_active
         and catalogue_bare(other.name) collate "C"
             >= catalogue_bare(one.name) collate "C"
     order by catalogue_bare(other.name) collate "C" asc, other.id asc limit %(most)s)
    union
    (select other.id from parties_place other
     where other.organisation_id = one.organisation_id and other.is_active
         and catalogue_bare(other.name) collate "C"
             < catalogue_bare(one.name) collate "C"
     order by catalogue_bare(other.name) collate "C" desc, other.id desc limit %(most)s)
    union
    (select other.id from parties_place other
     where other.organisation_id = one.organisation_id and other.is_active
         and reverse(catalogue_bare(other.name)) collate "C"
             >= reverse(catalogue_bare(one.name)) collate "C"
     order by reverse(catalogue_bare(other.name)) collate "C" asc, other.id asc limit %(most)s)
    union
    (select other.id from parties_place other
     where other.organisation_id = one.organisation_id and other.is_active
         and reverse(catalogue_bare(other.name)) collate "C"
             < reverse(catalogue_bare(one.name)) collate "C"
     order by reverse(catalogue_bare(other.name)) collate "C" desc, other.id desc limit %(most)s)
    union
    (select other.id from parties_place other
     where other.growing_area_code = one.growing_area_code
         and other.growing_area_code <> '' and one.growing_area_code <> ''
     order by other.id desc limit %(most)s)
    union
    (select other.id from parties_place other
     where other.packing_house_code = one.packing_house_code
         and other.packing_house_code <> '' and one.packing_house_code <> ''
     order by other.id desc limit %(most)s)
    union
    (select other.id from parties_place other
     where other.latitude between one.latitude - 0.0003 and one.latitude + 0.0003
         and other.longitude between one.longitude - 0.0004 and one.longitude + 0.0004
     limit %(most)s)
    union
    (select other.id from parties_place other
     where one.outline is not null and other.outline is not null and other.unit_id = one.unit_id
     order by other.id desc limit 10 * %(most)s)
) other
where one.id = any(%(examined)s::int8[]) and other.id <> one.id

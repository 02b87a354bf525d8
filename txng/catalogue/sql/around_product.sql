-- The few products that each one examined is compared with, so many of each mark at most: names that
-- begin or end alike in the organisation.
select one.id, other.id
from catalogue_product one
cross join lateral (
    (select other.id from catalogue_product other
     where other.organisation_id = one.organisation_id and other.is_active
         and catalogue_bare(other.name) collate "C"
             >= catalogue_bare(one.name) collate "C"
     order by catalogue_bare(other.name) collate "C" asc, other.id asc limit %(most)s)
    union
    (select other.id from catalogue_product other
     where other.organisation_id = one.organisation_id and other.is_active
         and catalogue_bare(other.name) collate "C"
             < catalogue_bare(one.name) collate "C"
     order by catalogue_bare(other.name) collate "C" desc, other.id desc limit %(most)s)
    union
    (select other.id from catalogue_product other
     where other.organisation_id = one.organisation_id and other.is_active
         and reverse(catalogue_bare(other.name)) collate "C"
             >= reverse(catalogue_bare(one.name)) collate "C"
     order by reverse(catalogue_bare(other.name)) collate "C" asc, other.id asc limit %(most)s)
    union
    (select other.id from catalogue_product other
     where other.organisation_id = one.organisation_id and other.is_active
         and reverse(catalogue_bare(other.name)) collate "C"
             < reverse(catalogue_bare(one.name)) collate "C"
     order by reverse(catalogue_bare(other.name)) collate "C" desc, other.id desc limit %(most)s)
) other
where one.id = any(%(examined)s::int8[]) and other.id <> one.id

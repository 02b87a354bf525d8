-- The few organisations that each one examined is compared with, so many of each mark at most: names
-- that begin or end alike in the commune, the same phone, e-mail, or tax code but for the branch.
select one.id, other.id
from parties_organisation one
cross join lateral (
    (select other.id from parties_organisation other
     where other.unit_id = one.unit_id and other.state <> 'closed'
         and catalogue_bare(other.name) collate "C"
             >= catalogue_bare(one.name) collate "C"
     order by catalogue_bare(other.name) collate "C" asc, other.id asc limit %(most)s)
    union
    (select other.id from parties_organisation other
     where other.unit_id = one.unit_id and other.state <> 'closed'
         and catalogue_bare(other.name) collate "C"
             < catalogue_bare(one.name) collate "C"
     order by catalogue_bare(other.name) collate "C" desc, other.id desc limit %(most)s)
    union
    (select other.id from parties_organisation other
     where other.unit_id = one.unit_id and other.state <> 'closed'
         and reverse(catalogue_bare(other.name)) collate "C"
             >= reverse(catalogue_bare(one.name)) collate "C"
     order by reverse(catalogue_bare(other.name)) collate "C" asc, other.id asc limit %(most)s)
    union
    (select other.id from parties_organisation other
     where other.unit_id = one.unit_id and other.state <> 'closed'
         and reverse(catalogue_bare(other.name)) collate "C"
             < reverse(catalogue_bare(one.name)) collate "C"
     order by reverse(catalogue_bare(other.name)) collate "C" desc, other.id desc limit %(most)s)
    union
    (select other.id from parties_organisation other
     where other.phone = one.phone
         and other.phone <> '' and one.phone <> ''
     order by other.id desc limit %(most)s)
    union
    (select other.id from parties_organisation other
     where other.email = one.email
         and other.email <> '' and one.email <> ''
     order by other.id desc limit %(most)s)
    union
    (select other.id from parties_organisation other
     where left(other.tax_code, 10) = left(one.tax_code, 10)
         and other.tax_code <> '' and one.tax_code <> ''
     order by other.id desc limit %(most)s)
) other
where one.id = any(%(examined)s::int8[]) and other.id <> one.id

-- Events at a place that still stand.
select e.id
from capture_event e
where (e.read_point = %(place)s or e.biz_location = %(place)s)
  and e.error_declared_at is null
order by e.id
limit %(limit)s

-- What was approved stays as it was approved: the database refuses what the services refuse.
-- A draft changes freely. Of an approved plan only these move: that a later version replaced it,
-- how far its tasks are, and which registered agency a printed name is.

create function planning_refuse_approved_plan() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['state', 'changed_at'];
begin
    if old.state = 'draft' then
        return coalesce(new, old);
    end if;
    if tg_op = 'UPDATE' and to_jsonb(new) - moving = to_jsonb(old) - moving
        and (new.state = old.state or (old.state = 'approved' and new.state = 'replaced'))
    then
        return new;
    end if;
    raise exception 'an approved plan does not change' using errcode = 'integrity_constraint_violation';
end $$;

create trigger keep_approved before update or delete on planning_plan
    for each row execute function planning_refuse_approved_plan();

-- `through` names the row by which a part belongs to its plan.
create function planning_state_of(part jsonb, through text) returns text language sql stable as $$
    select state from planning_plan where id = case through
        when 'task' then (select plan_id from planning_task where id = (part ->> 'task_id')::bigint)
        when 'budget' then
            (select plan_id from planning_budget where id = (part ->> 'budget_id')::bigint)
        else (part ->> 'plan_id')::bigint
    end
$$;

-- Arguments: through what the part belongs to its plan, and the columns that may move.
create function planning_refuse_approved_part() returns trigger language plpgsql as $$
declare
    moving constant text[] := string_to_array(tg_argv[1], ' ');
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - moving = to_jsonb(old) - moving then
        return new;
    end if;
    if (tg_op <> 'INSERT' and planning_state_of(to_jsonb(old), tg_argv[0]) <> 'draft')
        or (tg_op <> 'DELETE' and planning_state_of(to_jsonb(new), tg_argv[0]) <> 'draft')
    then
        raise exception 'an approved plan does not change: %', tg_table_name
            using errcode = 'integrity_constraint_violation';
    end if;
    return coalesce(new, old);
end $$;

create trigger keep_approved before insert or update or delete on planning_task
    for each row execute function planning_refuse_approved_part(
        'plan',
        'state progress delay_reason evidence_id done_date version copied_from_id'
    );
create trigger keep_approved before insert or update or delete on planning_assignment
    for each row execute function planning_refuse_approved_part('task', 'organisation_id');
create trigger keep_approved before insert or update or delete on planning_duty
    for each row execute function planning_refuse_approved_part('plan', 'organisation_id');
create trigger keep_approved before insert or update or delete on planning_objective
    for each row execute function planning_refuse_approved_part('plan', '');
create trigger keep_approved before insert or update or delete on planning_target
    for each row execute function planning_refuse_approved_part('plan', '');
create trigger keep_approved before insert or update or delete on planning_deadline
    for each row execute function planning_refuse_approved_part('plan', '');
create trigger keep_approved before insert or update or delete on planning_budget
    for each row execute function planning_refuse_approved_part('plan', '');
create trigger keep_approved before insert or update or delete on planning_budget_line
    for each row execute function planning_refuse_approved_part('budget', '');

-- The life of a stamp as the database keeps it: ranges within ranges.
alter table stamps_batch
    add constraint batch_printed_within_size
        check (printed <@ int8multirange(int8range(0, size::int8))),
    add constraint batch_voided_within_size
        check (voided <@ int8multirange(int8range(0, size::int8))),
    add constraint batch_activated_were_printed check (activated <@ printed),
    add constraint batch_consumed_were_activated check (consumed <@ activated),
    add constraint batch_voided_not_consumed check (not voided && consumed);
-- Whether a range is its own batch's is the service's to see; that no stamp has two lots is ours.
alter table stamps_activation
    add constraint activation_not_empty
        check (not isempty(positions) and lower(positions) >= 0 and not upper_inf(positions)),
    add constraint activation_once exclude using gist (batch_id with =, positions with &&);

-- The words of what everybody may find (verify_word), each with how many entries have it: what a word
-- that is typed wrong may mean. Learnt anew now and then; a word that nothing has any more is gone.
create function verify_learn_words() returns void language sql as $$
with fresh as materialized (
    select word, ndoc as entries from ts_stat('select words from verify_entry')
    where word ~ '^[a-z]{2,20}$'
), gone as (
    delete from verify_word w where not exists (select from fresh f where f.word = w.word)
)
insert into verify_word as w (word, entries) select word, entries from fresh
on conflict (word) do update set entries = excluded.entries where w.entries <> excluded.entries
$$;

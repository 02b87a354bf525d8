"""x."""
import json, time, uuid, pytest
from django.db import connection, transaction
from django.test import Client
from config.demonstration import loading
from tests import factories
from tests.demonstration.plans import TODAY
from tests.security.addresses import addresses
from tests.security.rows import numbers
from txng.parties.models import *
from txng.parties.vocab import *

def written():
    with connection.cursor() as c:
        c.execute("select relname, n_tup_ins+n_tup_upd+n_tup_del from pg_stat_xact_user_tables where n_tup_ins+n_tup_upd+n_tup_del>0")
        return dict(c.fetchall())

def sweep(client, among, nums, methods=("get","post")):
    out={}
    for a in among:
        at=a.filled(nums)
        for m in methods:
            before=written()
            with transaction.atomic():
                try:
                    r=getattr(client,m)(at)
                    s=r.status_code
                    if s in (301,302): s=f"302 {r['Location']}"
                    if getattr(r,'streaming',False): b''.join(r.streaming_content)
                except Exception as e:
                    s=f"EXC {type(e).__name__} {e}"[:300]
                w={k:v-before.get(k,0) for k,v in written().items() if v!=before.get(k,0)}
                transaction.set_rollback(True)
            out[m,at]=(s,w)
    return out

@pytest.mark.django_db
def test_x():
    loading.load(lambda a,b: None, today=TODAY)
    nums=numbers()
    print({a.route:a.lacks(nums) for a in addresses() if a.lacks(nums)})
    ent=addresses("doanh-nghiep/"); gov=addresses("quan-ly/")
    rest=[a for a in addresses() if a not in ent and a not in gov]
    pub=rest
    htx=Organisation.objects.get(pk=Membership.objects.get(user__login="htx@trinhdien.example").organisation_id)
    prov=htx.unit.parent
    stranger=factories.signed_in(factories.person(factories.organisation(unit=htx.unit, kind="company")))
    viewer=factories.signed_in(factories.person(htx, MemberRole.VIEWER))
    owner=factories.signed_in(User.objects.get(login="htx@trinhdien.example"))
    other_prov=factories.unit(); other=factories.unit(other_prov)
    def lead(ag): return factories.signed_in(factories.person(ag, MemberRole.LEAD_OFFICER))
    people={
      "stranger-ent":(stranger,ent),"stranger-gov":(stranger,gov),
      "viewer-ent":(viewer,ent),"owner-ent":(owner,ent),
      "khcn-gov":(factories.signed_in(User.objects.get(login="khcn@trinhdien.example")),gov),
      "commune-lead-gov":(lead(factories.agency(unit=htx.unit)),gov),
      "elsewhere-lead-gov":(lead(factories.agency(unit=other)),gov),
      "elsewhere-prov-gov":(lead(factories.agency(unit=other_prov)),gov),
      "health-gov":(lead(factories.agency(unit=prov,sector="health")),gov),
      "khcn-ent":(factories.signed_in(User.objects.get(login="khcn@trinhdien.example")),ent),
      "anon-all":(Client(),rest+ent+gov),
      "stranger-pub":(stranger,pub),
    }
    res={}
    for name,(c,among) in people.items():
        t=time.monotonic()
        c.raise_request_exception=False
        r=sweep(c,among,nums)
        res[name]=[[m,a,s,w] for (m,a),(s,w) in r.items()]
        print(name,len(among),round(time.monotonic()-t,1))
    json.dump(res,open("/tmp/sec/sweep.json","w"),default=str)

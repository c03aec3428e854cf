from django.db import migrations

from fyr.vault.rls import MEMBER, UNITS, protect


class Migration(migrations.Migration):
    dependencies = (("vault", "0001_initial"),)
    operations = (protect("vault_wrap", f"(holder = ANY({UNITS}) OR holder = {MEMBER})"),)

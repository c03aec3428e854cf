from django.db import migrations

from fyr.vault.rls import MEMBER, protect


class Migration(migrations.Migration):
    dependencies = (("access", "0001_initial"),)
    operations = (protect("access_device", f"member_id = {MEMBER}"),)

from django.core.management import call_command
from django.db import migrations


def make(apps, editor):
    call_command("createcachetable", "work_cache", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = (("work", "0001_initial"),)
    operations = (migrations.RunPython(make, migrations.RunPython.noop),)

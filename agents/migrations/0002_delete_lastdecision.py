"""The last decision of everybody stands in the resident's state now: one update a decision instead of two."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agents", "0001_initial"), ("world", "0003_options_weighed")]

    operations = [migrations.DeleteModel(name="LastDecision")]

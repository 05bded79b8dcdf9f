"""The look-up of a procedure by code as a service of Django REST framework would be written: models, serializers and a
generic view."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import django
from django.conf import settings
from sqlalchemy.engine import make_url

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")
URL = make_url(os.environ["DATABASE_URL"])

settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    TIME_ZONE="Asia/Ho_Chi_Minh",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.postgres", "rest_framework"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": URL.database,
            "USER": URL.username,
            "PASSWORD": URL.password,
            "HOST": URL.host,
            "PORT": URL.port,
            "OPTIONS": {**URL.query, "pool": {"min_size": 8, "max_size": 8}},
        }
    },
    REST_FRAMEWORK={
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
    },
)
django.setup()

# These imports need the settings.
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import generics, serializers  # noqa: E402


class ParsedJson(models.JSONField):
    """A column of type json. psycopg has parsed its value already, so Django, which expects jsonb, must not parse it
    again."""

    def from_db_value(self, value: object, *_: object) -> object:
        return value


class Register(models.Model):
    """An agency or a field."""

    code = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta:
        abstract = True


class Agency(Register):
    class Meta:
        app_label, managed, db_table = "bench", False, "agency"


class Field(Register):
    class Meta:
        app_label, managed, db_table = "bench", False, "field"


class Decision(models.Model):
    id = models.UUIDField(primary_key=True)
    number = models.TextField()
    issuing_body = models.TextField()
    signed_on = models.DateField()
    title = models.TextField()

    class Meta:
        app_label, managed, db_table = "bench", False, "decision"


class Procedure(models.Model):
    code = models.TextField(unique=True)

    class Meta:
        app_label, managed, db_table = "bench", False, "procedure"


class Version(models.Model):
    pk = models.CompositePrimaryKey("procedure_id", "number")
    procedure = models.ForeignKey(Procedure, models.DO_NOTHING)
    number = models.IntegerField()
    name = models.TextField()
    agency = models.ForeignKey(Agency, models.DO_NOTHING, db_column="agency_code")
    field = models.ForeignKey(Field, models.DO_NOTHING, db_column="field_code")
    decision = models.ForeignKey(Decision, models.DO_NOTHING)
    levels = ArrayField(models.TextField())
    population_fields = ArrayField(models.TextField())
    content = ParsedJson()

    class Meta:
        app_label, managed, db_table = "bench", False, "version"


class Period(models.Model):
    procedure = models.ForeignKey(Procedure, models.DO_NOTHING)
    version = models.IntegerField()
    in_force = DateRangeField()
    known = DateTimeRangeField()
    under_review = models.BooleanField()

    class Meta:
        app_label, managed, db_table = "bench", False, "period"


class NamedSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class PeriodSerializer(serializers.ModelSerializer):
    effective_from = serializers.DateField(source="in_force.lower")
    effective_to = serializers.DateField(source="in_force.upper")

    class Meta:
        model = Period
        fields = ("version", "effective_from", "effective_to", "under_review")


class DecisionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Decision
        fields = ("id", "number", "issuing_body", "signed_on", "title")


class ProcedureSerializer(serializers.ModelSerializer):
    code = serializers.CharField(source="procedure.code")
    agency = NamedSerializer()
    field = NamedSerializer()
    period = PeriodSerializer()
    decision = DecisionSerializer()

    class Meta:
        model = Version
        fields = ("code", "name", "agency", "field", "levels", "population_fields", "period", "decision", "content")


class ProcedureView(generics.RetrieveAPIView):
    serializer_class = ProcedureSerializer

    def get_object(self) -> Version:
        in_force = {"in_force__contains": datetime.now(PROVINCE).date(), "known__upper_inf": True}
        period = get_object_or_404(Period, procedure__code=self.kwargs["code"], **in_force)
        versions = Version.objects.select_related("procedure", "agency", "field", "decision")
        version: Version = get_object_or_404(versions, procedure_id=period.procedure_id, number=period.version)
        version.period = period
        return version


urlpatterns = [path("v1/procedures/<code>", ProcedureView.as_view())]
app = get_wsgi_application()

"""How many drafts one person keeps, and for how long, as the installation is set."""

from datetime import timedelta

from common.settings import ServiceSettings
from online_services.drafts.domain.draft import DraftTerms
from online_services.settings import Settings


def terms_in(settings: ServiceSettings) -> DraftTerms:
    fields = Settings.model_fields
    per_person = getattr(settings, "drafts_per_person", fields["drafts_per_person"].default)
    days = getattr(settings, "draft_days", fields["draft_days"].default)
    return DraftTerms(per_person, timedelta(days=days))

"""The country of a cloud region, where a region's name stands for one place. What is not listed stays unknown."""

from __future__ import annotations

from typing import Final

_COUNTRY: Final = {
    "US": "us-east-1 us-east-2 us-west-1 us-west-2 us-gov-west-1 us-gov-east-1 us-central1 us-east1 us-east4 us-east5 us-south1 "
    "us-west1 us-west2 us-west3 us-west4 eastus eastus2 centralus northcentralus southcentralus westus westus2 westus3 "
    "westcentralus",
    "CA": "ca-central-1 ca-west-1 northamerica-northeast1 northamerica-northeast2 canadacentral canadaeast",
    "DE": "eu-central-1 europe-west3 europe-west10 germanywestcentral germanynorth",
    "IE": "eu-west-1 northeurope",
    "GB": "eu-west-2 europe-west2 uksouth ukwest",
    "FR": "eu-west-3 europe-west9 francecentral francesouth",
    "SE": "eu-north-1 europe-north2 swedencentral",
    "IT": "eu-south-1 europe-west8 europe-west12 italynorth",
    "ES": "eu-south-2 europe-southwest1 spaincentral",
    "CH": "eu-central-2 europe-west6 switzerlandnorth switzerlandwest",
    "NL": "europe-west4 westeurope",
    "BE": "europe-west1 belgiumcentral",
    "FI": "europe-north1",
    "PL": "europe-central2 polandcentral",
    "NO": "norwayeast norwaywest",
    "AT": "austriaeast",
    "JP": "ap-northeast-1 ap-northeast-3 asia-northeast1 asia-northeast2 japaneast japanwest",
    "KR": "ap-northeast-2 asia-northeast3 koreacentral koreasouth",
    "IN": "ap-south-1 ap-south-2 asia-south1 asia-south2 centralindia southindia westindia",
    "SG": "ap-southeast-1 asia-southeast1 southeastasia",
    "AU": "ap-southeast-2 ap-southeast-4 australia-southeast1 australia-southeast2 australiaeast australiasoutheast",
    "BR": "sa-east-1 southamerica-east1 brazilsouth",
    "IL": "il-central-1 me-west1 israelcentral",
    "AE": "me-central-1 uaenorth",
    "ZA": "af-south-1 africa-south1 southafricanorth",
}
_BY_REGION: Final = {region: country for country, names in _COUNTRY.items() for region in names.split()}


def country_of(region: str) -> str | None:
    """The country (two letters) of a region such as `eu-central-1`, or None."""
    return _BY_REGION.get(region.strip().casefold().replace(" ", ""))

"""What a component is, by the words other models use for technologies and kinds of parts."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "database": "database db datastore sql nosql postgres postgresql mysql mongodb redis dynamodb "
    "identity-store-database ldap-server",
    "file_store": "file-server file-storage block-storage local-file-system storage bucket s3 data-lake blob",
    "vector_index": "vector-database vector-index vector-store",
    "queue": "message-queue queue mq kafka stream-processing",
    "log": "monitoring siem log logging",
    "gateway": "gateway api-gateway reverse-proxy load-balancer waf proxy service-mesh",
    "mailbox": "mail-server",
    "application": "web-application web-app web-server web-service web-service-rest web-service-soap application-server function "
    "batch-processing report-engine cms erp application service lambda",
    "web_site": "web-site website",
    "mobile": "mobile-app mobile-device",
    "laptop": "desktop",
}
_KIND: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def kind_of_word(word: str) -> str | None:
    """The kind of component a technology's word stands for, or None where it stands for none or for several."""
    return _KIND.get(re.sub(r"[\s_]+", "-", word.strip().casefold()))

"""Static files under names that carry their digest, the modules that scripts import included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """`import "./net.js"` is rewritten too: else two pages could hold two copies of one module."""

    support_js_module_import_aggregation = True

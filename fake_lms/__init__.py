"""A simulated 360Learning: a platform with an API, settings pages and learner views.

``platform.Platform`` is one platform and everything it holds; ``app.create_app`` serves its API.
The rules live in one module for each subject, HTTP in ``api``. Fields, codes and limits follow
360Learning's API v2; what the article needs and the API lacks is an extension, marked so in
``schemas/lms/api.openapi.json``.
"""

"""The simulated 360Learning: a platform to be fed, looked at and set up.

``platform.Platform`` is one platform and everything it holds; ``app.create_app`` serves its API.
The rules live in one module for each subject, HTTP in ``api``. Fields, codes and limits follow
360Learning's API v2; what the API lacks and the article needs is an extension, marked so in
``schemas/lms/api.openapi.json``.
"""

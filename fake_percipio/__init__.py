"""A simulated Percipio: a catalog service, learners, and a sender of xAPI statements.

site.py            the cloud: organizations, and what is due when
organization.py    one customer: catalog, learners, tokens, faults, sender
app.py             the HTTP interface
catalog/           items, their paging, limits, faults and the log of requests
xapi/              what learners do, the statements about it, and their delivery
pages/             the pages of the site, such as the LRS configuration page
generator/         made-up learners and statements in any number
core/              ids and times
"""

"""A simulated Percipio: a catalog service, learners, and a sender of xAPI statements.

site            the cloud: organizations, request log, what is due when
organization    one customer: catalog, learners, tokens, faults, sender
app             the HTTP interface; catalog_content is its only endpoint
catalog       items as encoded bytes; dataset freezes them for paging
items           one item from a title; generator makes any number, importing reads real ones
paging, faults, limits, retries, statements    the rules, plain functions of values
activity        what learners do; events and statements describe it
sender          delivers statements; lrs_configuration says where and how
"""

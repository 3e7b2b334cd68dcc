"""Statements of made-up learners: the same order gives the same bytes.

    people + titles -> histories, a day at a time -> statements -> faults -> deliveries, in order

people      the learners, with predictable addresses
titles      the fields of a catalog item that a history needs
history     one learner's progress through the titles, as learner events
wording     the LRS configuration that the statements follow
faults      the table of kinds: faults on request, and the expected answers
mutations   the changes that make a statement invalid, one function a kind
deliveries  an order and its deliveries, each one a line of bytes
"""
